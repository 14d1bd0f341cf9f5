/** `POST /api/v1/query/estimate`: counts the rows by running the query; DuckDB's failures are a 200 (docs/wire-notes.md#estimate). */
import type { TestArc } from '../arc.ts'
import { json, type TestReply, type TestRequest } from '../route.ts'
import { elapsedMs } from './batches.ts'
import { answerContext, checkedQuery, execute, isFailure, storageSql } from './execute.ts'

export async function estimateQuery(request: TestRequest, arc: TestArc): Promise<TestReply> {
  const { queryTimeoutMs } = arc.options
  const context = answerContext(request, arc, queryTimeoutMs)
  const query = checkedQuery(request)
  if (isFailure(query)) return failure(query.status, 0, query.error)
  if (query.show !== undefined) {
    const command = query.show.show === 'databases' ? 'SHOW DATABASES' : 'SHOW TABLES/MEASUREMENTS'
    return failure(400, 0, `${command} is not supported on the estimate endpoint; use /api/v1/query instead`)
  }
  const countSql = `SELECT COUNT(*) FROM (${storageSql(query, arc)}) AS t`
  const result = await execute(countSql, arc, queryTimeoutMs, 'query failed: ')
  if (isFailure(result)) {
    if (result.status === 504) return failure(504, elapsedMs(context), result.error)
    return failure(200, elapsedMs(context), `Cannot estimate query: ${result.error}`)
  }
  const count = result.batches[0]?.column(0)
  const rows = count?.type === 'int' ? Number(count.values[0]) : 0
  return json(200, {
    success: true,
    estimated_rows: rows,
    ...warning(rows),
    execution_time_ms: elapsedMs(context),
  })
}

function warning(rows: number): { readonly warning_level: string; readonly warning_message: string } {
  const counted = `${rows.toLocaleString('en-US')} rows.`
  if (rows > 1_000_000) {
    const warning_message = `⚠️ Large query: ${counted} This may take several minutes and use significant memory.`
    return { warning_level: 'high', warning_message }
  }
  if (rows > 100_000) {
    return { warning_level: 'medium', warning_message: `⚠️ Medium query: ${counted} This may take 30-60 seconds.` }
  }
  if (rows > 10_000) return { warning_level: 'low', warning_message: `📊: ${counted} Should complete quickly.` }
  return { warning_level: 'none', warning_message: `✅ Small query: ${counted}` }
}

function failure(status: number, executionTimeMs: number, error: string): TestReply {
  return json(status, {
    success: false,
    estimated_rows: null,
    warning_level: 'error',
    execution_time_ms: executionTimeMs,
    error,
  })
}
