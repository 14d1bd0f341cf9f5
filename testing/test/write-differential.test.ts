/**
 * Random writes against an oracle: what a payload must become is computed here from the table of column types
 * (docs/wire-notes.md#column-types), and read back from DuckDB and through all three query formats.
 *
 * `ARC_SOAK_CASES` sets the number of payloads.
 */
import { decode, decodeTimestampToTimeSpec, EXT_TIMESTAMP, ExtensionCodec } from '@msgpack/msgpack'
import { tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestArc, type TestArc } from '../src/arc.ts'
import type { TestReply } from '../src/route.ts'
import { createDispatch, type Dispatch } from '../src/router.ts'
import { routes } from '../src/routes.ts'
import {
  type Cell,
  type ColumnarItem,
  encodePayload,
  measurementOf,
  type Payload,
  payloads,
  type RowsItem,
} from './write-payloads.ts'

const CASES = Number(process.env.ARC_SOAK_CASES ?? 200)

/** Values by column; a bigint is an integer, or in `time` microseconds. */
type Value = bigint | number | string | boolean | null
type Table = ReadonlyMap<string, readonly Value[]>
/** Zero rows are accepted, and there is nothing to store. */
type Unstored = 'invalid' | 'conversion fails' | 'no rows'

let arc: TestArc
let dispatch: Dispatch
let sequence = 0

beforeAll(async () => {
  arc = await createTestArc({ auth: false, flushAgeMs: 600_000 })
  dispatch = createDispatch(arc, routes)
})

afterAll(() => arc.close())

test(`${CASES} random writes are stored and read back as the rules say`, { timeout: 30 * 60_000 }, async () => {
  let stored = 0
  let refused = 0
  await fc.assert(
    fc.asyncProperty(payloads, async (payload) => {
      const prefix = `m${++sequence}`
      const reply = await post('/api/v1/write/msgpack', encodePayload(payload, prefix))
      await arc.storage.flush()
      const expected = payload.items.map(expectedTable)
      const failure = expected.indexOf('conversion fails')
      expect(reply.status).toBe(expectedStatus(payload, failure))
      // Rows are written last; before a failure only the columnar items in front of it are.
      for (const [index, table] of expected.entries()) {
        const isWritten = failure < 0 || (index < failure && payload.items[index]?.shape === 'columnar')
        const measurement = measurementOf(prefix, index)
        if (typeof table === 'string' || !isWritten) {
          expect(await arc.storage.files('default', measurement)).toEqual([])
          refused++
        } else {
          await expectEverywhere(measurement, table)
          stored++
        }
      }
    }),
    { numRuns: CASES },
  )
  expect(stored).toBeGreaterThan(CASES / 3)
  expect(refused).toBeGreaterThan(0)
})

function expectedStatus({ wrapping, items }: Payload, failure: number): number {
  if (failure >= 0) return 500
  return wrapping === 'none' && expectedTable(items[0]) === 'invalid' ? 400 : 204
}

function expectedTable(item: ColumnarItem | RowsItem | undefined): Table | Unstored {
  if (item === undefined) return 'invalid'
  return item.shape === 'columnar' ? expectedColumns(item) : expectedRows(item)
}

function expectedColumns({ times, columns, missing }: ColumnarItem): Table | Unstored {
  const rows = [...columns.values()][0]?.length ?? 0
  const others = columns.size - 1 + (times === undefined ? 0 : 1)
  // A last column that stands alone is not of a wrong length, only shorter.
  if (missing > 0 && others > 0) return 'invalid'
  const kept = rows - missing
  const table = new Map<string, readonly Value[]>()
  if (times !== undefined) table.set('time', times.map(toMicros))
  for (const [name, cells] of columns) {
    const values = typed(cells.slice(0, kept))
    if (values === undefined) return 'conversion fails'
    if (!name.startsWith('_')) table.set(name, values)
  }
  return kept === 0 ? 'no rows' : sortByTime(table)
}

function expectedRows({ rows }: RowsItem): Table {
  const withHost = rows.map((row) => ({
    ...row,
    tags: row.host === '' ? row.tags : new Map([...row.tags, ['host', row.host ?? 'unknown']]),
  }))
  const tagNames = new Set(withHost.flatMap(({ tags }) => [...tags.keys()]))
  const fieldNames = new Set(rows.flatMap(({ fields }) => [...fields.keys()]))
  const table = new Map<string, readonly Value[]>([['time', rows.map(({ time }) => toMicros(time))]])
  for (const name of tagNames)
    table.set(
      name,
      withHost.map(({ tags }) => tags.get(name) ?? null),
    )
  for (const name of fieldNames) {
    // The generator has floats alone in fields.
    const values = rows
      .map(({ fields }) => fields.get(name) ?? null)
      .map((cell) => (cell?.kind === 'float' ? cell.value : null))
    table.set(tagNames.has(name) ? `${name}_value` : name, values)
  }
  return sortByTime(table)
}

/** The column's class is that of its first value; undefined when another value does not fit. */
function typed(cells: readonly Cell[]): readonly Value[] | undefined {
  const first = cells.find((cell) => cell !== null)
  const values: Value[] = []
  for (const cell of cells) {
    const value = cell === null || first === undefined || first === null ? null : convert(first.kind, cell)
    if (value === undefined) return undefined
    values.push(value)
  }
  return values
}

function convert(kind: NonNullable<Cell>['kind'], cell: NonNullable<Cell>): Value | undefined {
  if (kind === 'int') {
    if (cell.kind === 'int') return cell.value < 2n ** 63n ? cell.value : undefined
    if (cell.kind !== 'float') return undefined
    if (Number.isNaN(cell.value) || cell.value === 2 ** 63) return -(2n ** 63n)
    return Math.abs(cell.value) > 2 ** 63 ? undefined : BigInt(Math.trunc(cell.value))
  }
  if (kind === 'float') return cell.kind === 'int' || cell.kind === 'float' ? Number(cell.value) : undefined
  return cell.kind === kind ? cell.value : undefined
}

function toMicros(time: bigint): bigint {
  if (time < 10n ** 10n) return time * 1_000_000n
  if (time < 10n ** 13n) return time * 1_000n
  return time < 10n ** 16n ? time : time / 1_000n
}

function sortByTime(table: Table): Table {
  const times = table.get('time')
  if (times === undefined) return table
  const order = [...times.keys()].sort((a, b) => Number((times[a] as bigint) - (times[b] as bigint)))
  return new Map([...table].map(([name, values]) => [name, order.map((row) => values[row] ?? null)]))
}

/** The same from DuckDB and in the three formats. Without times in the payload all rows have one time, and any order. */
async function expectEverywhere(measurement: string, expected: Table): Promise<void> {
  const sql = `SELECT * FROM ${measurement} ORDER BY time`
  const direct = await readDirectly(measurement)
  expect(comparable(direct, expected)).toEqual(comparable(expected, expected))
  const body = new TextEncoder().encode(JSON.stringify({ sql }))
  for (const [path, read] of FORMATS) {
    const reply = await post(path, body, { 'content-type': 'application/json' })
    expect(reply.status).toBe(200)
    const answered = read(await bytesOf(reply))
    const isJson = path === '/api/v1/query'
    expect(comparable(answered, expected, isJson), path).toEqual(comparable(expected, expected, isJson))
  }
}

const FORMATS: readonly (readonly [string, (bytes: Uint8Array) => Table])[] = [
  ['/api/v1/query', readJson],
  ['/api/v1/query/msgpack', readMsgpack],
  ['/api/v1/query/arrow', readArrow],
]

async function readDirectly(measurement: string): Promise<Table> {
  const files = `read_parquet('${arc.storage.glob('default', measurement)}', union_by_name=true)`
  const rows = await arc.engine.rows(`SELECT * REPLACE (epoch_us("time") AS "time") FROM ${files} ORDER BY "time"`)
  return new Map(Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name] as Value)]))
}

function readJson(bytes: Uint8Array): Table {
  const { columns, data } = JSON.parse(new TextDecoder().decode(bytes)) as { columns: string[]; data: Value[][] }
  return new Map(columns.map((name, column) => [name, data.map((row) => readJsonCell(name, row[column] ?? null))]))
}

function readJsonCell(name: string, value: Value): Value {
  return name === 'time' ? parseMicros(String(value)) : value
}

/** `2023-11-14T22:13:20.5Z`, with as many digits as there are. */
function parseMicros(text: string): bigint {
  const [, seconds = '', fraction = ''] = /^(.{19})(?:\.(\d+))?Z$/.exec(text) ?? []
  return BigInt(Date.parse(`${seconds}Z`)) * 1_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6))
}

const microsCodec = new ExtensionCodec()
microsCodec.register({
  type: EXT_TIMESTAMP,
  encode: () => null,
  decode(data) {
    const { sec, nsec } = decodeTimestampToTimeSpec(data)
    return BigInt(sec) * 1_000_000n + BigInt(nsec) / 1_000n
  },
})

function readMsgpack(bytes: Uint8Array): Table {
  const { columns, data } = decode(bytes, { useBigInt64: true, extensionCodec: microsCodec }) as {
    columns: string[]
    data: Value[][]
  }
  return new Map(columns.map((name, index) => [name, data[index] ?? []]))
}

function readArrow(bytes: Uint8Array): Table {
  const table = tableFromIPC(bytes)
  return new Map(
    table.schema.fields.map(({ name }, index) => {
      const column = table.getChildAt(index)
      // The vector's own reading of a timestamp is in milliseconds.
      const raw =
        name === 'time' ? column?.data.flatMap((data) => [...(data.values as BigInt64Array)]) : [...(column ?? [])]
      return [name, raw as Value[]]
    }),
  )
}

/** What two readings of one table have in common. JSON has no integers past 2^53 and no NaN. */
function comparable(table: Table, expected: Table, isJson = false): unknown {
  const hasTimes = expected.has('time')
  const shown = [...table].filter(([name]) => hasTimes || name !== 'time')
  return Object.fromEntries(
    shown.map(([name, values]) => {
      const plain = values.map((value) => comparableValue(value, isJson))
      return [name, hasTimes ? plain : plain.sort()]
    }),
  )
}

function comparableValue(value: Value, isJson: boolean): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (!isJson) return Object.is(value, -0) ? '-0' : String(value)
  if (typeof value === 'number' && !Number.isFinite(value)) return 'null'
  return typeof value === 'bigint' ? String(Number(value)) : String(value)
}

function post(target: string, body: Uint8Array, headers: Record<string, string> = {}): Promise<TestReply> {
  return dispatch({ method: 'POST', target, headers: new Headers(headers), body })
}

async function bytesOf({ body }: TestReply): Promise<Uint8Array> {
  if (body === undefined || body instanceof Uint8Array) return body ?? new Uint8Array()
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}
