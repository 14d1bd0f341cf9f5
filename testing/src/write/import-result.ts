/** What the import endpoints share: refusals, the check of a header, the answer. */
import type { ColumnBatch } from '../column-batch.ts'
import { rfc3339Nano } from '../timestamps.ts'

/** A file that is refused. */
export class ImportError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** A file as one batch, with the column names it came with. */
export interface ImportedBatch {
  readonly batch: ColumnBatch
  readonly header: readonly string[]
}

/** The index of the time column. @throws ImportError for a header that the server would lose data with */
export function refuseHeader(header: readonly string[], timeColumn: string): number {
  const seen = new Set<string>()
  for (const name of header) {
    if (name === '') {
      throw new ImportError(400, 'column name cannot be empty (check for trailing/empty delimiters in the header)')
    }
    if (seen.has(name)) {
      throw new ImportError(400, `duplicate column name ${JSON.stringify(name)} in file; column names must be unique`)
    }
    seen.add(name)
  }
  if (!seen.has(timeColumn)) {
    const available = header.join(', ')
    throw new ImportError(
      400,
      `time column ${JSON.stringify(timeColumn)} not found in file; available columns: ${available}`,
    )
  }
  if (timeColumn !== 'time' && seen.has('time')) {
    const reason = 'a column named "time" already exists in the file'
    throw new ImportError(400, `cannot rename time column ${JSON.stringify(timeColumn)} to "time": ${reason}`)
  }
  return header.indexOf(timeColumn)
}

const HOUR_MICROS = 3_600_000_000n

/** The result of a CSV or Parquet import. */
export function describeImport(
  database: string,
  measurement: string,
  timeColumn: string,
  { batch, header }: ImportedBatch,
) {
  const { timeMicros } = batch
  let low = timeMicros[0] ?? 0n
  let high = low
  const hours = new Set<bigint>()
  for (const time of timeMicros) {
    if (time < low) low = time
    if (time > high) high = time
    hours.add((time - (((time % HOUR_MICROS) + HOUR_MICROS) % HOUR_MICROS)) / HOUR_MICROS)
  }
  return {
    database,
    measurement,
    rows_imported: batch.rows,
    partitions_created: hours.size,
    time_range_min: rfc3339Nano(low * 1_000n),
    time_range_max: rfc3339Nano(high * 1_000n),
    columns: header.map((name) => (name === timeColumn ? 'time' : name)),
  }
}
