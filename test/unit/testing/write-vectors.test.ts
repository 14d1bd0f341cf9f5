/** Every recorded ingest vector: payload in; status, body, and what is stored out, as the server answered. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestArc, type TestArc } from '../../../src/testing/arc.ts'
import type { TestReply } from '../../../src/testing/route.ts'
import { createDispatch, type Dispatch } from '../../../src/testing/router.ts'
import { writeRoutes } from '../../../src/testing/write.ts'

interface StoredColumn {
  readonly type: string
  readonly values: readonly (string | number | boolean | null)[]
}

interface Vector {
  readonly name: string
  readonly path: string
  readonly hex: string
  readonly status: number
  readonly body?: { readonly error: string }
  /** What the flush after it answered, where it failed. */
  readonly flush?: { readonly error: string }
  readonly stored?: Readonly<Record<string, Readonly<Record<string, StoredColumn>> | { readonly error: string }>>
}

const vectors: readonly Vector[] = JSON.parse(
  readFileSync(new URL('../../fixtures/ingest-vectors.json', import.meta.url), 'utf8'),
)

/** When the vectors were recorded: a time in this second is the server's clock, not the payload's. */
const RECORDED_SECOND = 1_795_373_765n

const COLUMN_TYPES: Readonly<Record<string, string>> = {
  BIGINT: 'int64',
  DOUBLE: 'float64',
  VARCHAR: 'utf8',
  BOOLEAN: 'bool',
  'TIMESTAMP WITH TIME ZONE': 'timestamp[us]',
}

let arc: TestArc
let dispatch: Dispatch
let agreed = 0

beforeAll(async () => {
  arc = await createTestArc({ auth: false, flushAgeMs: 600_000 })
  dispatch = createDispatch(arc, writeRoutes)
})

afterAll(async () => {
  await arc.close()
  console.log(`ingest vectors: ${agreed} of ${vectors.length} agree`)
})

describe('the embedded Arc stores what the server stored', () => {
  test.each(vectors)('$name', async (vector) => {
    await arc.reset()
    const reply = await post(vector.path, Buffer.from(vector.hex, 'hex'))
    if (vector.flush?.error.startsWith('runtime error')) {
      // The process of the real server died here.
      expect(reply.status).toBe(500)
      expect(errorOf(reply)).toContain(vector.flush.error)
      expect(await arc.storage.files('default')).toEqual([])
    } else {
      expect(reply.status).toBe(vector.status)
      expect(anyOrder(errorOf(reply))).toEqual(anyOrder(vector.body?.error))
      const flush = await post('/api/v1/write/line-protocol/flush', new Uint8Array())
      expect(errorOf(flush)).toEqual(vector.flush?.error)
      expect(await readStored(vector)).toEqual(expectedStored(vector))
    }
    agreed++
  })

  test('all of them were looked at', () => {
    expect(vectors).toHaveLength(115)
    expect(agreed).toBe(115)
  })
})

async function post(target: string, body: Uint8Array): Promise<TestReply> {
  return dispatch({ method: 'POST', target, headers: new Headers(), body })
}

function errorOf({ body }: TestReply): string | undefined {
  if (!(body instanceof Uint8Array)) return undefined
  return JSON.parse(new TextDecoder().decode(body)).error
}

/** Which of two columns has the wrong length depends on the server's random map order. */
function anyOrder(error: string | undefined): string | undefined {
  return error?.replace(/\(expected (\d+), got (\d+) for '\w+'\)/, (_, left, right) => `${[left, right].sort()}`)
}

type Stored = Record<string, Record<string, { type: string; values: unknown[] }> | 'a directory'>

async function readStored({ stored = {} }: Vector): Promise<Stored> {
  const names = await arc.storage.measurements('default')
  const tables: Stored = {}
  for (const name of names) {
    tables[name] = 'error' in (stored[name] ?? {}) ? 'a directory' : await readTable(name)
  }
  return tables
}

async function readTable(measurement: string) {
  const files = `read_parquet('${arc.storage.glob('default', measurement)}', union_by_name=true)`
  const described = await arc.engine.rows(`DESCRIBE SELECT * FROM ${files}`)
  // Of two files with the same time the one written first comes first.
  const ordered = files.replace(')', ', filename=true)')
  const rows = await arc.engine.rows(
    `SELECT * REPLACE (epoch_us("time") AS "time") FROM ${ordered} ORDER BY "time", filename`,
  )
  return Object.fromEntries(
    described.map(({ column_name, column_type }) => [
      String(column_name),
      { type: COLUMN_TYPES[String(column_type)] ?? '', values: rows.map((row) => printed(row[String(column_name)])) },
    ]),
  )
}

function printed(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

function expectedStored({ stored = {} }: Vector): Stored {
  return Object.fromEntries(
    Object.entries(stored).map(([measurement, columns]) => [
      measurement,
      'error' in columns
        ? 'a directory'
        : Object.fromEntries(
            Object.entries(columns as Record<string, StoredColumn>).map(([name, { type, values }]) => [
              name,
              { type, values: type === 'timestamp[us]' ? values.map(expectedTime) : [...values] },
            ]),
          ),
    ]),
  )
}

/** Microseconds as text; the server's clock becomes this machine's, up to ten seconds ago. */
function expectedTime(value: unknown): unknown {
  const micros = BigInt(String(value).replace('us', ''))
  if (micros / 1_000_000n < RECORDED_SECOND || micros / 1_000_000n > RECORDED_SECOND + 1n) return micros.toString()
  return {
    asymmetricMatch: (actual: string) => Math.abs(Number(BigInt(actual) / 1_000n) - Date.now()) < 10_000,
    toString: () => 'now',
  }
}
