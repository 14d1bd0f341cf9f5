/** `POST /api/v1/write/tle`. */
import type { TestArc } from '../arc.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { errorReply } from '../routes/replies.ts'
import { SchemaChurnError } from '../storage.ts'
import { bufferBatch, refuseChurn } from './buffer.ts'
import { countIngested, ingestCounters } from './counters.ts'
import { refuseDatabase, refuseMeasurement } from './names.ts'
import { readTextBody } from './text-body.ts'
import { parseTle, tleBatch } from './tle.ts'

const PATH = '/api/v1/write/tle'

export const tleRoutes: readonly Route[] = [
  { method: 'POST', path: PATH, permission: 'write', handle: writeTle },
  { method: 'GET', path: `${PATH}/stats`, permission: 'any', handle: (_request, arc) => json(200, statsOf(arc)) },
]

/** Where elements go without the header `x-arc-measurement`. */
export const TLE_MEASUREMENT = 'satellite_tle'

async function writeTle(request: TestRequest, arc: TestArc): Promise<TestReply> {
  const counters = arc.state(ingestCounters)
  const { tle } = counters
  tle.requests++
  const refuse = (error: string) => {
    tle.errors++
    return errorReply(400, error)
  }
  const database = request.headers.get('x-arc-database') || 'default'
  const databaseRefusal = refuseDatabase(database)
  if (databaseRefusal !== undefined) return refuse(databaseRefusal)
  tle.bytes += request.body.length
  const read = readTextBody(request.body)
  if (read.error !== undefined) return refuse(read.error)
  if (read.body.length === 0) return refuse('Empty request body')
  const measurement = request.headers.get('x-arc-measurement') || TLE_MEASUREMENT
  const measurementRefusal = refuseMeasurement(measurement)
  if (measurementRefusal !== undefined) return refuse(measurementRefusal)
  const { entries, warnings } = parseTle(read.body)
  if (entries.length === 0) return refuse(noEntries('No valid TLE records in request', warnings))
  tle.records += entries.length
  try {
    await bufferBatch(arc, database, measurement, tleBatch(entries))
  } catch (error) {
    if (!(error instanceof SchemaChurnError)) throw error
    tle.errors++
    return refuseChurn(error)
  }
  countIngested(counters, entries.length, read.body.length)
  return { status: 204 }
}

/** The refusal of a text without one good entry, with the warnings as Go prints a list. */
export function noEntries(text: string, warnings: readonly string[]): string {
  return warnings.length === 0 ? text : `${text} (warnings: [${warnings.join(' ')}])`
}

function statsOf(arc: TestArc) {
  const { requests, records, bytes, errors } = arc.state(ingestCounters).tle
  return {
    stats: { total_bytes: bytes, total_errors: errors, total_records: records, total_requests: requests },
    status: 'success',
  }
}
