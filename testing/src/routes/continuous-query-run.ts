/**
 * Runs the SQL of a continuous query and writes its rows.
 *
 * 1. `FROM <database>.<source>` becomes a read of the measurement's files. Nothing else in the SQL is rewritten: a join, a
 *    quoted name or another table fails in DuckDB.
 * 2. Rows go through the writer's typing: HUGEINT (`sum` of integers!), DECIMAL, nested values and every timestamp but `time`
 *    have no column type there and fail the execution (docs/wire-notes.md#continuous-query-types).
 * 3. Without a column `time` every row is stamped with the start of the window.
 */
import type { TestArc } from '../arc.ts'
import type { ColumnData } from '../column-batch.ts'
import { quoteLiteral } from '../parquet-files.ts'
import { parseRfc3339 } from '../timestamps.ts'
import { ConversionError, typeColumn, typeTimeColumn } from '../write/column-typing.ts'
import { floatToInt64, GoInteger, type GoValue } from '../write/go-values.ts'
import { type DrivenColumn, drivenColumn } from './driver-values.ts'

/** What a run needs to know of the definition. */
export interface ContinuousQuerySource {
  readonly database: string
  readonly source_measurement: string
  readonly destination_measurement: string
}

/** Runs the SQL; returns the number of rows written. @throws Error with the server's text. */
export async function aggregateInto(
  arc: TestArc,
  query: ContinuousQuerySource,
  sql: string,
  startNanos: bigint,
): Promise<number> {
  const result = await arc.engine.query(readingFiles(arc, query, sql)).catch((error: unknown) => {
    throw new Error(`query execution failed: query failed: ${error instanceof Error ? error.message : String(error)}`)
  })
  if (result.rowCount === 0) return 0
  const driven = result.columns.map(({ name, type }, index) => ({
    name,
    column: drivenColumn(
      arc.engine.api,
      type,
      result.chunks.flatMap((chunk) => chunk.getColumnValues(index)),
    ),
  }))
  try {
    const { timeMicros, columns } = typedColumns(query.destination_measurement, driven, result.rowCount, startNanos)
    await arc.storage.append(query.database, query.destination_measurement, {
      rows: result.rowCount,
      timeMicros,
      columns,
    })
  } catch (error) {
    if (error instanceof ConversionError) throw new Error(`failed to write records: ${error.message}`)
    throw error
  }
  return result.rowCount
}

function readingFiles(arc: TestArc, query: ContinuousQuerySource, sql: string): string {
  const { database, source_measurement: source } = query
  if (definesCte(sql, source)) return sql
  const table = new RegExp(`\\bFROM\\s+${escapeRegExp(database)}\\.${escapeRegExp(source)}\\b`, 'gi')
  const files = quoteLiteral(arc.storage.glob(database, source))
  return sql.replaceAll(table, () => `FROM read_parquet(${files}, union_by_name=true)`)
}

/** Whether the SQL names a common table expression like the source, which then is not the measurement. */
function definesCte(sql: string, name: string): boolean {
  return new RegExp(`(?:\\bWITH\\s+(?:RECURSIVE\\s+)?|,\\s*)${escapeRegExp(name)}\\s+AS\\s*\\(`, 'i').test(sql)
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** What the writer makes of the columns; those whose names start with `_` it drops. */
function typedColumns(
  measurement: string,
  driven: readonly { readonly name: string; readonly column: DrivenColumn }[],
  rows: number,
  startNanos: bigint,
) {
  let timeMicros = new BigInt64Array(rows).fill(startNanos / 1_000n)
  const columns = new Map<string, ColumnData>()
  for (const { name, column } of driven) {
    if (name === 'time') {
      if (column.untyped !== undefined) {
        throw new ConversionError(
          `time column value ${column.untyped} not convertible to int64 in measurement '${measurement}'`,
        )
      }
      const times = column.values.map((value, row) => timeValue(value, column.micros?.[row]))
      timeMicros = BigInt64Array.from(typeTimeColumn(measurement, times))
    } else if (!name.startsWith('_')) {
      if (column.untyped !== undefined) {
        throw new ConversionError(`unsupported column type for '${name}': ${column.untyped}`)
      }
      columns.set(name, typeColumn(name, column.values))
    }
  }
  return { timeMicros, columns }
}

/** A value of the column `time` as microseconds: an instant, a number of microseconds, or RFC 3339. */
function timeValue(value: GoValue, micros: bigint | undefined): GoValue {
  if (value !== null && micros !== undefined) return new GoInteger('int64', micros)
  if (typeof value === 'number') return new GoInteger('int64', floatToInt64(value))
  const nanos = typeof value === 'string' ? parseRfc3339(value) : undefined
  return nanos === undefined ? value : new GoInteger('int64', nanos / 1_000n)
}
