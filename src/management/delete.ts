/** Deleting rows, with the condition checked where none matched. */
import { ArcQueryError, ArcValidationError } from '../errors.ts'
import { DeleteOperations } from '../generated/delete.ts'
import type { DeleteRequest, DeleteResult } from '../generated/models.ts'
import { isMissingMeasurement, notArc, parseQueryError } from '../transport/error-response.ts'
import type { ArcHttp } from '../transport/http.ts'
import { createOperationCaller } from './caller.ts'
import type { CallOptions } from './operation.ts'
import { requireIntent, type SqlText, textOf } from './requests.ts'

/** What to delete. */
export type DeleteRowsRequest = WithFragment<DeleteRequest>

type WithFragment<Request extends DeleteRequest> = Request extends unknown
  ? Omit<Request, 'where'> & { readonly where: SqlText }
  : never

export class Delete extends DeleteOperations {
  readonly #http: ArcHttp

  constructor(http: ArcHttp) {
    super(createOperationCaller(http))
    this.#http = http
  }

  /**
   * Deletes the rows of a measurement that match a condition (`confirm: true`), or counts them (`dry_run: true`).
   *
   * Only sees rows that were flushed to storage: call `arc.write.makeVisible()` first to include recent ones. `where` is SQL without
   * the word WHERE; rows for which it is NULL stay. Where no row matched, the condition is run as a query as well, because the
   * server answers an invalid one, such as a misspelt column, like one that matches nothing.
   *
   * Needs the `admin` permission, and `delete.enabled` on the server. May take minutes.
   *
   * @example
   * ```ts
   * const where = sql`host = ${'a'} AND time < ${new Date('2026-01-01T00:00:00Z')}`
   * const request = { database: 'default', measurement: 'cpu', where }
   * const preview = await arc.delete.rows({ ...request, dry_run: true })
   * if (preview.deleted_count < 1000) await arc.delete.rows({ ...request, confirm: true })
   * ```
   *
   * @throws `ArcValidationError` Neither `dry_run` nor `confirm` is `true`; a field is missing; the condition is forbidden; too many rows match.
   * @throws `ArcQueryError` The condition cannot be run; nothing was deleted.
   * @throws `ArcFeatureUnavailableError` `delete.enabled` is off.
   * @throws `ArcServerError` (207) Some files could not be rewritten; `error.body` says what was deleted.
   * @see POST /api/v1/delete
   */
  override async rows(request: DeleteRowsRequest, options?: CallOptions): Promise<DeleteResult> {
    requireIntent('delete.rows', request)
    const { conditionForDelete } = await import('./delete-condition.ts')
    const where = conditionForDelete(textOf(request.where, 'delete.rows: where'))
    if (/^\s*where\b/i.test(where)) {
      throw new ArcValidationError('delete.rows: leave the word WHERE out of "where"; the server would match nothing')
    }
    const exact = { ...request, where: trueOrFalse(where) }
    const result = await super.rows(exact, options)
    if (result.deleted_count === 0) await this.#checkWhere(exact, options)
    return result
  }

  async #checkWhere(request: DeleteRequest, options: CallOptions = {}): Promise<void> {
    // The one valid condition that a query is not taken for (docs/sql-traps.md).
    if (/\bdistinct\s+from\b/i.test(request.where)) return
    const { queryOfCondition } = await import('./delete-condition.ts')
    const response = await this.#http.request({
      operation: 'delete.checkWhere',
      method: 'POST',
      path: '/api/v1/query/estimate',
      body: JSON.stringify({ sql: queryOfCondition(request) }),
      database: null,
      signal: options.signal,
      timeoutMs: options.timeoutMs,
      attemptTimeoutMs: options.attemptTimeoutMs,
      kind: 'query',
      retry: 'idempotent',
    })
    // SQL that fails is 200 with success: false here (docs/wire-notes.md#estimate).
    const answer = (await response.json()) as { readonly success?: boolean; readonly error?: string } | undefined
    if (answer?.success) return
    if (typeof answer?.error !== 'string') {
      const { method, path, status } = response
      throw response.conceal(
        notArc({ method, path, status, body: answer }, 'it is not what the check of a condition answers'),
      )
    }
    const failure = parseQueryError(answer.error)
    if (isMissingMeasurement(failure)) return
    throw response.conceal(
      new ArcQueryError(`delete.rows: the condition cannot be run: ${failure.message}`, {
        origin: 'arc',
        status: response.status,
        category: failure.category,
      }),
    )
  }
}

/**
 * The condition with FALSE for NULL. The server keeps the rows for which NOT (condition) is true, so that it would delete
 * those for which it is NULL as well, which no dry run counts (docs/wire-notes.md#deletes). Inside CASE, a stray parenthesis
 * or a clause after the condition is still a syntax error.
 */
function trueOrFalse(where: string): string {
  return `CASE WHEN ${where} THEN TRUE ELSE FALSE END`
}
