/** `POST /api/v1/write/msgpack` (docs/wire-notes.md#write-errors). */
import type { TestArc } from '../arc.ts'
import type { Route, TestReply, TestRequest } from '../route.ts'
import { errorReply } from '../routes/replies.ts'
import { SchemaChurnError } from '../storage.ts'
import { nowNanos } from '../timestamps.ts'
import { bufferBatch, bufferColumns, FatalColumnError, refuseChurn } from './buffer.ts'
import { ConversionError } from './column-typing.ts'
import { DecompressionError, decompressBody } from './compression.ts'
import { MsgpackError } from './msgpack-reader.ts'
import { refuseDatabase, refuseMeasurement } from './names.ts'
import { type DecodedRecord, decodePayload, type RowRecord } from './records.ts'
import { groupByMeasurement, rowFormatColumns } from './row-columns.ts'

export const msgpackRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/v1/write/msgpack', permission: 'write', handle: writeMsgpack },
]

async function writeMsgpack(request: TestRequest, arc: TestArc): Promise<TestReply> {
  if (request.body.length === 0) return errorReply(400, 'Empty payload')
  let records: readonly DecodedRecord[]
  try {
    const payload = decompressBody(request.body, arc.options.maxPayloadBytes).body
    records = decodePayload(payload, () => nowNanos() / 1_000n)
  } catch (error) {
    if (error instanceof DecompressionError) {
      return errorReply(400, `Invalid ${error.codec} compression: ${error.message}`)
    }
    if (error instanceof MsgpackError) return errorReply(400, `Invalid MessagePack payload: ${error.message}`)
    throw error
  }
  const database = request.headers.get('x-arc-database') || 'default'
  const refusal = refuseDatabase(database) ?? refuseMeasurements(records)
  if (refusal !== undefined) return errorReply(400, refusal)
  try {
    await writeRecords(arc, database, records)
  } catch (error) {
    return refuseWrite(error)
  }
  return { status: 204 }
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
    await bufferColumns(arc, database, measurement, rowFormatColumns(group))
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
