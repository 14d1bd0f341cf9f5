/**
 * Merging the files of a partition into one, by the server's rules:
 *
 * 1. hourly: an hour with at least 10 files that were not merged yet; daily: a day with at least 12 files of its hours.
 * 2. The partition is older than the tier's minimum age (1 h, 24 h), and so is its newest file by the stamp in its name. Files
 *    written a moment ago are never merged; a test that wants to see a merge moves the clock on.
 *
 * Of rows with equal tags and time one is kept, an arbitrary one, if any of the files names its tags: those of line protocol and
 * row-format writes do, columnar ones do not. The merged file names none, so merged files alone are never thinned out again
 * (docs/wire-notes.md#duplicates).
 */
import { rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { TestArc } from '../arc.ts'
import type { Engine } from '../engine.ts'
import { quoteIdentifier, quoteLiteral } from '../parquet-files.ts'
import type { StoredFile } from '../storage.ts'
import { nowNanos } from '../timestamps.ts'
import { type CompactionJob, compactionState, type Tier } from './compaction-state.ts'

export const TIERS: Readonly<Record<Tier, { readonly minAgeHours: number; readonly minFiles: number }>> = {
  hourly: { minAgeHours: 1, minFiles: 10 },
  daily: { minAgeHours: 24, minFiles: 12 },
}

/** Days after which the stamps of a day's files no longer matter. */
const SKIP_FILE_AGE_DAYS = 7

export interface Candidate {
  readonly database: string
  readonly measurement: string
  readonly partition_path: string
  readonly tier: Tier
  readonly files: readonly StoredFile[]
}

/** The partitions that are due, of one database or of all. */
export async function findCandidates(arc: TestArc, tiers: readonly Tier[], database?: string): Promise<Candidate[]> {
  const found: Candidate[] = []
  for (const name of await arc.storage.databases()) {
    if (database !== undefined && name !== database) continue
    for (const measurement of await arc.storage.measurements(name)) {
      const files = await arc.storage.files(name, measurement)
      for (const tier of tiers) found.push(...dueInTier(tier, name, measurement, files))
    }
  }
  return found
}

/** Runs one cycle: every partition that is due becomes one file. */
export async function runCycle(arc: TestArc, tiers: readonly Tier[], database?: string): Promise<void> {
  const state = arc.state(compactionState)
  for (const tier of tiers) {
    for (const candidate of await findCandidates(arc, [tier], database)) {
      const { partition_path, measurement } = candidate
      const about = { database: candidate.database, measurement, partition_path, tier }
      const job = await merge(arc, candidate).catch(
        (error: unknown): CompactionJob => ({ ...about, success: false, error: String(error) }),
      )
      state.jobs.push(job)
      if (!job.success) {
        state.failed++
        continue
      }
      const { files_compacted: files = 0, bytes_before: before = 0, bytes_after: after = 0 } = job
      state.completed++
      state.filesCompacted += files
      state.bytesBefore += before
      state.bytesAfter += after
    }
  }
}

function dueInTier(tier: Tier, database: string, measurement: string, files: readonly StoredFile[]): Candidate[] {
  const { minAgeHours, minFiles } = TIERS[tier]
  const cutoffMs = Date.now() - minAgeHours * 3_600_000
  const partitions = new Map<string, StoredFile[]>()
  for (const file of files) {
    const path = partitionPath(tier, file.relativePath)
    if (path !== undefined) partitions.set(path, [...(partitions.get(path) ?? []), file])
  }
  return [...partitions]
    .filter(([path, members]) => {
      const startMs = partitionStartMs(path)
      const isLongPast = tier === 'daily' && Date.now() - startMs > SKIP_FILE_AGE_DAYS * 86_400_000
      const isQuiet = isLongPast || members.every((file) => stampMs(file.path) <= cutoffMs)
      return startMs <= cutoffMs && isQuiet && members.filter((file) => isInput(tier, file)).length >= minFiles
    })
    .map(([path, members]) => ({ database, measurement, partition_path: path, tier, files: members }))
}

/** `database/measurement/YYYY/MM/DD[/HH]`; undefined for a file that does not lie in a partition of the tier. */
function partitionPath(tier: Tier, relativePath: string): string | undefined {
  const parts = relativePath.split('/')
  if (tier === 'hourly' && parts.length < 7) return undefined
  return parts.slice(0, tier === 'hourly' ? 6 : 5).join('/')
}

function partitionStartMs(path: string): number {
  const [, , year = '', month = '', day = '', hour = '00'] = path.split('/')
  return Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`)
}

/** Hourly merges what is not merged yet, daily merges what lies in an hour. */
function isInput(tier: Tier, file: StoredFile): boolean {
  return tier === 'hourly' ? !file.path.endsWith('_compacted.parquet') : file.relativePath.split('/').length >= 7
}

/** When a file was written, by the `YYYYMMDD_HHMMSS` in its name. */
function stampMs(path: string): number {
  const match = /_(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)_/.exec(basename(path))
  if (match === null) return 0
  const [, year, month, day, hour, minute, second] = match
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

async function merge({ engine, storage }: TestArc, candidate: Candidate): Promise<CompactionJob> {
  const { database, measurement, partition_path, tier, files } = candidate
  const now = nowNanos()
  const stamp = new Date(Number(now / 1_000_000n)).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
  const suffix = tier === 'hourly' ? 'compacted' : 'daily'
  const merged = join(storage.root, partition_path, `${measurement}_${stamp}_${now}_b1_${suffix}.parquet`)
  const sources = files.map(({ path }) => quoteLiteral(path)).join(', ')
  const key = await duplicateKey(engine, sources)
  const thinned =
    key === undefined ? '' : ` QUALIFY row_number() OVER (PARTITION BY ${key.map(quoteIdentifier).join(', ')}) = 1`
  await engine.query(
    `COPY (SELECT * FROM read_parquet([${sources}], union_by_name=true)${thinned} ORDER BY time) TO ${quoteLiteral(merged)} (FORMAT parquet, COMPRESSION zstd)`,
  )
  for (const { path } of files) {
    await rm(path)
    if (tier === 'daily') await rm(dirname(path), { recursive: true }).catch(() => {})
  }
  const before = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const { size: after } = await stat(merged)
  return {
    database,
    measurement,
    partition_path,
    tier,
    files_compacted: files.length,
    bytes_before: before,
    bytes_after: after,
    success: true,
    compression_ratio: 1 - after / before,
  }
}

/** The columns that make two rows of these files the same; undefined when no file says so. */
async function duplicateKey(engine: Engine, sources: string): Promise<readonly string[] | undefined> {
  const marks = await engine.rows(
    `SELECT DISTINCT decode(key) AS name, decode(value) AS value FROM parquet_kv_metadata([${sources}]) WHERE decode(key) LIKE 'arc:%'`,
  )
  const tags = new Set(marks.filter(({ name }) => name === 'arc:tags').flatMap(({ value }) => String(value).split(',')))
  const byTime = marks.some(({ name }) => name === 'arc:dedup_time')
  return tags.size === 0 && !byTime ? undefined : [...tags, 'time']
}
