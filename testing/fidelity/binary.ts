/** Compares the bodies that are not plain JSON: MessagePack, Arrow streams, and JSON that came compressed. */
import { gunzipSync } from 'node:zlib'
import { decode, ExtensionCodec } from '@msgpack/msgpack'
import { tableFromIPC } from 'apache-arrow'
import pl from 'nodejs-polars'
import type { Exchange } from '../../test/recordings.ts'
import { differences, mask, orderResult } from './masks.ts'
import type { CompareBinary } from './replay.ts'

/** Reads both bodies by their media type and compares what they say. */
export const compareBinary: CompareBinary = (exchange, { body }) => {
  const recorded = readBody(exchange, Buffer.from(exchange.response.base64 ?? '', 'base64'))
  try {
    return differences(recorded, readBody(exchange, body), 'body')
  } catch (error) {
    return [`body: cannot be read as what was recorded (${error instanceof Error ? error.message : String(error)})`]
  }
}

function readBody({ request, response }: Exchange, bytes: Uint8Array): unknown {
  const sql = JSON.stringify(request.json ?? '')
  switch (response.headers['content-type']) {
    case 'application/msgpack':
      return mask(orderResult(readMsgpack(bytes), sql), request.path)
    case 'application/vnd.apache.arrow.stream':
      return readArrow(bytes, 'x-arc-arrow-compression' in (request.headers ?? {}))
    default:
      return mask(orderResult(JSON.parse(gunzipSync(bytes).toString()), sql), request.path)
  }
}

/** Widths of integers show: those that take nine bytes are bigints. Timestamps stay the bytes they are. */
function readMsgpack(bytes: Uint8Array): unknown {
  const extensionCodec = new ExtensionCodec()
  extensionCodec.register({
    type: -1,
    encode: () => null,
    decode: (data) => `timestamp ${Buffer.from(data).toString('hex')}`,
  })
  const document = decode(bytes, { extensionCodec, useBigInt64: true })
  if (!isColumnar(document)) return document
  const { columns, types, data, ...rest } = document
  const rows = Array.from({ length: data[0]?.length ?? 0 }, (_, row) => data.map((column) => printable(column[row])))
  return { ...rest, columns: columns.map((name, index) => `${name}: ${types[index]}`), data: rows }
}

/** Fields with their types, the sizes of the batches, the rows, and whether the stream was ended. */
function readArrow(bytes: Uint8Array, isCompressed: boolean): unknown {
  const ended = Buffer.from(bytes).subarray(-8).toString('hex') === 'ffffffff00000000'
  // apache-arrow has no codecs of its own.
  if (isCompressed) return { ended, rows: pl.readIPCStream(Buffer.from(bytes)).toRecords().map(printable) }
  const table = tableFromIPC(bytes)
  return {
    ended,
    // The order of the columns of SELECT * is nobody's promise.
    fields: table.schema.fields.map(({ name, type, nullable }) => `${name}: ${type} ${nullable}`).sort(),
    batches: table.batches.map((batch) => batch.numRows),
    rows: table.toArray().map((row) => printable(row.toJSON())),
  }
}

/** A value that JSON can hold, of which nothing was lost. */
function printable(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, item: unknown) => {
      if (typeof item === 'bigint') return `${item}n`
      if (typeof item === 'number' && !Number.isFinite(item)) return String(item)
      if (item instanceof Uint8Array) return `bytes ${Buffer.from(item).toString('hex')}`
      return item
    }) ?? 'null',
  )
}

interface Columnar {
  readonly columns: readonly string[]
  readonly types: readonly string[]
  readonly data: readonly (readonly unknown[])[]
}

function isColumnar(value: unknown): value is Columnar {
  return typeof value === 'object' && value !== null && 'types' in value && 'data' in value
}
