/**
 * `/api/v1/backup`: real copies of the stored files. Everything needs `admin`.
 *
 * Backup and restore answer 202 and go on in the background; one operation at a time, a second one is a 409. A restore copies
 * the backup's files back over what is there: files written since stay. Buffered rows are not part of a backup.
 */
import { randomUUID } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestArc } from '../arc.ts'
import { readBody } from '../json-body.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import type { StoredFile } from '../storage.ts'
import { rfc3339Nano } from '../timestamps.ts'
import { errorReply } from './replies.ts'

const BASE = '/api/v1/backup'
const when = (options: TestArc['options']) => options.backup

export const backupRoutes: readonly Route[] = [
  { method: 'POST', path: BASE, permission: 'admin', when, handle: startBackup },
  { method: 'GET', path: BASE, permission: 'admin', when, handle: listBackups },
  { method: 'GET', path: `${BASE}/status`, permission: 'admin', when, handle: status },
  { method: 'GET', path: `${BASE}/:id`, permission: 'admin', when, handle: getBackup },
  { method: 'DELETE', path: `${BASE}/:id`, permission: 'admin', when, handle: deleteBackup },
  { method: 'POST', path: `${BASE}/restore`, permission: 'admin', when, handle: startRestore },
]

/** How long an operation takes at least; with the few files of a test it would be over before a second request could meet it. */
const MIN_OPERATION_MS = 50
/** Starts with a dot, so that it is no database. */
const DIRECTORY = '.backups'
const BACKUP_ID = /^backup-\d{8}-\d{6}-[a-f0-9]{8}$/

interface Manifest {
  readonly backup_id: string
  readonly created_at: string
  readonly backup_type: string
  readonly total_files: number
  readonly total_size_bytes: number
  readonly databases: readonly object[] | null
}

/** The last operation, which `/status` shows from then on. */
interface Operation {
  readonly operation: 'backup' | 'restore'
  readonly backup_id: string
  readonly status: 'running' | 'completed' | 'failed'
  readonly [member: string]: unknown
}

const backupState = (): { last?: Operation } => ({})

function startBackup(request: TestRequest, arc: TestArc): TestReply {
  // A body that cannot be read is no body.
  const asked = readBody(request, { include_metadata: 'boolean?' }).value
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  const id = `backup-${stamp}-${randomUUID().slice(0, 8)}`
  const started = { message: 'Backup started', status: 'running' }
  return inBackground(arc, 'backup', id, started, () => backUp(arc, id, asked?.include_metadata ?? true))
}

async function listBackups(_request: TestRequest, arc: TestArc): Promise<TestReply> {
  const ids = await readdir(join(arc.storage.root, DIRECTORY)).catch(() => [])
  const manifests = await Promise.all(ids.map((id) => readManifest(arc, id)))
  const backups = manifests
    .filter((manifest) => manifest !== undefined)
    .map(({ backup_id, created_at, backup_type, total_files, total_size_bytes, databases }) => ({
      ...{ backup_id, created_at, backup_type, total_files, total_size_bytes },
      database_count: databases?.length ?? 0,
    }))
  return json(200, { backups, count: backups.length })
}

function status(_request: TestRequest, arc: TestArc): TestReply {
  return json(200, arc.state(backupState).last ?? { status: 'idle' })
}

async function getBackup({ params: { id = '' } }: TestRequest, arc: TestArc): Promise<TestReply> {
  if (!BACKUP_ID.test(id)) return errorReply(400, 'Invalid backup ID format')
  const manifest = await readManifest(arc, id)
  return manifest === undefined ? errorReply(404, 'Backup not found') : json(200, manifest)
}

async function deleteBackup({ params: { id = '' } }: TestRequest, arc: TestArc): Promise<TestReply> {
  if (!BACKUP_ID.test(id)) return errorReply(400, 'Invalid backup ID format')
  const busy = refuseSecond(arc)
  if (busy !== undefined) return busy
  if ((await readManifest(arc, id)) === undefined) return errorReply(500, 'Failed to delete backup')
  await rm(join(arc.storage.root, DIRECTORY, id), { recursive: true })
  return json(200, { message: 'Backup deleted', backup_id: id })
}

function startRestore(request: TestRequest, arc: TestArc): TestReply {
  const body = readBody(request, { backup_id: 'text', restore_data: 'boolean?', confirm: 'boolean' })
  if (body.error !== undefined) return errorReply(400, 'Invalid request body')
  const { backup_id: id, restore_data: restoreData, confirm } = body.value
  if (!BACKUP_ID.test(id)) return errorReply(400, 'Invalid or missing backup_id')
  if (!confirm) return errorReply(400, 'Restore is a destructive operation. Set confirm: true to proceed.')
  // Whether the backup exists turns out later, in the status.
  const started = { message: 'Restore started', backup_id: id, status: 'running' }
  return inBackground(arc, 'restore', id, started, () => restore(arc, id, restoreData ?? true))
}

/** Takes the one slot for operations and answers 202 while `run` goes on; it resolves with how much it copied. */
function inBackground(
  arc: TestArc,
  operation: Operation['operation'],
  backup_id: string,
  started: object,
  run: () => Promise<{ readonly files: number; readonly bytes: number }>,
): TestReply {
  const busy = refuseSecond(arc)
  if (busy !== undefined) return busy
  const state = arc.state(backupState)
  const show = (status: Operation['status'], { files = 0, bytes = 0 } = {}, rest: object = {}) => {
    const counts = { total_files: files, processed_files: files, skipped_files: 0, total_bytes: bytes }
    state.last = { operation, backup_id, status, ...counts, processed_bytes: bytes, started_at, ...rest }
  }
  const started_at = rfc3339Nano()
  show('running')
  arc.background(
    Promise.all([run(), sleep(MIN_OPERATION_MS)]).then(
      ([copied]) => show('completed', copied, { completed_at: rfc3339Nano() }),
      (error: Error) => show('failed', {}, { completed_at: rfc3339Nano(), error: error.message }),
    ),
  )
  return json(202, started)
}

function refuseSecond(arc: TestArc): TestReply | undefined {
  const { last } = arc.state(backupState)
  if (last?.status !== 'running') return undefined
  const error = 'A backup or restore operation is already in progress'
  return json(409, { error, status: 'running', operation: last.operation })
}

async function backUp({ storage }: TestArc, backup_id: string, has_metadata: boolean) {
  const created_at = rfc3339Nano()
  const directory = join(storage.root, DIRECTORY, backup_id)
  await mkdir(directory, { recursive: true })
  const databases: object[] = []
  const copied = { files: 0, bytes: 0 }
  for (const name of await storage.databases()) {
    const files = await storage.files(name)
    if (files.length === 0) continue
    for (const { path, relativePath } of files) await cp(path, join(directory, 'data', relativePath))
    const measurements = (await storage.measurements(name)).flatMap((measurement) => {
      const own = files.filter(({ relativePath }) => relativePath.startsWith(`${name}/${measurement}/`))
      return own.length === 0 ? [] : [{ name: measurement, ...sizeOf(own) }]
    })
    databases.push({ name, measurements, ...sizeOf(files) })
    copied.files += files.length
    copied.bytes += sizeOf(files).size_bytes
  }
  const manifest = {
    version: 'dev',
    ...{ backup_id, created_at, backup_type: 'full', databases: databases.length === 0 ? null : databases },
    ...{ total_files: copied.files, total_size_bytes: copied.bytes, has_metadata },
    // There is no configuration file to copy.
    has_config: false,
  }
  await writeFile(join(directory, 'manifest.json'), JSON.stringify(manifest))
  return copied
}

async function restore(arc: TestArc, id: string, restoreData: boolean) {
  const manifest = await readManifest(arc, id)
  if (manifest === undefined) throw new Error(`backup not found: file not found: ${id}/manifest.json`)
  if (!restoreData || manifest.total_files === 0) return { files: 0, bytes: 0 }
  await cp(join(arc.storage.root, DIRECTORY, id, 'data'), arc.storage.root, { recursive: true })
  return { files: manifest.total_files, bytes: manifest.total_size_bytes }
}

function sizeOf(files: readonly StoredFile[]) {
  return { file_count: files.length, size_bytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) }
}

async function readManifest(arc: TestArc, id: string): Promise<Manifest | undefined> {
  const path = join(arc.storage.root, DIRECTORY, id, 'manifest.json')
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}
