/**
 * Replays recorded exchanges against a server and says where its answers differ. For the fidelity report and for unit tests:
 *
 * 1. {@link replayFile} starts a fresh embedded Arc with the options of a file, replays what was recorded before it on the same
 *    server (without comparing), then the file itself.
 * 2. {@link replay} does one list of exchanges against any server, a real one too.
 *
 * Answers are compared after {@link mask}; bodies that are not JSON (`base64`) are left to `compareBinary`.
 */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTestServer, type TestServerOptions } from '../../src/testing/server.ts'
import { type Exchange, type ExchangeFile, loadExchanges, type RecordedRequest } from './exchanges.ts'
import { differences, mask, orderResult } from './masks.ts'

/** Where to replay. */
export interface ReplayTarget {
  readonly url: string
  readonly adminToken: string
}

/** The outcome of one exchange; it agrees when there are no differences. */
export interface ReplayOutcome {
  readonly name: string
  readonly differences: readonly string[]
}

/** What came back. */
export interface ReplayedResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Uint8Array
  readonly trailers: NodeJS.Dict<string>
}

/** Compares a body that is not JSON; returns the differences. */
export type CompareBinary = (exchange: Exchange, replayed: ReplayedResponse) => readonly string[]

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
  await using server = await startTestServer(plan.options)
  const target = { url: server.url, adminToken: server.token }
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
    const replayed = await send(target, known.inRequest(exchange))
    outcomes.push({ name: exchange.name, differences: compareExchange(exchange, replayed, compareBinary) })
    known.learn(exchange, replayed)
  }
  return outcomes
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

/** The value of JSON text; text that is none is itself, and no text at all is no body. */
function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** `<other>` in a recording is whichever token the exchange is about; the recording does not say which. */
const OTHER_TOKENS: Readonly<Record<string, string>> = {
  'verify: rotated-away token': 'EXAMPLE-TOKEN-01-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'verify: new token': 'EXAMPLE-TOKEN-00-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'verify: revoked': 'EXAMPLE-TOKEN-00-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'admin route, read token': 'EXAMPLE-TOKEN-02-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'write, read token': 'EXAMPLE-TOKEN-02-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'query, permissionless token': 'EXAMPLE-TOKEN-03-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'databases, permissionless token': 'EXAMPLE-TOKEN-03-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
}

/** Ids and tokens of the recording, and what they are in this replay. */
class KnownValues {
  readonly #adminToken: string
  readonly #replayed = new Map<string, string>()

  constructor(adminToken: string) {
    this.#adminToken = adminToken
  }

  inRequest({ name, request }: Exchange): RecordedRequest {
    const other = OTHER_TOKENS[name]
    const otherToken = (other === undefined ? undefined : this.#replayed.get(other)) ?? 'no-such-token'
    const replaceIn = <T>(value: T): T => {
      let text = JSON.stringify(value) ?? 'null'
      for (const [recorded, replayed] of this.#replayed) text = text.replaceAll(recorded, replayed)
      return JSON.parse(text.replaceAll('<admin>', this.#adminToken).replaceAll('<other>', otherToken))
    }
    const { method, path, headers = {}, json, ...body } = request
    const replaced = { ...body, method, path: replaceIn(path), headers: replaceIn(headers) }
    return json === undefined ? replaced : { ...replaced, json: replaceIn(json) }
  }

  learn({ response }: Exchange, replayed: ReplayedResponse): void {
    this.#learnFrom(response.body, parsed(new TextDecoder().decode(replayed.body)))
  }

  #learnFrom(recorded: unknown, replayed: unknown): void {
    if (typeof recorded === 'string' && typeof replayed === 'string') {
      if (recorded !== replayed && /^EXAMPLE-|^backup-\d|^[0-9a-f]{8}-[0-9a-f]{4}-/.test(recorded)) {
        this.#replayed.set(recorded, replayed)
      }
    } else if (typeof recorded === 'object' && typeof replayed === 'object' && recorded !== null && replayed !== null) {
      const others = new Map(Object.entries(replayed))
      for (const [name, value] of Object.entries(recorded)) this.#learnFrom(value, others.get(name))
    }
  }
}

/** Sends exactly what was recorded: no header is added but Host and Content-Length. */
function send({ url }: ReplayTarget, recorded: RecordedRequest): Promise<ReplayedResponse> {
  const { hostname, port } = new URL(url)
  const headers = Object.fromEntries(
    Object.entries(recorded.headers ?? {}).map(([name, value]) => [name, spelledOut(value)]),
  )
  const body = bodyOf(recorded)
  const isStalled = recorded.text?.endsWith('(and then nothing)') ?? false
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, method: recorded.method, path: recorded.path, headers, agent: false },
      (response) => {
        const chunks: Uint8Array[] = []
        response.on('data', (chunk: Uint8Array) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const { statusCode = 0, headers: received, trailers } = response
          resolve({ status: statusCode, headers: received, body: Buffer.concat(chunks), trailers })
          outgoing.destroy()
        })
      },
    )
    outgoing.on('error', reject)
    if (isStalled) outgoing.write(body ?? '')
    else if (body === undefined) outgoing.end()
    else {
      outgoing.setHeader('content-length', body.byteLength)
      outgoing.end(body)
    }
  })
}

function bodyOf({ json, text, base64 }: RecordedRequest): Buffer | undefined {
  if (base64 !== undefined) return Buffer.from(base64, 'base64')
  if (text !== undefined) return Buffer.from(spelledOut(text.replace(/ \(and then nothing\)$/, '')))
  return json === undefined ? undefined : Buffer.from(JSON.stringify(json))
}

/** The recordings of limits say `a × 70000` instead of it. */
function spelledOut(text: string): string {
  const [, character = '', count = ''] = /^(.) × (\d+)/.exec(text) ?? []
  return character === '' ? text : character.repeat(Number(count))
}
