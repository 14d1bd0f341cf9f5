/**
 * `/api/v1/delete`: deleting rows by rewriting the files that hold them.
 *
 * 1. The predicate is checked as text: forbidden words count inside string literals too (docs/wire-notes.md#deletes).
 * 2. One query counts the matches in every file. If it fails, each file is asked alone and a file that fails is passed over:
 *    this is why a predicate that makes no sense answers 200 with nothing deleted.
 * 3. Thresholds are checked, also for a dry run.
 * 4. Each affected file is rewritten without the rows, or removed when none is left. A row for which the predicate is NULL
 *    goes too once its file is rewritten: what stays is what `NOT (predicate)` selects.
 */
import { mkdir, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { TestArc } from '../arc.ts'
import { readBody } from '../json-body.ts'
import { quoteLiteral } from '../parquet-files.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import type { StoredFile } from '../storage.ts'
import { DELETE_DISABLED } from './databases.ts'
import { checkPredicate } from './delete-predicate.ts'

const CONFIRMATION_THRESHOLD = 10_000
const MAX_ROWS_PER_DELETE = 1_000_000

export const deleteRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/v1/delete', permission: 'admin', handle: deleteRows },
  { method: 'GET', path: '/api/v1/delete/config', permission: 'admin', handle: deleteConfig },
]

const deleteRequest = {
  database: 'text',
  measurement: 'text',
  where: 'text',
  dry_run: 'boolean',
  confirm: 'boolean',
} as const

interface AffectedFile {
  readonly file: StoredFile
  readonly matches: number
}

async function deleteRows(request: TestRequest, arc: TestArc): Promise<TestReply> {
  const started = performance.now()
  const elapsedMs = () => Math.floor(performance.now() - started)
  if (!arc.options.deleteEnabled) return refused(403, DELETE_DISABLED)
  const body = readBody(request, deleteRequest)
  if (body.error !== undefined) return refused(400, `Invalid request body: ${body.error}`)
  const { database, measurement, where, dry_run: dryRun, confirm } = body.value
  if (database === '') return refused(400, 'database is required')
  if (measurement === '') return refused(400, 'measurement is required')
  if (leavesItsDirectory(database)) return refused(400, 'database name contains invalid characters')
  if (leavesItsDirectory(measurement)) return refused(400, 'measurement name contains invalid characters')
  const predicate = checkPredicate(where)
  if (predicate.error !== undefined) return refused(400, predicate.error)
  if (predicate.matchesEverything && !confirm) {
    return refused(400, 'Full table delete detected (WHERE 1=1). Set confirm=true to proceed.')
  }
  if (!dryRun && !confirm) {
    const advice = 'Set confirm=true or use dry_run=true to preview.'
    return refused(400, `Confirmation required for delete operation. ${advice}`)
  }

  const affected = await affectedFiles(arc, await arc.storage.files(database, measurement), where)
  const total = affected.reduce((sum, { matches }) => sum + matches, 0)
  if (total > MAX_ROWS_PER_DELETE) {
    const advice = 'Adjust delete.max_rows_per_delete in arc.toml or refine WHERE clause.'
    return refused(400, `Delete would affect ${total} rows, exceeding maximum of ${MAX_ROWS_PER_DELETE}. ${advice}`)
  }
  if (total > CONFIRMATION_THRESHOLD && !confirm) {
    const advice = 'Set confirm=true to proceed.'
    return refused(400, `Delete would affect ${total} rows (threshold: ${CONFIRMATION_THRESHOLD}). ${advice}`)
  }
  if (dryRun || affected.length === 0) {
    return json(200, {
      success: true,
      deleted_count: total,
      affected_files: affected.length,
      rewritten_files: 0,
      execution_time_ms: elapsedMs(),
      dry_run: dryRun,
      files_processed: affected.map(({ file }) => basename(file.path)),
    })
  }

  const outcome = await rewriteFiles(arc, affected, where)
  return json(outcome.failed.length === 0 ? 200 : 207, {
    success: outcome.failed.length === 0,
    deleted_count: outcome.deleted,
    affected_files: affected.length,
    rewritten_files: outcome.processed.length,
    execution_time_ms: elapsedMs(),
    dry_run: false,
    files_processed: outcome.processed,
    ...(outcome.failed.length === 0
      ? {}
      : {
          failed_files: outcome.failed,
          error: `${outcome.failed.length} of ${affected.length} files failed to process`,
        }),
  })
}

function deleteConfig(_request: TestRequest, arc: TestArc): TestReply {
  return json(200, {
    enabled: arc.options.deleteEnabled,
    confirmation_threshold: CONFIRMATION_THRESHOLD,
    max_rows_per_delete: MAX_ROWS_PER_DELETE,
    implementation: 'rewrite-based',
    performance_impact: {
      deletes: 'expensive (file rewrites)',
      queries: 'zero overhead',
      writes: 'zero overhead',
    },
  })
}

async function affectedFiles(
  arc: TestArc,
  files: readonly StoredFile[],
  where: string,
): Promise<readonly AffectedFile[]> {
  if (files.length === 0) return []
  const paths = files.map(({ path }) => quoteLiteral(path)).join(', ')
  const sql = `SELECT filename, count(*) AS matches FROM read_parquet([${paths}], filename=true, union_by_name=true) WHERE ${where} GROUP BY filename`
  const counted = await arc.engine.rows(sql).catch(() => undefined)
  if (counted === undefined) return affectedOneByOne(arc, files, where)
  const matches = new Map(counted.map((row) => [row.filename, Number(row.matches)]))
  return files.flatMap((file) => {
    const count = matches.get(file.path) ?? 0
    return count === 0 ? [] : [{ file, matches: count }]
  })
}

async function affectedOneByOne(
  arc: TestArc,
  files: readonly StoredFile[],
  where: string,
): Promise<readonly AffectedFile[]> {
  const affected: AffectedFile[] = []
  for (const file of files) {
    const sql = `SELECT count(*) AS matches FROM read_parquet(${quoteLiteral(file.path)}) WHERE ${where}`
    const [row] = await arc.engine.rows(sql).catch(() => [])
    const matches = Number(row?.matches ?? 0)
    if (matches > 0) affected.push({ file, matches })
  }
  return affected
}

async function rewriteFiles(arc: TestArc, affected: readonly AffectedFile[], where: string) {
  const processed: string[] = []
  const failed: string[] = []
  let deleted = 0
  for (const { file } of affected) {
    try {
      deleted += await rewriteFile(arc, file.path, where)
      processed.push(basename(file.path))
    } catch {
      failed.push(basename(file.path))
    }
  }
  return { processed, failed, deleted }
}

/** Removes the rows from one file; returns how many went. */
async function rewriteFile({ engine }: TestArc, path: string, where: string): Promise<number> {
  const source = `read_parquet(${quoteLiteral(path)})`
  const [counts] = await engine.rows(
    `SELECT count(*) AS total, count(*) FILTER (WHERE NOT (${where})) AS remaining FROM ${source}`,
  )
  const remaining = Number(counts?.remaining)
  const deleted = Number(counts?.total) - remaining
  if (remaining === 0) {
    await rm(path)
    return deleted
  }
  const staging = join(dirname(path), '.tmp')
  const rewritten = join(staging, `${basename(path)}.new`)
  await mkdir(staging, { recursive: true })
  await engine.query(
    `COPY (SELECT * FROM ${source} WHERE NOT (${where})) TO ${quoteLiteral(rewritten)} (FORMAT parquet, COMPRESSION zstd)`,
  )
  await rename(rewritten, path)
  await rmdir(staging)
  return deleted
}

function leavesItsDirectory(name: string): boolean {
  return /[/\\]/.test(name) || name.includes('..')
}

function refused(status: number, error: string): TestReply {
  return json(status, {
    success: false,
    deleted_count: 0,
    affected_files: 0,
    rewritten_files: 0,
    execution_time_ms: 0,
    dry_run: false,
    files_processed: null,
    error,
  })
}
