/**
 * Random SQL over random data: the three formats agree with each other, and with DuckDB asked directly about tables that hold
 * the same rows. DuckDB's answer is read by its own converters, the others by independent decoders.
 *
 * `ARC_SOAK_CASES` sets the number of statements.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import { decode, decodeTimestampToTimeSpec, EXT_TIMESTAMP, ExtensionCodec } from '@msgpack/msgpack'
import { type DataType, tableFromIPC, type Vector } from 'apache-arrow'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HttpArc, startHttpArc } from '../src/server.ts'
import type { ColumnBatch, ColumnData } from '../src/storage.ts'
import { FIRST_MICROS, MEASUREMENTS, SPAN_SECONDS, statements } from './query-statements.ts'

const CASES = Number(process.env.ARC_SOAK_CASES ?? 120)
/** The only one the statements have. */
const INTERVAL = 'interval 1 month 2 days'
/** Data sets; each answers its share of the statements. */
const DATA_SETS = 4

let server: HttpArc

beforeAll(async () => {
  server = await startHttpArc({ auth: false, flushAgeMs: 600_000, version: '26.09.1' })
})
afterAll(() => server.close())

test(`${CASES} random statements mean the same in every format`, { timeout: 60 * 60_000 }, async () => {
  for (let set = 0; set < DATA_SETS; set++) {
    await server.reset()
    const [rows] = fc.sample(fc.integer({ min: 1, max: 3000 }), 1)
    for (const measurement of MEASUREMENTS)
      await server.arc.storage.append('default', measurement, randomBatch(rows ?? 1))
    await server.flush()
    await server.arc.engine.withConnection(async (connection) => {
      for (const measurement of MEASUREMENTS) {
        const files = `read_parquet('${server.arc.storage.glob('default', measurement)}', union_by_name=true)`
        await connection.run(`CREATE TEMP TABLE ${measurement} AS SELECT * FROM ${files}`)
      }
      await fc.assert(
        fc.asyncProperty(statements, (sql) => expectSameEverywhere(sql, connection)),
        { numRuns: Math.ceil(CASES / DATA_SETS) },
      )
    })
  }
})

async function expectSameEverywhere(sql: string, connection: DuckDBConnection): Promise<void> {
  const expected = sorted(await askDuckDB(sql, connection))
  expect(sorted(await askMsgpack(sql))).toEqual(expected)
  expect(sorted(await askArrow(sql))).toEqual(expected)
  expect(sorted(await askJson(sql))).toEqual(expected)
}

type PairList = readonly { readonly key: unknown; readonly value: unknown }[]

/** Rows as text, in any order. */
function sorted(rows: readonly (readonly unknown[])[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort()
}

async function askDuckDB(sql: string, connection: DuckDBConnection): Promise<unknown[][]> {
  const result = await connection.run(sql)
  const types = result.columnTypes().map(String)
  const rows = await result.getRowsJson()
  return rows.map((row) => row.map((value, index) => ofDuckDB(value, types[index] ?? '')))
}

/** DuckDB's JSON converter writes what JSON lacks as text: integers beyond int32, times, NaN. */
function ofDuckDB(value: unknown, type: string): unknown {
  if (value === null || typeof value === 'boolean') return value
  if (type.startsWith('MAP')) return nested((value as PairList).map((entry) => [entry.key, entry.value]))
  if (/\]$|^STRUCT/.test(type)) return nested(value)
  if (type === 'INTERVAL') return INTERVAL
  if (/INT/.test(type)) return `integer ${value}`
  // A decimal without a fraction is an integer on the wire.
  if (/^DECIMAL\(\d+,0\)$/.test(type)) return `integer ${value}`
  if (/^(?:DOUBLE|FLOAT|DECIMAL)/.test(type)) return float(Number(value))
  if (type.startsWith('TIMESTAMP')) return `instant ${instantMicros(String(value))}`
  if (type === 'DATE') return `instant ${instantMicros(`${value} 00:00:00`)}`
  if (type === 'TIME') return `time ${Date.parse(`1970-01-01T${value}Z`)}`
  return type === 'BLOB' ? `bytes ${value}` : `text ${value}`
}

async function askJson(sql: string): Promise<unknown[][]> {
  const text = await (await post('query', sql)).text()
  const { types } = await msgpackDocument(sql)
  // Integers that JSON.parse would round become text first.
  const body = JSON.parse(text.replaceAll(/([[,])(-?\d{16,})(?=[\],])/g, '$1"$2"'))
  return body.data.map((row: unknown[]) => row.map((value, index) => ofJson(value, types[index] ?? '')))
}

function ofJson(value: unknown, type: string): unknown {
  // NaN is null in JSON; the statements have no other null in a column that is all floats of one value.
  if (value === null) return null
  if (/^u?int/.test(type)) return `integer ${value}`
  if (type.startsWith('float')) return float(Number(value))
  if (/^timestamp|^date/.test(type)) return `instant ${instantMicros(String(value))}`
  if (type === 'binary') return `bytes ${value}`
  return ofText(value, type)
}

async function askMsgpack(sql: string): Promise<unknown[][]> {
  const { types, data, row_count: rowCount } = await msgpackDocument(sql)
  return Array.from({ length: Number(rowCount) }, (_, row) =>
    data.map((column, index) => ofMsgpack(column[row], types[index] ?? '')),
  )
}

function ofMsgpack(value: unknown, type: string): unknown {
  if (value === null) return null
  if (typeof value === 'number' && type.startsWith('float')) return Number.isNaN(value) ? null : float(value)
  if (/^u?int/.test(type)) return `integer ${value}`
  if (/^timestamp|^date/.test(type)) return `instant ${value}`
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString()}`
  return ofText(value, type)
}

/** What JSON and MessagePack both send as text. */
function ofText(value: unknown, type: string): unknown {
  if (type === 'string_encoded' && String(value).startsWith('{')) return INTERVAL
  if (type === 'string_encoded') return `time ${Date.parse(`1970-01-01T${value}Z`)}`
  if (type === 'map') {
    return nested((JSON.parse(String(value)) as PairList).map((entry) => [entry.key, entry.value]))
  }
  if (type === 'list' || type === 'struct') return nested(JSON.parse(String(value)))
  return typeof value === 'boolean' ? value : `text ${value}`
}

async function askArrow(sql: string): Promise<unknown[][]> {
  const table = tableFromIPC(await (await post('query/arrow', sql)).arrayBuffer())
  const columns = table.schema.fields.map((_, index) => table.getChildAt(index) as Vector)
  return Array.from({ length: table.numRows }, (_, row) =>
    columns.map((column) => ofArrow(column.get(row), column.type)),
  )
}

function ofArrow(value: unknown, type: DataType): unknown {
  const name = String(type)
  if (value === null) return null
  if (/^U?[iI]nt\d/.test(name)) return `integer ${value}`
  if (name.startsWith('Float')) return Number.isNaN(value) ? null : float(Number(value))
  if (name.startsWith('Timestamp') || name.startsWith('Date')) return `instant ${Math.round(Number(value) * 1000)}`
  if (name.startsWith('Time64')) return `time ${Number(value) / 1000}`
  if (name.startsWith('Interval')) return INTERVAL
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString()}`
  if (typeof value === 'boolean') return value
  if (typeof value === 'string') return `text ${value}`
  const plain = JSON.parse(JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? Number(item) : item)))
  return nested(name.startsWith('Map') ? Object.entries(plain) : plain)
}

/** Lists, structs and maps: numbers inside are small here, whatever type they have. */
function nested(value: unknown): string {
  return `nested ${JSON.stringify(value, (_, item) => (typeof item === 'string' && /^-?\d+$/.test(item) ? Number(item) : item))}`
}

/** The last digit of a decimal depends on who divides. */
function float(value: number): unknown {
  return Number.isNaN(value) ? null : `float ${Number(value.toPrecision(14))}`
}

function instantMicros(text: string): bigint {
  const [, seconds = '', fraction = ''] = /^(.{10}[ T].{8})(?:\.(\d+))?/.exec(text) ?? []
  return BigInt(Date.parse(`${seconds.replace(' ', 'T')}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0').slice(0, 6))
}

interface MsgpackDocument {
  readonly types: readonly string[]
  readonly data: readonly (readonly unknown[])[]
  readonly row_count: number | bigint
}

async function msgpackDocument(sql: string): Promise<MsgpackDocument> {
  const extensionCodec = new ExtensionCodec()
  extensionCodec.register({
    type: EXT_TIMESTAMP,
    encode: () => null,
    decode: (data) => {
      const { sec, nsec } = decodeTimestampToTimeSpec(data)
      return BigInt(sec) * 1_000_000n + BigInt(nsec) / 1000n
    },
  })
  const body = await (await post('query/msgpack', sql)).arrayBuffer()
  return decode(body, { extensionCodec, useBigInt64: true }) as MsgpackDocument
}

async function post(endpoint: string, sql: string): Promise<Response> {
  const response = await fetch(`${server.url}/api/v1/${endpoint}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sql }),
  })
  if (!response.ok) throw new Error(`${endpoint} answered ${response.status} to ${sql}: ${await response.text()}`)
  return response
}

function randomBatch(rows: number): ColumnBatch {
  const column = <T>(values: fc.Arbitrary<T>) => fc.sample(values, rows)
  const validity = Uint8Array.from(column(fc.nat(4)), (value) => (value === 0 ? 0 : 1))
  const hosts = fc.constantFrom('h1', 'h2', 'h3', "it's", 'ü-longer-than-twelve-bytes', '')
  const quarters = fc.integer({ min: -160, max: 160 }).map((value) => value / 4)
  const columns: [string, ColumnData][] = [
    ['n', { type: 'int64', values: BigInt64Array.from({ length: rows }, (_, index) => BigInt(index)) }],
    ['usage', { type: 'float64', values: Float64Array.from(column(quarters)), validity }],
    ['cores', { type: 'int64', values: BigInt64Array.from(column(fc.bigInt({ min: -9n, max: 99n }))) }],
    ['host', { type: 'utf8', values: column(hosts) }],
    ['region', { type: 'utf8', values: column(fc.option(fc.constantFrom('eu', 'us'))) }],
    ['up', { type: 'bool', values: Uint8Array.from(column(fc.nat(1))) }],
  ]
  const seconds = column(fc.nat(SPAN_SECONDS - 1))
  return {
    rows,
    timeMicros: BigInt64Array.from(seconds, (second) => FIRST_MICROS + BigInt(second) * 1_000_000n),
    columns: new Map(columns),
  }
}
