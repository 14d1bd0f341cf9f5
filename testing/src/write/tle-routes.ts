/** `POST /api/v1/write/tle`. */
import type { TestArc } from '../arc.ts'
import type { Route, TestReply, TestRequest } from '../route.ts'
import { errorReply } from '../routes/replies.ts'
import { SchemaChurnError } from '../storage.ts'
import { bufferBatch, refuseChurn } from './buffer.ts'
import { refuseDatabase, refuseMeasurement } from './names.ts'
import { readTextBody } from './text-body.ts'
import { parseTle, tleBatch } from './tle.ts'

export const tleRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/v1/write/tle', permission: 'write', handle: writeTle },
]

/** Where elements go without the header `x-arc-measurement`. */
export const TLE_MEASUREMENT = 'satellite_tle'

async function writeTle(request: TestRequest, arc: TestArc): Promise<TestReply> {
  const database = request.headers.get('x-arc-database') || 'default'
  const databaseRefusal = refuseDatabase(database)
  if (databaseRefusal !== undefined) return errorReply(400, databaseRefusal)
  const read = readTextBody(request.body)
  if (read.error !== undefined) return errorReply(400, read.error)
  if (read.body.length === 0) return errorReply(400, 'Empty request body')
  const measurement = request.headers.get('x-arc-measurement') || TLE_MEASUREMENT
  const measurementRefusal = refuseMeasurement(measurement)
  if (measurementRefusal !== undefined) return errorReply(400, measurementRefusal)
  const { entries, warnings } = parseTle(read.body)
  if (entries.length === 0) return errorReply(400, noEntries('No valid TLE records in request', warnings))
  try {
    await bufferBatch(arc, database, measurement, tleBatch(entries))
  } catch (error) {
    if (!(error instanceof SchemaChurnError)) throw error
    return refuseChurn(error)
  }
  return { status: 204 }
}

/** The refusal of a text without one good entry, with the warnings as Go prints a list. */
export function noEntries(text: string, warnings: readonly string[]): string {
  return warnings.length === 0 ? text : `${text} (warnings: [${warnings.join(' ')}])`
}
