/** What compaction has done on one Arc: `arc.state(compactionState)`. */

export type Tier = 'hourly' | 'daily'

/** One merged partition, as the API shows it. */
export interface CompactionJob {
  readonly database: string
  readonly measurement: string
  readonly partition_path: string
  readonly tier: Tier
  readonly files_compacted?: number
  readonly bytes_before?: number
  readonly bytes_after?: number
  readonly success: boolean
  readonly compression_ratio?: number
  readonly error?: string
}

export interface CompactionState {
  completed: number
  failed: number
  filesCompacted: number
  bytesBefore: number
  bytesAfter: number
  cycleId: number
  running: boolean
  readonly jobs: CompactionJob[]
}

export function compactionState(): CompactionState {
  return {
    completed: 0,
    failed: 0,
    filesCompacted: 0,
    bytesBefore: 0,
    bytesAfter: 0,
    cycleId: 0,
    running: false,
    jobs: [],
  }
}
