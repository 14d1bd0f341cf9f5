/**
 * Replays recorded exchanges against a server and says where its answers differ. For the fidelity report and for unit tests:
 *
 * 1. {@link replayFile} starts a fresh embedded Arc with the options of a file, replays what was recorded before it on the same
 *    server (without comparing), then the file itself.
 * 2. {@link replay} does one list of exchanges against any server, a real one too.
 *
 * Answers are compared after {@link mask}; bodies that are not JSON (`base64`) are left to `compareBinary`. Paths of stored files
 * appear in answers: the directory of a fresh Arc is replaced by that of the recording, and has the same length, because DuckDB
 * cuts the line it quotes in an error by its length.
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Exchange, type ExchangeFile, loadExchanges } from '../../test/recordings.ts'
import { startTestServer, type TestServerOptions } from '../src/server.ts'
import { KnownValues } from './known-values.ts'
import { differences, mask, orderResult } from './masks.ts'
import { parsed, type ReplayedResponse, type ReplayTarget, send } from './send.ts'

/**
 * The outcome of one exchange. What a test can depend on, the wire, agrees when there are no differences; the sentences in
 * which management refuses are words.
 */
export interface ReplayOutcome {
  readonly name: string
  readonly differences: readonly string[]
  readonly words?: readonly string[]
  /** The answer, with the ids and tokens of the recording; what `--record` writes down. */
  readonly answer?: ReplayedResponse
}

/** Compares a body that is not JSON; returns the differences. */
export type CompareBinary = (exchange: Exchange, replayed: ReplayedResponse) => readonly string[]

/** The files that a running server can answer: the others need switches that are set when it starts. */
export const DEFAULT_SERVER_FILES: readonly ExchangeFile[] = [
  'system',
  'auth',
  'write',
  'databases',
  'query',
  'continuous-queries',
  'delete',
  'retention',
  'operations',
]

interface Plan {
  readonly options: TestServerOptions
  /** What ran before on the server that was recorded. */
  readonly before: readonly ExchangeFile[]
}

const PLANS: Readonly<Record<ExchangeFile, Plan>> = {
  system: { options: {}, before: [] },
  auth: { options: {}, before: ['system'] },
  write: { options: {}, before: [] },
  query: { options: {}, before: ['write'] },
  databases: { options: {}, before: ['write'] },
  'continuous-queries': { options: {}, before: ['write'] },
  delete: { options: {}, before: ['write'] },
  retention: { options: {}, before: ['write', 'delete'] },
  operations: { options: {}, before: ['write', 'continuous-queries', 'delete', 'retention'] },
  'mqtt-and-edge-sync': { options: { mqtt: true, edgeSync: true }, before: [] },
  'disabled-features': {
    options: {
      auth: false,
      deleteEnabled: false,
      continuousQueries: false,
      retention: false,
      compaction: false,
      backup: false,
    },
    before: [],
  },
  limits: { options: { maxPayloadBytes: 65_536, readTimeoutMs: 200 }, before: [] },
}

/** Replays one file against a fresh embedded Arc. */
export async function replayFile(file: ExchangeFile, compareBinary?: CompareBinary): Promise<readonly ReplayOutcome[]> {
  const plan = PLANS[file]
  const storageRoot = await mkdtemp(join(tmpdir(), 'ar'))
  try {
    return await replayPlan(file, plan, storageRoot, compareBinary)
  } finally {
    await rm(storageRoot, { recursive: true })
  }
}

async function replayPlan(
  file: ExchangeFile,
  plan: Plan,
  storageRoot: string,
  compareBinary: CompareBinary | undefined,
): Promise<readonly ReplayOutcome[]> {
  await using server = await startTestServer({ version: '26.09.1', ...plan.options, dataDir: storageRoot })
  const target = { url: server.url, adminToken: server.token, storageRoot }
  for (const earlier of plan.before) {
    await replay(loadExchanges(earlier), target)
    await server.flush()
  }
  return await replay(loadExchanges(file), target, compareBinary)
}

/** Replays exchanges in order. */
export async function replay(
  exchanges: readonly Exchange[],
  target: ReplayTarget,
  compareBinary: CompareBinary = () => [],
): Promise<readonly ReplayOutcome[]> {
  const known = new KnownValues(target.adminToken)
  const outcomes: ReplayOutcome[] = []
  for (const exchange of exchanges) {
    if (AFTER_BACKUP.has(exchange.name)) await backupDone(target)
    const replayed = asRecorded(await send(target, known.inRequest(exchange)), target)
    known.learn(exchange, replayed)
    const body = Buffer.from(known.inRecording(Buffer.from(replayed.body).toString('latin1')), 'latin1')
    outcomes.push({
      name: exchange.name,
      ...inTwoParts(exchange, compareExchange(exchange, replayed, compareBinary)),
      answer: { ...replayed, body },
    })
  }
  return outcomes
}

/** The same answer from a server that keeps its files where the recorded one did. */
function asRecorded(replayed: ReplayedResponse, { storageRoot }: ReplayTarget): ReplayedResponse {
  if (storageRoot === undefined) return replayed
  const text = Buffer.from(replayed.body).toString('latin1').replaceAll(storageRoot, RECORDED_ROOT)
  return { ...replayed, body: Buffer.from(text, 'latin1') }
}

/** Exchanges that were recorded some time after a backup was started. */
const AFTER_BACKUP: ReadonlySet<string> = new Set(['backup status after'])

async function backupDone(target: ReplayTarget): Promise<void> {
  const headers = { authorization: `Bearer ${target.adminToken}` }
  for (;;) {
    const { body } = await send(target, { method: 'GET', path: '/api/v1/backup/status', headers })
    if (!new TextDecoder().decode(body).includes('"running"')) return
    await sleep(10)
  }
}

/** Where the recorded server kept its files. */
const RECORDED_ROOT = '/app/data/arc'

/** Headers that are part of the contract; the others are transport. */
const COMPARED_HEADERS = [
  'content-type',
  'content-encoding',
  'allow',
  'vary',
  'trailer',
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
] as const

/** What is refused in the body of a query or a write is read by their callers; elsewhere the status says it. */
const READ_AS_TEXT = /^\/(?:write$|api\/v2|api\/v1\/(?:query|write|import))/

function inTwoParts({ request, response }: Exchange, found: readonly string[]) {
  const isWord = (difference: string) =>
    response.status >= 400 && !READ_AS_TEXT.test(request.path) && /^body\.(?:error|message): "/.test(difference)
  return { differences: found.filter((each) => !isWord(each)), words: found.filter(isWord) }
}

function compareExchange(
  exchange: Exchange,
  replayed: ReplayedResponse,
  compareBinary: CompareBinary,
): readonly string[] {
  const { status, headers, body, text, base64 } = exchange.response
  const found: string[] = differences(status, replayed.status, 'status')
  for (const name of COMPARED_HEADERS) found.push(...differences(headers[name], replayed.headers[name], name))
  const recorded = body === undefined && text !== undefined ? parsed(text) : body
  if (base64 !== undefined) return [...found, ...compareBinary(exchange, replayed)]
  const live = parsed(new TextDecoder().decode(replayed.body))
  return [...found, ...differences(comparable(exchange, recorded), comparable(exchange, live), 'body')]
}

function comparable({ request }: Exchange, body: unknown): unknown {
  const path = request.path.split('?', 1)[0] ?? ''
  return mask(orderResult(body, JSON.stringify(request.json ?? '')), path)
}
