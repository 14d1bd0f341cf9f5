/**
 * The errors of this package: one class for each way a caller would react.
 *
 * `instanceof` works within a realm; `error.code` and `error.name` are the same strings in every realm and every copy of
 * the package. No message, log line or JSON form ever contains the token.
 */

/** The stable identifier of an error class. */
export type ArcErrorCode =
  | 'ARC_ERROR'
  | 'ARC_USAGE'
  | 'ARC_CLOSED'
  | 'ARC_CONNECTION'
  | 'ARC_TIMEOUT'
  | 'ARC_AUTHENTICATION'
  | 'ARC_PERMISSION'
  | 'ARC_VALIDATION'
  | 'ARC_NOT_FOUND'
  | 'ARC_CONFLICT'
  | 'ARC_RATE_LIMIT'
  | 'ARC_QUERY'
  | 'ARC_INGESTION'
  | 'ARC_TRUNCATED'
  | 'ARC_FEATURE_UNAVAILABLE'
  | 'ARC_SERVER'
  | 'ARC_BUFFER_FULL'
  | 'ARC_FLUSH'
  | 'ARC_SPOOL'

/**
 * Who says that a call failed: `arc` for Arc's own answer, `other` for an answer of something else at its address, such as a
 * proxy, and `client` for this package: the call was refused, or no whole answer came.
 */
export type ArcErrorOrigin = 'arc' | 'other' | 'client'

/** What is known about a failed call. Everything is optional: an error raised before sending has no status. */
export interface ArcErrorDetails {
  /** Who says so. @default 'client' */
  readonly origin?: ArcErrorOrigin | undefined
  /** Whether the server may have acted on the request, and stored what it carried, without saying so. @default false */
  readonly mayHaveArrived?: boolean | undefined
  /** HTTP status of the answer. */
  readonly status?: number | undefined
  /** HTTP method of the request. */
  readonly method?: string | undefined
  /** Path of the request, with its query. */
  readonly path?: string | undefined
  /** The response body: parsed if it was JSON or MessagePack, else as text. */
  readonly body?: unknown
  /** Whether the same call, unchanged, may succeed later. @default false */
  readonly retryable?: boolean | undefined
  /** How long the server asked to wait before the next attempt, in milliseconds. */
  readonly retryAfterMs?: number | undefined
  /** The address of the server that was asked last, of a client that has several. */
  readonly endpoint?: string | undefined
  /** The query's id, where the server keeps track of queries. */
  readonly queryId?: string | undefined
  /** What was thrown below this package, such as the error of a socket. */
  readonly cause?: unknown
}

/** The base of every error of this package. */
export class ArcError extends Error {
  /** The same string in every realm and every copy of the package, unlike the class. */
  declare readonly code: ArcErrorCode
  /** Where this package's documentation says why it happens and what to do: `docs/errors.md#arctimeouterror`. */
  readonly docs: string
  /** Who says so: Arc, something else at its address, or this package. */
  readonly origin: ArcErrorOrigin
  /** Whether the server may have acted on the request, and stored what it carried, without saying so. */
  readonly mayHaveArrived: boolean
  /** Whether the same call, unchanged, may succeed later. */
  readonly retryable: boolean
  /** HTTP status of the answer; `undefined` if there was none. */
  declare readonly status: number | undefined
  /** HTTP method of the request, if one was made. */
  declare readonly method: string | undefined
  /** Path of the request, with its query. */
  declare readonly path: string | undefined
  /** The response body: parsed if it was JSON or MessagePack, else as text. */
  declare readonly body: unknown
  /** How long the server asked to wait before the next attempt, in milliseconds. */
  declare readonly retryAfterMs: number | undefined
  /** The address of the server that was asked last, of a client that has several. */
  declare readonly endpoint: string | undefined
  /** The query's id for `arc.runningQueries`, where the server keeps track of queries. */
  declare readonly queryId: string | undefined

  constructor(message: string, details: ArcErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.docs = `docs/errors.md#${this.name.toLowerCase()}`
    this.origin = details.origin ?? 'client'
    this.mayHaveArrived = details.mayHaveArrived ?? false
    this.retryable = details.retryable ?? false
    const { status, method, path, body, retryAfterMs, endpoint, queryId } = details
    setKnown(this, { status, method, path, body, retryAfterMs, endpoint, queryId })
  }

  /** Plain data for logs. The cause is left out: it can hold sockets and request objects. */
  toJSON(): Record<string, unknown> {
    const { name, message, code } = this
    return { name, message, code, ...Object.fromEntries(Object.entries(this)) }
  }
}

/** The call is wrong whatever the data: an unknown option, a value no option takes, a missing package. Do not retry. */
export class ArcUsageError extends ArcError {}

/** The client or the writer is closed. {@link ArcError.mayHaveArrived} is `true` of a call that was under way. */
export class ArcClosedError extends ArcError {}

/** The server could not be reached, or the connection broke. Retry, unless TLS or the host name is wrong. */
export class ArcConnectionError extends ArcError {
  /** `true` when an idle connection turned out to be closed, so that the server most likely never saw the request. */
  readonly staleConnection: boolean

  /** `mayHaveArrived` is `true` here unless it is known that nothing of the request was sent. */
  constructor(message: string, details: ArcErrorDetails & { readonly staleConnection?: boolean | undefined } = {}) {
    super(message, { ...details, mayHaveArrived: details.mayHaveArrived ?? true })
    this.staleConnection = details.staleConnection ?? false
  }
}

/** No complete response in time, by the client's clock (no status) or the server's (408, 504). The server may still be working. */
export class ArcTimeoutError extends ArcError {}

/** 401: the token is missing, unknown or expired. Do not retry. */
export class ArcAuthenticationError extends ArcError {}

/** 403: the token is valid but lacks the permission. Do not retry. */
export class ArcPermissionError extends ArcError {}

/** The place in the caller's data that was refused. */
export interface ValidationLocation {
  /** The measurement that was written. */
  readonly measurement?: string | undefined
  /** Its column. */
  readonly column?: string | undefined
  /** Zero-based row of the call's data. */
  readonly row?: number | undefined
}

/**
 * A value is refused: by this package before a byte was sent, by the server with 400 or 422, or by the schema that a query's
 * rows go through. Do not retry.
 */
export class ArcValidationError extends ArcError {
  /** The measurement that was written, if the value is of one. */
  declare readonly measurement: string | undefined
  /** Its column. */
  declare readonly column: string | undefined
  /** Zero-based row of the call's data, or of the result. */
  declare readonly row: number | undefined

  constructor(message: string, details: ArcErrorDetails & ValidationLocation = {}) {
    super(message, details)
    const { measurement, column, row } = details
    setKnown(this, { measurement, column, row })
  }
}

/** 404: the resource does not exist. Do not retry. */
export class ArcNotFoundError extends ArcError {}

/** The resource exists already, or an operation of its kind is running (409, and the server's other ways of saying so). */
export class ArcConflictError extends ArcError {}

/** 429. Retry after {@link ArcError.retryAfterMs}. */
export class ArcRateLimitError extends ArcError {}

/** The class of a DuckDB error, read from the start of its message. */
export type QueryErrorCategory =
  | 'parser'
  | 'binder'
  | 'catalog'
  | 'conversion'
  | 'invalid-input'
  | 'constraint'
  | 'out-of-range'
  | 'out-of-memory'
  | 'io'
  | 'interrupt'
  | 'unsupported'
  | 'internal'
  | 'unknown'

/** The SQL failed in the database. Its `message` is DuckDB's, without the server's prefix and storage paths. */
export class ArcQueryError extends ArcError {
  /** What kind of mistake it is. */
  readonly category: QueryErrorCategory

  constructor(message: string, details: ArcErrorDetails & { readonly category?: QueryErrorCategory | undefined } = {}) {
    super(message, details)
    this.category = details.category ?? 'unknown'
  }
}

/** The server refused a write. Nothing of the request was stored, unless `acceptedRows` says otherwise. */
export class ArcIngestionError extends ArcError {
  /** Rows of the same call that earlier requests had already delivered. */
  readonly acceptedRows: number

  constructor(message: string, details: ArcErrorDetails & { readonly acceptedRows?: number | undefined } = {}) {
    super(message, details)
    this.acceptedRows = details.acceptedRows ?? 0
  }
}

/** The result is incomplete: it was cut off, capped, or ran into the server's deadline. */
export class ArcTruncatedError extends ArcError {
  /** Why the result is considered incomplete. */
  readonly reason: string
  /** What had arrived: rows for `rows`, columns for `columns`; `undefined` for streams, which have already yielded it. */
  declare readonly partial: unknown
  /** How many rows had arrived, if known. */
  declare readonly rowsReceived: number | undefined

  constructor(
    message: string,
    details: ArcErrorDetails & {
      readonly reason?: string | undefined
      readonly partial?: unknown
      readonly rowsReceived?: number | undefined
    } = {},
  ) {
    super(message, details)
    this.reason = details.reason ?? message
    const { partial, rowsReceived } = details
    setKnown(this, { partial, rowsReceived })
  }

  /** Without the partial result, which can be large. */
  override toJSON(): Record<string, unknown> {
    const { partial: _, ...rest } = super.toJSON()
    return rest
  }
}

/** The server does not offer this: unlicensed, or switched off in its configuration. */
export class ArcFeatureUnavailableError extends ArcError {
  /** The namespace, such as `continuousQueries`. */
  readonly feature: string
  /** The licensed feature it needs, if it is an enterprise one. */
  declare readonly license: string | undefined
  /** The configuration key that switches it on, such as `delete.enabled`. */
  declare readonly configKey: string | undefined

  constructor(
    message: string,
    details: ArcErrorDetails & {
      readonly feature?: string | undefined
      readonly license?: string | undefined
      readonly configKey?: string | undefined
    } = {},
  ) {
    super(message, details)
    this.feature = details.feature ?? 'this route'
    const { license, configKey } = details
    setKnown(this, { license, configKey })
  }
}

/** The server, or a proxy before it, failed. `retryable` says whether the same call may succeed later. */
export class ArcServerError extends ArcError {}

/** The buffered writer already holds `maxBufferedBytes`. Nothing of the call was taken: wait for `writer.ready()`. */
export class ArcBufferFullError extends ArcError {
  constructor(message: string, details: ArcErrorDetails = {}) {
    super(message, { ...details, retryable: true })
  }
}

/** A batch that a flush could not deliver. */
export interface UndeliveredBatch {
  /** Where its rows belong. */
  readonly measurement: string
  /** Where its rows belong. */
  readonly database: string
  /** How many rows it holds. */
  readonly rows: number
  /** `true` if the writer still holds the batch and keeps trying, `false` if it was dropped through `onDrop`. */
  readonly retained: boolean
  /** Why: mostly an {@link ArcError}. */
  readonly error: Error
}

/** Some of what was appended before a `flush()` or `close()` is not acknowledged. */
export class ArcFlushError extends ArcError {
  /** What is not acknowledged, batch by batch. */
  readonly batches: readonly UndeliveredBatch[]

  constructor(message: string, details: ArcErrorDetails & { readonly batches: readonly UndeliveredBatch[] }) {
    super(message, details)
    this.batches = details.batches
  }
}

/** The spool directory cannot be used, is owned by another process, or holds a damaged file. */
export class ArcSpoolError extends ArcError {}

/** The class of each code. Names are spelled out, because minifiers rename classes and people search their logs for them. */
const classes: Readonly<Record<ArcErrorCode, readonly [name: string, errorClass: { readonly prototype: ArcError }]>> = {
  ARC_ERROR: ['ArcError', ArcError],
  ARC_USAGE: ['ArcUsageError', ArcUsageError],
  ARC_CLOSED: ['ArcClosedError', ArcClosedError],
  ARC_CONNECTION: ['ArcConnectionError', ArcConnectionError],
  ARC_TIMEOUT: ['ArcTimeoutError', ArcTimeoutError],
  ARC_AUTHENTICATION: ['ArcAuthenticationError', ArcAuthenticationError],
  ARC_PERMISSION: ['ArcPermissionError', ArcPermissionError],
  ARC_VALIDATION: ['ArcValidationError', ArcValidationError],
  ARC_NOT_FOUND: ['ArcNotFoundError', ArcNotFoundError],
  ARC_CONFLICT: ['ArcConflictError', ArcConflictError],
  ARC_RATE_LIMIT: ['ArcRateLimitError', ArcRateLimitError],
  ARC_QUERY: ['ArcQueryError', ArcQueryError],
  ARC_INGESTION: ['ArcIngestionError', ArcIngestionError],
  ARC_TRUNCATED: ['ArcTruncatedError', ArcTruncatedError],
  ARC_FEATURE_UNAVAILABLE: ['ArcFeatureUnavailableError', ArcFeatureUnavailableError],
  ARC_SERVER: ['ArcServerError', ArcServerError],
  ARC_BUFFER_FULL: ['ArcBufferFullError', ArcBufferFullError],
  ARC_FLUSH: ['ArcFlushError', ArcFlushError],
  ARC_SPOOL: ['ArcSpoolError', ArcSpoolError],
}
for (const [code, [name, { prototype }]] of Object.entries(classes)) {
  Object.defineProperties(prototype, { name: { value: name }, code: { value: code, enumerable: true } })
}

/** Sets what is known, so that a printed error lists nothing that says nothing. */
function setKnown(error: ArcError, properties: Readonly<Record<string, unknown>>): void {
  Object.assign(error, Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)))
}
