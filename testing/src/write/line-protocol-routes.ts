/** Line protocol: its own endpoint, and those that InfluxDB 1.x and 2.x clients expect. */
import type { TestArc } from '../arc.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { errorReply } from '../routes/replies.ts'
import { SchemaChurnError } from '../storage.ts'
import { nowNanos } from '../timestamps.ts'
import { bufferColumns, FatalColumnError, flushBuffers, refuseChurn } from './buffer.ts'
import { ConversionError } from './column-typing.ts'
import { isPrecision, parseLineProtocol } from './line-protocol.ts'
import { refuseDatabase, refuseMeasurement } from './names.ts'
import { groupByMeasurement, lineProtocolColumns } from './row-columns.ts'
import { readTextBody } from './text-body.ts'

const PATH = '/api/v1/write/line-protocol'

export const lineProtocolRoutes: readonly Route[] = [
  { method: 'POST', path: '/write', permission: 'write', handle: (request, arc) => write(request, arc, 'db') },
  {
    method: 'POST',
    path: '/api/v2/write',
    permission: 'write',
    handle: (request, arc) => write(request, arc, 'bucket'),
  },
  { method: 'POST', path: PATH, permission: 'write', handle: (request, arc) => write(request, arc) },
  { method: 'POST', path: `${PATH}/flush`, permission: 'admin', handle: flush },
  {
    method: 'GET',
    path: `${PATH}/health`,
    permission: 'any',
    handle: () => json(200, { service: 'line_protocol_writer', status: 'healthy' }),
  },
]

async function write(request: TestRequest, arc: TestArc, databaseParameter?: 'db' | 'bucket'): Promise<TestReply> {
  const parameter = databaseParameter === undefined ? null : request.query.get(databaseParameter)
  const database = request.headers.get('x-arc-database') || parameter || 'default'
  const precision = request.query.get('precision') || 'ns'
  const databaseRefusal = refuseDatabase(database)
  if (databaseRefusal !== undefined) return errorReply(400, databaseRefusal)
  if (!isPrecision(precision)) return errorReply(400, refusePrecision(precision))

  const read = readTextBody(request.body)
  if (read.error !== undefined) return errorReply(400, read.error)
  if (read.body.length === 0) return errorReply(400, 'Empty request body')
  const rows = parseLineProtocol(read.body, precision, () => nowNanos() / 1_000n)
  if (rows.length === 0) return errorReply(400, 'No valid records in request')

  const groups = groupByMeasurement(rows)
  for (const measurement of groups.keys()) {
    const refusal = refuseMeasurement(measurement)
    if (refusal !== undefined) return errorReply(400, refusal)
  }
  try {
    for (const [measurement, group] of groups) {
      await bufferColumns(arc, database, measurement, lineProtocolColumns(group))
    }
  } catch (error) {
    if (error instanceof SchemaChurnError) return refuseChurn(error)
    if (error instanceof FatalColumnError) return errorReply(500, error.message)
    if (error instanceof ConversionError) return errorReply(500, `Write failed: ${error.message}`)
    throw error
  }
  return { status: 204 }
}

/** The refusal of a `precision`, here and in imports. */
export function refusePrecision(precision: string): string {
  return `invalid precision ${JSON.stringify(precision)}: must be ns, us, ms, or s`
}

async function flush(_request: TestRequest, arc: TestArc): Promise<TestReply> {
  try {
    await flushBuffers(arc)
  } catch (error) {
    return errorReply(500, `Flush failed: ${(error as Error).message}`)
  }
  return json(200, { message: 'All buffers flushed', status: 'success' })
}
