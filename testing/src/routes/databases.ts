/** `/api/v1/databases`: what exists, creating and dropping. Reading needs any token, or `read` since 26.09.3, changing needs `admin`. */
import { access, mkdir, rm, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestArc } from '../arc.ts'
import { readBody } from '../json-body.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { rfc3339 } from '../timestamps.ts'
import { errorReply } from './replies.ts'

const BASE = '/api/v1/databases'

export const databaseRoutes: readonly Route[] = [
  { method: 'GET', path: BASE, permission: 'any', newerPermission: 'read', handle: listDatabases },
  { method: 'POST', path: BASE, permission: 'admin', handle: createDatabase },
  { method: 'GET', path: `${BASE}/:name`, permission: 'any', newerPermission: 'read', handle: getDatabase },
  { method: 'DELETE', path: `${BASE}/:name`, permission: 'admin', handle: dropDatabase },
  {
    method: 'GET',
    path: `${BASE}/:name/measurements`,
    permission: 'any',
    newerPermission: 'read',
    handle: listMeasurements,
  },
]

/** The refusal of everything that deletes data on a server with `delete.enabled=false`. */
export const DELETE_DISABLED = 'Delete operations are disabled. Set delete.enabled=true in arc.toml to enable.'

/** The refusal of a database name, in databases and in compaction. */
export const INVALID_DATABASE_NAME =
  'Invalid database name: must start with a letter and contain only alphanumeric characters, underscores, or hyphens (max 64 characters)'

export function isDatabaseName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name)
}

/** The file that makes a database exist before it has data. */
const MARKER = '.arc-database'

const RESERVED_NAMES: ReadonlySet<string> = new Set(['system', 'internal', '_internal'])

async function listDatabases(_request: TestRequest, { storage }: TestArc): Promise<TestReply> {
  const databases = await Promise.all(
    (await storage.databases()).map(async (name) => ({
      name,
      measurement_count: new Set((await storage.files(name)).map((file) => measurementOf(file.relativePath))).size,
    })),
  )
  return json(200, { databases, count: databases.length })
}

const createDatabaseRequest = { name: 'text' } as const

async function createDatabase(request: TestRequest, arc: TestArc): Promise<TestReply> {
  const body = readBody(request, createDatabaseRequest)
  if (body.error !== undefined) return errorReply(400, `Invalid request body: ${body.error}`)
  const { name } = body.value
  if (name === '') return errorReply(400, 'Database name is required')
  if (!isDatabaseName(name)) return errorReply(400, INVALID_DATABASE_NAME)
  if (RESERVED_NAMES.has(name.toLowerCase())) return errorReply(400, `Database name '${name}' is reserved`)
  if (await databaseExists(arc, name)) return errorReply(409, `Database '${name}' already exists`)
  const directory = join(arc.storage.root, name)
  await mkdir(directory, { recursive: true })
  try {
    // Of several that create it at once, one succeeds.
    await writeFile(join(directory, MARKER), JSON.stringify({ created_at: rfc3339() }), { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return errorReply(409, `Database '${name}' already exists`)
  }
  return json(201, { name, measurement_count: 0, created_at: rfc3339() })
}

async function getDatabase(request: TestRequest, arc: TestArc): Promise<TestReply> {
  const name = request.params.name ?? ''
  if (!(await databaseExists(arc, name))) return databaseNotFound(name)
  return json(200, { name, measurement_count: (await arc.storage.measurements(name)).length })
}

async function listMeasurements(request: TestRequest, arc: TestArc): Promise<TestReply> {
  const name = request.params.name ?? ''
  const measurements = isSafe(name) ? await arc.storage.measurements(name) : []
  if (measurements.length === 0 && !(await hasMarker(arc, name))) return databaseNotFound(name)
  return json(200, {
    database: name,
    measurements: measurements.map((measurement) => ({ name: measurement })),
    count: measurements.length,
  })
}

/**
 * Deletes the files, not what is around them: the directories of a database that held data stay, so it is still listed, and
 * rows that are buffered bring it back (docs/wire-notes.md#databases).
 */
async function dropDatabase(request: TestRequest, arc: TestArc): Promise<TestReply> {
  if (!arc.options.deleteEnabled) return errorReply(403, DELETE_DISABLED)
  const name = request.params.name ?? ''
  if (request.query.get('confirm') !== 'true') {
    return errorReply(400, 'Confirmation required. Add ?confirm=true to delete the database.')
  }
  if (RESERVED_NAMES.has(name.toLowerCase())) return errorReply(403, `Cannot delete reserved database '${name}'`)
  if (!(await databaseExists(arc, name))) return databaseNotFound(name)
  const files = await arc.storage.files(name)
  for (const { path } of files) await rm(path, { force: true })
  const directory = join(arc.storage.root, name)
  await rm(join(directory, MARKER), { force: true })
  await rmdir(directory).catch(() => {})
  // Deleting the marker counts, also when there was none.
  return json(200, { message: `Database '${name}' deleted successfully`, files_deleted: files.length + 1 })
}

/** A database exists when it was created, or when it has a file; one whose rows are all still buffered does not. */
async function databaseExists(arc: TestArc, name: string): Promise<boolean> {
  if (!isSafe(name)) return false
  return (await hasMarker(arc, name)) || (await arc.storage.files(name)).length > 0
}

function hasMarker(arc: TestArc, name: string): Promise<boolean> {
  if (!isSafe(name)) return Promise.resolve(false)
  return access(join(arc.storage.root, name, MARKER)).then(
    () => true,
    () => false,
  )
}

/** Whether a name from a path stays below the storage root. */
function isSafe(name: string): boolean {
  return name !== '' && !name.includes('..') && !/[/\\]/.test(name)
}

function measurementOf(relativePath: string): string {
  return relativePath.split('/')[1] ?? ''
}

function databaseNotFound(name: string): TestReply {
  return errorReply(404, `Database '${name}' not found`)
}
