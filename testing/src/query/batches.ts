/** A result as the writers of the three formats take it: column by column, in batches of at most 2,048 rows. */
import type { Engine, EngineResult } from '../engine.ts'
import type { ReleaseSwitches } from '../versions.ts'
import { type Cells, readCells } from './cells.ts'
import { type ColumnKind, columnKind } from './column-kind.ts'
import { VectorReader } from './vectors.ts'

/** When the query began, and what may end its answer early. */
export interface AnswerRequest {
  /** By the clock of `performance.now()`. */
  readonly startedMs: number
  /** RFC 3339, whole seconds. */
  readonly timestamp: string
  /** The server's own deadline, by the same clock. It also holds for a download: past it an answer stops. */
  readonly deadlineMs: number
  readonly switches: ReleaseSwitches
  /** Rows after which a fault stops the answer. */
  readonly truncateRows?: number
  /** For JSON and MessagePack, when `x-arc-profile` asked for it. */
  readonly profile?: QueryProfile
}

/** What `x-arc-profile: true` adds. On the real server three of the five are always 0, too. */
export interface QueryProfile {
  readonly total_ms: number
  readonly planner_ms: number
  readonly execution_ms: number
  readonly rows_scanned: number
  readonly latency_ms: number
}

export interface ResultColumn {
  readonly name: string
  readonly kind: ColumnKind
}

/** The rows of one DuckDB chunk. */
export interface ResultBatch {
  readonly rows: number
  column(index: number): Cells
}

/** A result that is ready to be written. */
export interface ResultSet {
  readonly columns: readonly ResultColumn[]
  readonly rowCount: number
  readonly batches: readonly ResultBatch[]
}

/** Milliseconds since the query began, as the formats show them: whole. */
export function elapsedMs({ startedMs }: AnswerRequest): number {
  return Math.floor(performance.now() - startedMs)
}

/** Prepares a result. @throws UnsupportedTypeError when a column's type has no place in Arrow. */
export function resultSet(result: EngineResult, engine: Engine): ResultSet {
  const columns = result.columns.map(({ name, type }) => ({ name, kind: columnKind(type, engine.api) }))
  const reader = new VectorReader(engine.bindings)
  const batches = result.chunks.map((chunk) => ({
    rows: chunk.rowCount,
    column: (index: number) => {
      const column = columns[index]
      if (column === undefined) throw new RangeError(`no column ${index}`)
      return readCells(reader, reader.column(chunk, index), column.kind, { rows: chunk.rowCount })
    },
  }))
  return { columns, rowCount: result.rowCount, batches }
}

/** The batches that are sent, each with how many of its rows: all, unless the deadline or a fault comes first. */
export function* sentBatches(
  { batches }: ResultSet,
  { deadlineMs, truncateRows = Number.POSITIVE_INFINITY }: AnswerRequest,
): Generator<{ readonly batch: ResultBatch; readonly rows: number }> {
  let left = truncateRows
  for (const batch of batches) {
    // Looked at between batches only, as the server does.
    if (performance.now() >= deadlineMs || left <= 0) return
    const rows = Math.min(batch.rows, left)
    left -= rows
    yield { batch, rows }
  }
}
