/** What reads bytes, files or SQL from outside, each as a user reaches it: an {@link ArcClient} whose transport answers with damaged bodies. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { ArcClient, type Transport, type TransportResponse } from '../../src/index.ts'
import { rowsOfBatch, splitBatch } from '../../src/ingest/encoding/batch-reader.ts'
import { encodeHead, readBody, readHead } from '../../src/ingest/writer/spool-file.ts'
import { queryOf } from '../../test/meaning/grammar.ts'
import { concat, mutate, mutateText, type Random } from './mutate.ts'

interface RecordedExchange {
  readonly name: string
  readonly request: { readonly path: string }
  readonly response: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly base64?: string
    readonly text?: string
    readonly body?: unknown
  }
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: Uint8Array
}

/** It runs as one bundled file, since the loader of TypeScript costs more per call than a decoder does. */
const fixtures = 'test/fixtures/'
const recorded = ['query', 'write', 'retention', 'system', 'auth', 'limits'].flatMap(
  (name) => JSON.parse(readFileSync(`${fixtures}exchanges/${name}.json`, 'utf8')) as RecordedExchange[],
)
/** Large ones say nothing that small ones do not, and there would be fewer of them a second. */
const MAX_BODY_BYTES = 20_000
const answers = recorded
  .filter(({ response }) => response.headers['content-encoding'] === undefined)
  .map(answerOf)
  .filter(({ body }) => body.length > 1 && body.length <= MAX_BODY_BYTES)
const msgpack = answers.filter(({ type, status }) => type === 'application/msgpack' && status === 200)
const arrow = [
  ...answers.filter(({ type }) => type.includes('arrow')),
  ...['arrow-lz4.bin', 'arrow-replaced-dictionaries.bin'].map((file) => ({
    status: 200,
    type: 'application/vnd.apache.arrow.stream',
    body: new Uint8Array(readFileSync(fixtures + file)),
  })),
]
const json = answers.filter(({ type, status }) => type.includes('json') && status === 200)
const failures = answers.filter(({ status }) => status >= 400)
const STATUSES = [200, 204, 207, 302, 400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504]

/** The answer to the next request, and what was sent with the last. */
let next: Answer = { status: 204, type: '', body: new Uint8Array() }
let sent = new Uint8Array()
const transport: Transport = {
  send: async ({ body }) => {
    if (body instanceof Uint8Array) sent = body.slice()
    return responseOf(next)
  },
  close: async () => {},
}
const arc = new ArcClient({ url: 'http://arc.invalid', transport, retry: false })
const SQL = 'SELECT * FROM cpu AS c'
const spooled = await spooledBatches()
const scratch = mkdtempSync(join(tmpdir(), 'arc-fuzz-'))
const spoolPath = join(scratch, '0000000000000001.batch')
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

/** Each takes an input, and rejects with an `ArcError` or not at all. */
export const decoders: Readonly<Record<string, (random: Random) => Promise<unknown>>> = {
  msgpack: async (random) => {
    answerWith(pick(msgpack, random), random)
    return random(2) === 0 ? await arc.query.columns(SQL) : await arc.query.rows(SQL)
  },
  arrow: async (random) => {
    answerWith(pick(arrow, random), random)
    switch (random(4)) {
      case 0:
        return await arc.query.arrow(SQL)
      case 1:
        return await arc.query.ipc(SQL)
      case 2:
        return await drain(arc.query.batches(SQL))
      default:
        return await drain(arc.query.stream(SQL))
    }
  },
  json: async (random) => {
    answerWith(pick(json, random), random)
    switch (random(4)) {
      case 0:
        return await arc.query.json(SQL)
      case 1:
        return await arc.query.estimate(SQL)
      case 2:
        return await arc.query.measurements()
      default:
        return await arc.retention.list()
    }
  },
  errors: async (random) => {
    const answer = pick(failures, random)
    const other = { ...answer, status: pick(STATUSES, random), type: pick(failures, random).type }
    answerWith(random(2) === 0 ? answer : other, random)
    switch (random(4)) {
      case 0:
        return await arc.query.rows(SQL)
      case 1:
        return await arc.write.columns('cpu', { time: [1.7e12], v: [1] })
      case 2:
        return await arc.retention.list()
      default:
        return await drain(arc.query.stream(SQL))
    }
  },
  ipc: async (random) => {
    const { body } = pick(arrow, random)
    next = { status: 204, type: '', body: new Uint8Array() }
    return await arc.write.arrow('cpu', mutate(body, random))
  },
  // Without the writer around it, whose lock and queue would take a hundred times as long.
  spool: async (random) => {
    writeFileSync(spoolPath, spoolFile(random))
    const { head } = await readHead(spoolPath)
    const body = await readBody(spoolPath)
    if (typeof head !== 'object' || typeof body === 'string') return
    const batch = { ...head.batch, body, misread: undefined }
    return random(2) === 0 ? rowsOfBatch(batch) : splitBatch(batch)
  },
  sql: async (random) => {
    const query = () => queryOf(() => random(2 ** 30) / 2 ** 30)
    const text = mutateText(query(), query(), random)
    const { sql, changes } = await arc.query.meaning(text)
    if (changes.length === 0) return
    const statements = await statementsOf(text)
    // What DuckDB cannot read may be repaired, such as names with hyphens; back-ticks are operators to it that do not exist.
    if (statements !== undefined && !text.includes('`') && statements !== (await statementsOf(sql)))
      throw new Error(`DuckDB reads another number of statements: ${JSON.stringify({ text, sql })}`)
  },
}

/** Batches as a writer keeps them. */
async function spooledBatches() {
  const time = [1.7e12, 1.7e12 + 1, 1.7e12 + 5]
  const host = ['a', null, 'ä'.repeat(40)]
  await arc.write.columns('cpu', { time, host, v: [1, null, 0.1], n: [1n, 2n, -(2n ** 63n)], ok: [true, null, false] })
  const mixed = { measurement: 'cpu', rows: 3, body: sent }
  await arc.write.columns('m', { time: [1e9, 2e9, 3e9] }, { timeUnit: 's' })
  return [mixed, { measurement: 'm', rows: 3, body: sent }]
}

/** A damaged file; or one whose checksums are right, since whoever writes files can compute them. */
function spoolFile(random: Random): Uint8Array {
  const { body, ...about } = pick(spooled, random)
  if (random(2) === 0) return mutate(concat(encodeHead({ ...about, database: 'default' }, body), body), random)
  const other = mutate(body, random)
  const rows = random(4) === 0 ? 1 + random(2 ** 20) : about.rows
  return concat(encodeHead({ ...about, rows, database: 'default' }, other), other)
}

/** How many statements DuckDB reads in a text; `undefined` if it cannot. */
async function statementsOf(text: string): Promise<number | undefined> {
  duckdb ??= (await DuckDBInstance.create(':memory:')).connect()
  try {
    return (await (await duckdb).extractStatements(text)).count
  } catch {
    return undefined
  }
}

let duckdb: Promise<DuckDBConnection> | undefined

function answerWith(answer: Answer, random: Random): void {
  next = { ...answer, body: mutate(answer.body, random) }
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[random(list.length)] as T
}

async function drain(source: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of source);
}

function answerOf({ response }: RecordedExchange): Answer {
  const { status, headers, base64, text, body } = response
  const bytes = base64 === undefined ? Buffer.from(text ?? JSON.stringify(body ?? null)) : Buffer.from(base64, 'base64')
  return { status, type: headers['content-type'] ?? '', body: new Uint8Array(bytes) }
}

function responseOf({ status, type, body }: Answer): TransportResponse {
  return {
    status,
    headers: new Headers({ 'content-type': type }),
    read: async (consume) => consume(body),
    async *chunks() {
      yield body
    },
    trailers: () => undefined,
    cancel: () => {},
  }
}
