/** `POST /api/v1/write/msgpack` (docs/wire-notes.md#write-errors). */
import type { TestArc } from '../arc.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { errorReply } from '../routes/replies.ts'
import { SchemaChurnError } from '../storage.ts'
import { nowNanos } from '../timestamps.ts'
import { bufferBatch, bufferColumns, FatalColumnError, refuseChurn } from './buffer.ts'
import { ConversionError } from './column-typing.ts'
import { DecompressionError, decompressBody } from './compression.ts'
import { countIngested, ingestCounters } from './counters.ts'
import { MsgpackError } from './msgpack-reader.ts'
import { MSGPACK_SPEC } from './msgpack-spec.ts'
import { refuseDatabase, refuseMeasurement } from './names.ts'
import { type DecodedPayload, type DecodedRecord, decodePayload, type RowRecord } from './records.ts'
import { groupByMeasurement, rowFormatColumns } from './row-columns.ts'

const PATH = '/api/v1/write/msgpack'

export const msgpackRoutes: readonly Route[] = [
  { method: 'POST', path: PATH, permission: 'write', handle: writeMsgpack },
  { method: 'GET', path: `${PATH}/stats`, permission: 'any', handle: (_request, arc) => json(200, statsOf(arc)) },
  { method: 'GET', path: `${PATH}/spec`, permission: 'any', handle: () => json(200, MSGPACK_SPEC) },
]

async function writeMsgpack(request: TestRequest, arc: TestArc): Promise<TestReply> {
  const counters = arc.state(ingestCounters)
  if (request.body.length === 0) return errorReply(400, 'Empty payload')
  let payload: Uint8Array
  let decoded: DecodedPayload
  try {
    payload = decompressBody(request.body, arc.options.maxPayloadBytes).body
    decoded = decode(payload, arc)
  } catch (error) {
    if (error instanceof DecompressionError) {
      return errorReply(400, `Invalid ${error.codec} compression: ${error.message}`)
    }
    if (error instanceof MsgpackError) return errorReply(400, `Invalid MessagePack payload: ${error.message}`)
    throw error
  }
  const { records } = decoded
  const database = request.headers.get('x-arc-database') || 'default'
  const refusal = refuseDatabase(database) ?? refuseMeasurements(records)
  if (refusal !== undefined) return errorReply(400, refusal)
  try {
    await writeRecords(arc, database, records)
  } catch (error) {
    counters.buffer.errors++
    counters.ingestion.errors++
    return refuseWrite(error)
  }
  counters.msgpack.requests++
  counters.msgpack.records += records.length
  counters.msgpack.bytes += payload.length
  countIngested(counters, records.length, payload.length)
  return { status: 204 }
}

function decode(payload: Uint8Array, arc: TestArc): DecodedPayload {
  const { decoder } = arc.state(ingestCounters)
  try {
    const decoded = decodePayload(payload, () => nowNanos() / 1_000n)
    if (decoded.typed) decoder.typedHits++
    else decoder.typedMisses++
    decoder.decoded += decoded.records.length
    return decoded
  } catch (error) {
    decoder.typedMisses++
    if (error instanceof MsgpackError) decoder.errors++
    throw error
  }
}

/** The empty name is not looked at, and becomes a path without a measurement (docs/wire-notes.md#names). */
function refuseMeasurements(records: readonly DecodedRecord[]): string | undefined {
  for (const record of records) {
    if (record.kind === 'nested') {
      const refusal = refuseMeasurements(record.records)
      if (refusal !== undefined) return refusal
    } else if (record.record.measurement !== '') {
      const refusal = refuseMeasurement(record.record.measurement)
      if (refusal !== undefined) return refusal
    }
  }
  return undefined
}

class NestedBatchError extends Error {}

/** One after the other, so that what comes before a failure is already buffered; rows come last, by measurement. */
async function writeRecords(arc: TestArc, database: string, records: readonly DecodedRecord[]): Promise<void> {
  const rows: RowRecord[] = []
  for (const decoded of records) {
    switch (decoded.kind) {
      case 'typed':
        await bufferBatch(arc, database, decoded.record.measurement, decoded.record.batch)
        break
      case 'columnar':
        await bufferColumns(arc, database, decoded.record.measurement, decoded.record.columns)
        break
      case 'row':
        rows.push(decoded.record)
        break
      case 'nested':
        throw new NestedBatchError('unknown record type []interface {} in write dispatch (unwired decoder output)')
    }
  }
  for (const [measurement, group] of groupByMeasurement(rows)) {
    const { columns, tagColumns } = rowFormatColumns(group)
    await bufferColumns(arc, database, measurement, columns, tagColumns)
  }
}

function refuseWrite(error: unknown): TestReply {
  if (error instanceof FatalColumnError) return errorReply(500, error.message)
  if (error instanceof SchemaChurnError) return refuseChurn(error)
  if (error instanceof ConversionError || error instanceof NestedBatchError) {
    return errorReply(500, `Failed to write records: ${error.message}`)
  }
  throw error
}

function statsOf(arc: TestArc) {
  const { decoder, buffer } = arc.state(ingestCounters)
  const { rowsBuffered, rowsWritten, flushes } = arc.storage.stats
  return {
    buffer: {
      active_buffers: arc.storage.activeBuffers,
      flush_queue_depth: 0,
      flush_workers: 8,
      total_errors: buffer.errors,
      total_flushes: flushes,
      total_records_buffered: rowsBuffered,
      total_records_written: rowsWritten,
      total_schema_churn_exceeded: 0,
      total_wal_dropped: 0,
      total_wal_errors: 0,
    },
    decoder: {
      error_rate: decoder.decoded > 0 ? decoder.errors / decoder.decoded : 0,
      total_decoded: decoder.decoded,
      total_errors: decoder.errors,
      typed_decode_hits: decoder.typedHits,
      typed_decode_misses: decoder.typedMisses,
    },
  }
}
