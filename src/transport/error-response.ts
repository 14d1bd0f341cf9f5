/**
 * Turns a response that is not 2xx into an error the caller can act on.
 *
 * Arc has six error envelopes and no machine-readable codes (docs/wire-notes.md#error-envelopes): the class comes from the
 * status, the path and the text. The MessagePack endpoint's own errors are MessagePack, but those of the layers before it are
 * JSON, so the Content-Type decides how a body is read.
 */
import {
  ArcAuthenticationError,
  ArcConflictError,
  type ArcError,
  type ArcErrorDetails,
  type ArcErrorOrigin,
  ArcFeatureUnavailableError,
  ArcIngestionError,
  ArcNotFoundError,
  ArcPermissionError,
  ArcQueryError,
  ArcRateLimitError,
  ArcServerError,
  ArcTimeoutError,
  ArcValidationError,
  type QueryErrorCategory,
} from '../errors.ts'
import { askedPauseMs, retryAfterMs } from './retry.ts'
import type { Conceal } from './secrets.ts'

/** No more of an error's body is shown: a proxy may send it without end. */
const MAX_BODY = 65_536

/** A secret that is cut in half cannot be found: this much is read and not shown. */
const MARGIN = 1_024

/** How much of an error's body is read, after decompression. */
export const MAX_ERROR_BYTES = MAX_BODY + MARGIN

/** No pattern runs over more of a text from outside than this, in UTF-16 units. */
const MAX_MATCHED = 16_384

/** What is shown of a text that is not Arc's. */
const MAX_SHOWN = 300

/** An answer, read to its end, or to {@link MAX_ERROR_BYTES} where it is no success. */
export interface FailedExchange {
  readonly method: string
  /** Path and query, without a prefix of the client's URL. */
  readonly path: string
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
  /** Takes the secrets of the request out of what is shown. */
  readonly conceal: Conceal
}

/** The error for a response. Never rejects, whatever the body contains. */
export async function errorFromResponse(exchange: FailedExchange): Promise<ArcError> {
  const { method, status, headers, conceal } = exchange
  const path = conceal(exchange.path)
  const body = conceal(await readErrorBody(headers, exchange.body, conceal))
  const text = errorText(body)?.slice(0, MAX_MATCHED)
  const origin: ArcErrorOrigin = status >= 400 && isArcError(body) ? 'arc' : 'other'
  const details = {
    ...{ method, path, status, body, origin, retryAfterMs: retryAfterMs(headers) ?? waitIn(body) },
    queryId: headers.get('x-arc-query-id') ?? undefined,
    // Arc says 503 before it begins; Envoy says it as well when Arc's connection broke before the answer.
    mayHaveArrived: status >= 500 && !(status === 503 && origin === 'arc'),
  }
  // A page of something else does not say that a feature is off, or a policy does not exist.
  if (origin === 'other' && (status < 400 || status === 404)) {
    const location = headers.get('location')
    return notArc(details, location === null ? text : `a redirect to ${conceal(location).slice(0, MAX_SHOWN)}`)
  }
  return classify(text ?? `HTTP ${status}`, details)
}

/**
 * The error for an answer that Arc does not give: a redirect, a page in place of the response, or JSON of something else.
 *
 * @param said - What is wrong with it, or what it says.
 */
export function notArc(details: ArcErrorDetails, said?: string): ArcServerError {
  const { status, method, path } = details
  const answer = `HTTP ${status}${said ? `: ${said}` : ''}`
  return new ArcServerError(`Something other than Arc answers ${method} ${path} (${answer}); check the "url" option`, {
    ...details,
    origin: 'other',
  })
}

/** All of Arc's error envelopes have an `error`, but for a refused bundle's and a node's that is not ready (docs/wire-notes.md#error-envelopes). */
function isArcError(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false
  const { error, reason, detail, status } = body as Readonly<Record<string, unknown>>
  return (
    typeof error === 'string' || (typeof reason === 'string' && typeof detail === 'string') || status === 'not_ready'
  )
}

/** A DuckDB message without the server's prefix, the rewritten SQL and the storage paths, and its category. */
export function parseQueryError(text: string): { readonly message: string; readonly category: QueryErrorCategory } {
  const message = text
    .slice(0, MAX_MATCHED)
    .replace(/^(Cannot estimate query: )?((arrow )?query failed: )?/, '')
    .replace(
      /^failed to create arrow schema: \{"exception_type":"([^"]*)","exception_message":"([^"]*)"\}$/,
      '$1 Error: $2',
    )
    // The excerpt shows the SQL as the server rewrote it, with file paths in place of table names.
    .replace(/\nLINE \d+:[\s\S]*$/, '')
    .replace(/read_parquet\('[^']*'[^)]*\)/g, 'the measurement')
    .replace(/"(?:[a-z0-9]+:\/)?\/[^"]*"/g, '"…"')
    .replace(/'[^']*\.parquet'/g, "'…'")
    // What DuckDB cannot know: a measurement has no name unless the query gives it one, and no parameters are passed on
    // (docs/sql-traps.md#measurements).
    .replace(/\nCandidate tables: .*"read_parquet".*/, '\nGive every measurement an alias, such as FROM cpu AS cpu')
    .replace(/^incorrect argument count for command.*/, '$&. Arc has no bind parameters: write values with the sql tag')
    .trim()
  const name = /^(?:context canceled\s+)?([A-Za-z -]+?) (?:Error|Exception):/.exec(message)?.[1]?.toLowerCase()
  return { message, category: categories.get(name ?? '') ?? 'unknown' }
}

/** Whether a query failed because there are no files: the measurement does not exist, or none of it was flushed yet. */
export function isMissingMeasurement({ message, category }: ReturnType<typeof parseQueryError>): boolean {
  return category === 'io' && message.includes('No files found that match')
}

const categories: ReadonlyMap<string, QueryErrorCategory> = new Map([
  ['parser', 'parser'],
  ['syntax', 'parser'],
  ['binder', 'binder'],
  ['catalog', 'catalog'],
  ['conversion', 'conversion'],
  ['invalid input', 'invalid-input'],
  ['constraint', 'constraint'],
  ['out of range', 'out-of-range'],
  ['out of memory', 'out-of-memory'],
  ['io', 'io'],
  ['http', 'io'],
  ['interrupt', 'interrupt'],
  ['not implemented', 'unsupported'],
  ['internal', 'internal'],
])

/**
 * Whether a 2xx cannot be Arc's. Arc acknowledges a write with 204 and nothing else; any other answer comes from a login
 * page, a proxy or the wrong server, which does not have the rows. No other route of Arc answers with HTML.
 */
export function isForeign(status: number, headers: Headers, isWrite: boolean): boolean {
  return isWrite ? status !== 204 : (headers.get('content-type')?.toLowerCase().startsWith('text/html') ?? false)
}

const isQueryPath = (path: string) => path.startsWith('/api/v1/query')
const isWritePath = (path: string) => /^\/(api\/v1\/(write|import)|api\/v2\/write|write)\b/.test(path)

function classify(
  text: string,
  details: ArcErrorDetails & { readonly status: number; readonly path: string },
): ArcError {
  const { status, path } = details
  const say = (hint = '') => `${text} (HTTP ${status}, ${details.method} ${path})${hint && `. ${hint}`}`

  // The server was asked for another path than the route's: what it lacks is not a feature.
  const asked = /^Cannot [A-Z]+ (\/[^/?]*)/.exec(text)?.[1]
  if (status === 404 && asked !== undefined && asked !== /^\/[^/?]*/.exec(path)?.[0]) {
    return new ArcNotFoundError(say('Check the path in the "url" option: it arrives at the server as it is'), details)
  }
  if (saysUnavailable(status, text)) {
    const why = 'No such route: it is switched off, of another release, or the path in the "url" option is wrong'
    return new ArcFeatureUnavailableError(say(status === 404 ? why : ''), details)
  }
  // Five statuses stand for a duplicate name, by route; the text is the same on all (docs/wire-notes.md#error-envelopes).
  // A failed query may have it from its own SQL.
  if (!isQueryPath(path) && /already exists|already registered|UNIQUE constraint failed/i.test(text))
    return new ArcConflictError(say(), details)

  switch (status) {
    case 400:
    case 422:
    case 431:
      return new ArcValidationError(say(requestHint(text)), details)
    case 401:
      return new ArcAuthenticationError(say('Pass a valid API token as the "token" option'), details)
    case 403:
      return new ArcPermissionError(say(permissionHint(text)), details)
    case 404:
      return new ArcNotFoundError(say(), details)
    case 408:
      return new ArcTimeoutError(say('The server did not receive the whole request in time'), {
        ...details,
        retryable: true,
      })
    case 409:
      return new ArcConflictError(say(), details)
    case 413:
      return isWritePath(path)
        ? new ArcIngestionError(say('Send fewer rows per request'), details)
        : new ArcValidationError(say(`Send a shorter ${isQueryPath(path) ? 'query' : 'request'}`), details)
    case 429:
      return new ArcRateLimitError(say(), { ...details, retryable: true })
    case 502:
    case 503:
      return new ArcServerError(say(), { ...details, retryable: true })
    case 504:
      return text === 'Query timed out'
        ? new ArcTimeoutError(say("The query ran into the server's query.timeout; narrow its time range"), details)
        : new ArcTimeoutError(say(), { ...details, retryable: true })
    default:
      return classifyServerError(text, say(), details)
  }
}

/** Whether it is one of the server's ways of saying that a feature is unlicensed or switched off (docs/wire-notes.md#feature-gates). */
function saysUnavailable(status: number, text: string): boolean {
  switch (status) {
    case 404:
      // The web framework's answer when no route matches. A missing resource says "… not found".
      return /^Cannot [A-Z]+ \//.test(text)
    case 403:
      return /requires an enterprise license|operations are disabled|policies are disabled|queries are disabled/i.test(
        text,
      )
    case 503:
      return /enterprise license required|subsystem disabled/i.test(text)
    case 501:
      return true
    default:
      return false
  }
}

function classifyServerError(
  text: string,
  message: string,
  details: ArcErrorDetails & { readonly path: string },
): ArcError {
  if (isWritePath(details.path)) {
    // Only these two are transient; "failed to convert columns" is the data's fault and would fail again.
    const retryable = /context canceled|Failed to prepare/.test(text)
    return new ArcIngestionError(message, { ...details, retryable, mayHaveArrived: !retryable })
  }
  // 128-bit integers, such as sums of integers, are sent as int64 (docs/wire-notes.md#cell-types).
  if (isQueryPath(details.path) && text.startsWith('decimal cast failed')) {
    const hint = 'Cast the value, such as sum(n)::DOUBLE or sum(n)::VARCHAR'
    return new ArcQueryError(`A 128-bit integer is beyond int64: ${text}. ${hint}`, {
      ...details,
      category: 'out-of-range',
    })
  }
  // Continuous queries fail with the same text, behind a prefix of their own.
  const { message: said, category } = parseQueryError(text)
  if (isQueryPath(details.path) && (category !== 'unknown' || /query failed: /.test(text))) {
    return new ArcQueryError(said, { ...details, category, retryable: category === 'out-of-memory' })
  }
  const told = text.includes('query failed: ') ? message.replace(text, () => said) : message
  const retryable = /Failed to prepare/.test(text)
  return new ArcServerError(told, { ...details, retryable, mayHaveArrived: !retryable })
}

function requestHint(text: string): string {
  if (text.startsWith('Cross-database queries')) {
    return 'Remove the "database" option for this call (database: null) or the "db." prefix in the SQL: the server takes one or the other'
  }
  if (text.startsWith('Dangerous SQL operation')) {
    return 'Queries cannot change anything: write.rows puts rows in, and creates measurements and databases; delete.rows takes rows out. Words such as SET, LOAD or CALL are refused anywhere: quote a column of that name, "load"'
  }
  if (text.startsWith('String literal not allowed in table position'))
    return 'Give a name as sql.id(name), and put a column called "from" or "join" in parentheses'
  if (text.endsWith('use /api/v1/query instead')) return 'Use query.rows, query.columns or query.json'
  return ''
}

function permissionHint(text: string): string {
  const needed = /Permission denied: (\w+) required/.exec(text)?.[1]
  return needed === undefined ? '' : `Use a token with the '${needed}' permission`
}

/** How long to wait, where the body says it and no header. */
function waitIn(body: unknown): number | undefined {
  const { retry_after_seconds: seconds } = (body ?? {}) as { readonly retry_after_seconds?: unknown }
  return askedPauseMs(seconds)
}

async function readErrorBody(headers: Headers, body: Uint8Array, conceal: Conceal): Promise<unknown> {
  const type = headers.get('content-type')?.toLowerCase() ?? ''
  const isCut = body.length >= MAX_ERROR_BYTES
  const isMsgpack = type.includes('msgpack')
  try {
    // Loaded on demand: it is rarely needed.
    if (isMsgpack && !isCut) return (await import('../base/msgpack.ts')).decodeValue(body)
    const text = new TextDecoder().decode(body)
    if (isCut) return cutBody(conceal(text).slice(0, -MARGIN), isMsgpack || type.includes('json'))
    return type.includes('json') ? JSON.parse(text) : text
  } catch {
    return new TextDecoder().decode(body)
  }
}

/** What is left of a body that was not read to its end: of one of Arc's envelopes the beginning of `error`, else the text. */
function cutBody(text: string, isEnvelope: boolean): unknown {
  const note = `… (the answer is longer than the ${MAX_BODY} bytes that were read)`
  const start = isEnvelope ? /error"?[^\w\s'{[-]{1,5}/.exec(text.slice(0, 1_024)) : null
  if (start === null) return text + note
  const said = text.slice(start.index + start[0].length, start.index + MAX_MATCHED)
  return { error: said.replaceAll('\\n', '\n').replaceAll('\\"', '"') + note }
}

/** `error`, else `message`, `detail` or `reason`; of a body that is not Arc's, the text without markup. */
function errorText(body: unknown): string | undefined {
  if (typeof body === 'string') {
    const text = body
      .slice(0, MAX_MATCHED)
      .replace(/<(style|script)[\s\S]*?<\/\1>|<[^<>]*>/gi, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    return text.slice(0, MAX_SHOWN) || undefined
  }
  if (typeof body !== 'object' || body === null) return undefined
  const { error, message, detail, reason } = body as Readonly<Record<string, unknown>>
  if (typeof error === 'string' && error !== '') {
    return error === 'replication_catch_up_in_progress' && typeof message === 'string' ? message : error
  }
  // A refused bundle import has only `detail` and `reason`.
  return [message, detail, reason].find((text): text is string => typeof text === 'string' && text !== '')
}
