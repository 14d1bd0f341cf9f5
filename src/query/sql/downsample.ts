/**
 * The SELECT list of a chart: of every bucket the rows of the smallest and the largest value, found by aggregation, so that
 * the server holds one row pair per bucket, however many rows it reads.
 *
 * Buckets are numbered by integer arithmetic on microseconds, which takes DuckDB a twentieth of `time_bucket` with an
 * origin. Minimum and maximum are of (value, time), so that equal values give the same times whenever they are asked for.
 */

/** Microseconds since 1970: `low <= time < high`. `value` and `name` are SQL. */
export function extremesPerBucket(value: string, name: string, low: bigint, high: bigint, points: number): string {
  const count = BigInt(points)
  const width = (high - low + count - 1n) / count
  const micros = 'epoch_us((time))'
  // Division rounds towards zero, so rows before `low` would be in the first bucket. NaN is larger than anything.
  const counted = `FILTER (${micros} >= (${low}) AND ${micros} < (${high}) AND NOT isnan((${value})::DOUBLE))`
  const row = `row(${value}, (time))`
  // Without nulls, for a bucket that has no value; without the second one, where both are the same row.
  const rows = `unnest(list_sort(list_distinct([min(${row}) ${counted}, max(${row}) ${counted}])))`
  return `(${micros} - (${low})) // ${width} AS bucket, ${rows}[2] AS time, ${rows}[1] AS ${name}`
}
