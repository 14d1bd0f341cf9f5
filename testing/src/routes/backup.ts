/**
 * `/api/v1/backup`: real copies of the stored files. Everything needs `admin`.
 *
 * Backup and restore answer 202 and go on in the background; one operation at a time, a second one is a 409. A restore copies
 * the backup's files back over what is there: files written since stay. Buffered rows are not part of a backup, and restored
 * metadata takes effect on the server at its next start only, so here it changes nothing.
 */
import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestArc } from '../arc.ts'
import { goStruct, readBody } from '../go-json.ts'
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

interface Progress {
  readonly operation: 'backup' | 'restore'
  readonly backup_id: string
  status: 'running' | 'completed' | 'failed'
  total_files: number
  processed_files: number
  readonly skipped_files: number
  total_bytes: number
  processed_bytes: number
  readonly started_at: string
  completed_at?: string
  error?: string
}

interface Manifest {
  readonly backup_id: string
  readonly created_at: string
  readonly backup_type: 'full'
  readonly databases: readonly { readonly name: string }[] | null
  readonly total_files: number
  readonly total_size_bytes: number
}

/** The last operation, which `/status` shows from then on. */
function backupState(): { progress: Progress | undefined } {
  return { progress: undefined }
}

const createRequest = goStruct('api.CreateBackupRequest', { include_metadata: '*bool', include_config: '*bool' })

function startBackup(request: TestRequest, arc: TestArc): TestReply {
  // A body that cannot be read is no body.
  const includeMetadata = readBody(request, createRequest).value?.include_metadata ?? true
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  const id = `backup-${stamp}-${randomUUID().slice(0, 8)}`
  return inBackground(arc, 'backup', id, (progress) => backUp(arc, progress, includeMetadata), {
    message: 'Backup started',
    status: 'running',
  })
}

async function listBackups(_request: TestRequest, arc: TestArc): Promise<TestReply> {
  const ids = await readdir(join(arc.storage.root, DIRECTORY)).catch(() => [])
  const manifests = await Promise.all(ids.map((id) => readManifest(arc, id)))
  const backups = manifests
    .filter((manifest) => manifest !== undefined)
    .map(({ backup_id, created_at, backup_type, total_files, total_size_bytes, databases }) => ({
      backup_id,
      created_at,
      backup_type,
      total_files,
      total_size_bytes,
      database_count: databases?.length ?? 0,
    }))
  return json(200, { backups, count: backups.length })
}

function status(_request: TestRequest, arc: TestArc): TestReply {
  return json(200, arc.state(backupState).progress ?? { status: 'idle' })
}

async function getBackup(request: TestRequest, arc: TestArc): Promise<TestReply> {
  const id = request.params.id ?? ''
  if (!BACKUP_ID.test(id)) return errorReply(400, 'Invalid backup ID format')
  const manifest = await readManifest(arc, id)
  return manifest === undefined ? errorReply(404, 'Backup not found') : json(200, manifest)
}

async function deleteBackup(request: TestRequest, arc: TestArc): Promise<TestReply> {
  const id = request.params.id ?? ''
  if (!BACKUP_ID.test(id)) return errorReply(400, 'Invalid backup ID format')
  const running = runningOperation(arc)
  if (running !== undefined) return operationInProgress(running)
  if ((await readManifest(arc, id)) === undefined) return errorReply(500, 'Failed to delete backup')
  await rm(join(arc.storage.root, DIRECTORY, id), { recursive: true })
  return json(200, { message: 'Backup deleted', backup_id: id })
}

const restoreRequest = goStruct('api.RestoreRequest', {
  backup_id: 'string',
  restore_data: '*bool',
  restore_metadata: '*bool',
  restore_config: '*bool',
  confirm: 'bool',
})

function startRestore(request: TestRequest, arc: TestArc): TestReply {
  const body = readBody(request, restoreRequest)
  if (body.error !== undefined) return errorReply(400, 'Invalid request body')
  const { backup_id: id, restore_data: restoreData, confirm } = body.value
  if (!BACKUP_ID.test(id)) return errorReply(400, 'Invalid or missing backup_id')
  if (!confirm) return errorReply(400, 'Restore is a destructive operation. Set confirm: true to proceed.')
  // Whether the backup exists turns out later, in the status.
  return inBackground(arc, 'restore', id, (progress) => restore(arc, progress, restoreData ?? true), {
    message: 'Restore started',
    backup_id: id,
    status: 'running',
  })
}

/** Takes the one slot for operations and answers 202 while `run` goes on. */
function inBackground(
  arc: TestArc,
  operation: Progress['operation'],
  id: string,
  run: (progress: Progress) => Promise<void>,
  started: Readonly<Record<string, string>>,
): TestReply {
  const running = runningOperation(arc)
  if (running !== undefined) return operationInProgress(running)
  const progress: Progress = {
    operation,
    backup_id: id,
    status: 'running',
    total_files: 0,
    processed_files: 0,
    skipped_files: 0,
    total_bytes: 0,
    processed_bytes: 0,
    started_at: rfc3339Nano(),
  }
  arc.state(backupState).progress = progress
  const finish = (outcome: 'completed' | 'failed', error?: string) => {
    progress.status = outcome
    progress.completed_at = rfc3339Nano()
    if (error !== undefined) progress.error = error
  }
  arc.background(
    Promise.all([run(progress), sleep(MIN_OPERATION_MS)]).then(
      () => finish('completed'),
      (error: unknown) => finish('failed', error instanceof Error ? error.message : String(error)),
    ),
  )
  return json(202, started)
}

async function backUp(arc: TestArc, progress: Progress, includeMetadata: boolean): Promise<void> {
  const databases = await Promise.all(
    (await arc.storage.databases()).map(async (name) => ({ name, files: await arc.storage.files(name) })),
  )
  const files = databases.flatMap((database) => database.files)
  progress.total_files = files.length
  progress.total_bytes = totalSize(files)
  const directory = join(arc.storage.root, DIRECTORY, progress.backup_id)
  await mkdir(directory, { recursive: true })
  await copyFiles(progress, files, (file) => join(directory, 'data', file.relativePath))
  const withFiles = databases.filter((database) => database.files.length > 0)
  const manifest = {
    version: 'dev',
    backup_id: progress.backup_id,
    created_at: progress.started_at,
    backup_type: 'full',
    databases: withFiles.length === 0 ? null : withFiles.map(({ name, files }) => describeDatabase(name, files)),
    total_files: files.length,
    total_size_bytes: progress.total_bytes,
    has_metadata: includeMetadata,
    // There is no configuration file to copy.
    has_config: false,
  }
  await writeFile(join(directory, 'manifest.json'), JSON.stringify(manifest))
}

async function restore(arc: TestArc, progress: Progress, restoreData: boolean): Promise<void> {
  const manifest = await readManifest(arc, progress.backup_id)
  if (manifest === undefined) throw new Error(`backup not found: file not found: ${progress.backup_id}/manifest.json`)
  if (!restoreData) return
  const data = join(arc.storage.root, DIRECTORY, progress.backup_id, 'data')
  const names = await readdir(data, { recursive: true }).catch(() => [])
  const files = names.filter((name) => name.endsWith('.parquet'))
  progress.total_files = files.length
  progress.total_bytes = manifest.total_size_bytes
  for (const name of files) {
    const target = join(arc.storage.root, name)
    await mkdir(dirname(target), { recursive: true })
    await copyFile(join(data, name), target)
    progress.processed_files++
    progress.processed_bytes = Math.round((progress.total_bytes * progress.processed_files) / files.length)
  }
}

async function copyFiles(
  progress: Progress,
  files: readonly StoredFile[],
  targetOf: (file: StoredFile) => string,
): Promise<void> {
  for (const file of files) {
    const target = targetOf(file)
    await mkdir(dirname(target), { recursive: true })
    await copyFile(file.path, target)
    progress.processed_files++
    progress.processed_bytes += file.sizeBytes
  }
}

function describeDatabase(name: string, files: readonly StoredFile[]) {
  const measurements = new Map<string, StoredFile[]>()
  for (const file of files) {
    const measurement = file.relativePath.split('/')[1] ?? ''
    measurements.set(measurement, [...(measurements.get(measurement) ?? []), file])
  }
  return {
    name,
    measurements: [...measurements].map(([measurement, own]) => ({
      name: measurement,
      file_count: own.length,
      size_bytes: totalSize(own),
    })),
    file_count: files.length,
    size_bytes: totalSize(files),
  }
}

async function readManifest(arc: TestArc, id: string): Promise<Manifest | undefined> {
  const path = join(arc.storage.root, DIRECTORY, id, 'manifest.json')
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}

function runningOperation(arc: TestArc): Progress['operation'] | undefined {
  const { progress } = arc.state(backupState)
  return progress?.status === 'running' ? progress.operation : undefined
}

function operationInProgress(operation: Progress['operation']): TestReply {
  return json(409, { error: 'A backup or restore operation is already in progress', status: 'running', operation })
}

function totalSize(files: readonly StoredFile[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}
