/** Result bodies in the shapes the server sends: a million rows of time, host and three floats, in its three formats. */
import {
  Field,
  Float64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMicrosecond,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'

/** One result in every format. */
export interface Bodies {
  readonly rows: number
  readonly json: Uint8Array
  readonly msgpack: Uint8Array
  readonly arrow: Uint8Array
}

const HOSTS = Array.from({ length: 100 }, (_, i) => `server-${String(i).padStart(2, '0')}`)
const START_SECONDS = 1_787_392_800
const NAMES = ['time', 'host', 'usage_idle', 'usage_user', 'usage_system'] as const

/** The server's record batches are DuckDB vectors. */
const BATCH_ROWS = 2048

/** Makes the same rows in all formats. */
export function makeBodies(rows: number): Bodies {
  const floats = Array.from({ length: 3 }, (_, c) =>
    Float64Array.from({ length: rows }, (_, i) => ((i * 7919 + c * 104_729) % 10_007) / 97),
  )
  return { rows, json: jsonBody(rows, floats), msgpack: msgpackBody(rows, floats), arrow: arrowBody(rows, floats) }
}

const secondsAt = (row: number) => START_SECONDS + (row >> 4)
const microsAt = (row: number) => (row & 15) * 62_500 + 1
const hostAt = (row: number) => HOSTS[row % HOSTS.length] ?? ''

function jsonBody(rows: number, floats: readonly Float64Array[]): Uint8Array {
  const parts = [`{"success":true,"columns":${JSON.stringify(NAMES)},"data":[`]
  for (let row = 0; row < rows; row++) {
    const time = new Date(secondsAt(row) * 1000).toISOString().slice(0, 19)
    const values = floats.map((column) => column[row])
    parts.push(
      `${row > 0 ? ',' : ''}["${time}.${String(microsAt(row)).padStart(6, '0')}Z","${hostAt(row)}",${values.join()}]`,
    )
  }
  parts.push(`],"row_count":${rows},"execution_time_ms":5,"timestamp":"2026-08-22T10:00:00Z"}`)
  return Buffer.from(parts.join(''))
}

function msgpackBody(rows: number, floats: readonly Float64Array[]): Uint8Array {
  const body = Buffer.alloc(rows * 64 + 1024)
  let at = 0
  const text = (value: string) => {
    body[at++] = 0xa0 | value.length
    at += body.write(value, at, 'latin1')
  }
  const array = (length: number) => {
    body[at] = 0xdd
    at = body.writeUInt32BE(length, at + 1)
  }
  body[at++] = 0x87
  text('success')
  body[at++] = 0xc3
  text('columns')
  array(NAMES.length)
  for (const name of NAMES) text(name)
  text('types')
  array(NAMES.length)
  for (const type of ['timestamp[us]', 'utf8', 'float64', 'float64', 'float64']) text(type)
  text('data')
  array(NAMES.length)
  array(rows)
  for (let row = 0; row < rows; row++) {
    body.writeUInt16BE(0xd7ff, at)
    body.writeUInt32BE((microsAt(row) * 1000 * 4) >>> 0, at + 2)
    at = body.writeUInt32BE(secondsAt(row), at + 6)
  }
  array(rows)
  for (let row = 0; row < rows; row++) text(hostAt(row))
  for (const column of floats) {
    array(rows)
    for (const value of column) {
      body[at++] = 0xcb
      at = body.writeDoubleBE(value, at)
    }
  }
  text('row_count')
  body[at++] = 0xce
  at = body.writeUInt32BE(rows, at)
  text('execution_time_ms')
  body[at++] = 5
  text('timestamp')
  text('2026-08-22T10:00:00Z')
  return body.subarray(0, at)
}

function arrowBody(rows: number, floats: readonly Float64Array[]): Uint8Array {
  const types = [new TimestampMicrosecond('Etc/UTC'), new Utf8(), new Float64(), new Float64(), new Float64()]
  const schema = new Schema(NAMES.map((name, i) => new Field(name, types[i] ?? new Utf8(), true)))
  const batches: RecordBatch[] = []
  for (let from = 0; from < rows; from += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, rows - from)
    const times = BigInt64Array.from(
      { length },
      (_, i) => BigInt(secondsAt(from + i)) * 1_000_000n + BigInt(microsAt(from + i)),
    )
    const hosts = vectorFromArray(
      Array.from({ length }, (_, i) => hostAt(from + i)),
      new Utf8(),
    ).data[0]
    const children = [
      makeData({ type: new TimestampMicrosecond('Etc/UTC'), data: times }),
      hosts ?? makeData({ type: new Utf8() }),
      ...floats.map((column) => makeData({ type: new Float64(), data: column.slice(from, from + length) })),
    ]
    batches.push(new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, children })))
  }
  return tableToIPC(new Table(schema, batches), 'stream')
}
