/**
 * The errors of this package: one class for each way a caller would react.
 *
 * `instanceof` works within a realm; `error.code` and `error.name` are the same strings in every realm and every copy of
 * the package. No message, log line or JSON form ever contains the token.
 */

/** The stable identifier of an error class. */
export type ArcErrorCode =
  | 'ARC_ERROR'
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

/** What is known about a failed exchange. Everything is optional: an error raised before sending has no status. */
export interface ArcErrorDetails {
  /** HTTP status of the answer. */
  readonly status?: number | undefined
  readonly method?: string | undefined
  /** Path of the request, with its query. */
  readonly path?: string | undefined
  /** The response body: parsed if it was JSON or MessagePack, else as text. */
  readonly body?: unknown
  /** Whether the same call, unchanged, may succeed later. */
  readonly retryable?: boolean | undefined
  /** How long the server asked to wait before the next attempt, in milliseconds. */
  readonly retryAfterMs?: number | undefined
  readonly cause?: unknown
}

/** The base of every error of this package. */
export class ArcError extends Error {
  static {
    identify(ArcError, 'ArcError', 'ARC_ERROR')
  }

  declare readonly code: ArcErrorCode
  declare readonly status: number | undefined
  declare readonly method: string | undefined
  declare readonly path: string | undefined
  declare readonly body: unknown
  readonly retryable: boolean
  declare readonly retryAfterMs: number | undefined

  constructor(message: string, details: ArcErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.retryable = details.retryable ?? false
    const { status, method, path, body, retryAfterMs } = details
    setKnown(this, { status, method, path, body, retryAfterMs })
  }

  /** Plain data for logs. The cause is left out: it can hold sockets and request objects. */
  toJSON(): Record<string, unknown> {
    const { name, message, code } = this
    return { name, message, code, ...Object.fromEntries(Object.entries(this)) }
  }
}

/** The server could not be reached, or the connection broke. Retry, unless TLS or the host name is wrong. */
export class ArcConnectionError extends ArcError {
  static {
    identify(ArcConnectionError, 'ArcConnectionError', 'ARC_CONNECTION')
  }

  /** `false` when nothing of the request can have reached the server; `true` means the server may have acted on it. */
  readonly requestSent: boolean
  /** `true` when an idle connection turned out to be closed, so that the server most likely never saw the request. */
  readonly staleConnection: boolean

  constructor(
    message: string,
    details: ArcErrorDetails & {
      readonly requestSent?: boolean | undefined
      readonly staleConnection?: boolean | undefined
    } = {},
  ) {
    super(message, details)
    this.requestSent = details.requestSent ?? true
    this.staleConnection = details.staleConnection ?? false
  }
}

/** No complete response in time, by the client's clock (no status) or the server's (408, 504). The server may still be working. */
export class ArcTimeoutError extends ArcError {
  static {
    identify(ArcTimeoutError, 'ArcTimeoutError', 'ARC_TIMEOUT')
  }
}

/** 401: the token is missing, unknown or expired. Do not retry. */
export class ArcAuthenticationError extends ArcError {
  static {
    identify(ArcAuthenticationError, 'ArcAuthenticationError', 'ARC_AUTHENTICATION')
  }
}

/** 403: the token is valid but lacks the permission. Do not retry. */
export class ArcPermissionError extends ArcError {
  static {
    identify(ArcPermissionError, 'ArcPermissionError', 'ARC_PERMISSION')
  }
}

/** The place in the caller's data that was refused. */
export interface ValidationLocation {
  readonly measurement?: string | undefined
  readonly column?: string | undefined
  /** Zero-based row of the call's data. */
  readonly row?: number | undefined
}

/** The input is wrong: refused before a byte was sent, or answered with 400 or 422. Do not retry. */
export class ArcValidationError extends ArcError {
  static {
    identify(ArcValidationError, 'ArcValidationError', 'ARC_VALIDATION')
  }

  declare readonly measurement: string | undefined
  declare readonly column: string | undefined
  declare readonly row: number | undefined

  constructor(message: string, details: ArcErrorDetails & ValidationLocation = {}) {
    super(message, details)
    const { measurement, column, row } = details
    setKnown(this, { measurement, column, row })
  }
}

/** 404: the resource does not exist. Do not retry. */
export class ArcNotFoundError extends ArcError {
  static {
    identify(ArcNotFoundError, 'ArcNotFoundError', 'ARC_NOT_FOUND')
  }
}

/** The resource exists already, or an operation of its kind is running (409, and the server's other ways of saying so). */
export class ArcConflictError extends ArcError {
  static {
    identify(ArcConflictError, 'ArcConflictError', 'ARC_CONFLICT')
  }
}

/** 429. Retry after {@link ArcError.retryAfterMs}. */
export class ArcRateLimitError extends ArcError {
  static {
    identify(ArcRateLimitError, 'ArcRateLimitError', 'ARC_RATE_LIMIT')
  }
}

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
  static {
    identify(ArcQueryError, 'ArcQueryError', 'ARC_QUERY')
  }

  readonly category: QueryErrorCategory

  constructor(message: string, details: ArcErrorDetails & { readonly category?: QueryErrorCategory | undefined } = {}) {
    super(message, details)
    this.category = details.category ?? 'unknown'
  }
}

/** The server refused a write. Nothing of the request was stored, unless `acceptedRows` says otherwise. */
export class ArcIngestionError extends ArcError {
  static {
    identify(ArcIngestionError, 'ArcIngestionError', 'ARC_INGESTION')
  }

  /** Rows of the same call that earlier requests had already delivered. */
  readonly acceptedRows: number

  constructor(message: string, details: ArcErrorDetails & { readonly acceptedRows?: number | undefined } = {}) {
    super(message, details)
    this.acceptedRows = details.acceptedRows ?? 0
  }
}

/** The result is incomplete: it was cut off, capped, or ran into the server's deadline. */
export class ArcTruncatedError extends ArcError {
  static {
    identify(ArcTruncatedError, 'ArcTruncatedError', 'ARC_TRUNCATED')
  }

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
  static {
    identify(ArcFeatureUnavailableError, 'ArcFeatureUnavailableError', 'ARC_FEATURE_UNAVAILABLE')
  }

  /** The group of routes, such as `continuous queries`. */
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
export class ArcServerError extends ArcError {
  static {
    identify(ArcServerError, 'ArcServerError', 'ARC_SERVER')
  }
}

/** The buffered writer already holds `maxBufferedBytes`. Nothing of the call was taken: wait for `writer.ready()`. */
export class ArcBufferFullError extends ArcError {
  static {
    identify(ArcBufferFullError, 'ArcBufferFullError', 'ARC_BUFFER_FULL')
  }

  constructor(message: string, details: ArcErrorDetails = {}) {
    super(message, { ...details, retryable: true })
  }
}

/** A batch that a flush could not deliver. */
export interface UndeliveredBatch {
  readonly measurement: string
  readonly database: string
  readonly rows: number
  /** `true` if the writer still holds the batch and keeps trying, `false` if it was dropped through `onDrop`. */
  readonly retained: boolean
  /** Why: mostly an {@link ArcError}. */
  readonly error: Error
}

/** Some of what was appended before a `flush()` or `close()` is not acknowledged. */
export class ArcFlushError extends ArcError {
  static {
    identify(ArcFlushError, 'ArcFlushError', 'ARC_FLUSH')
  }

  readonly batches: readonly UndeliveredBatch[]

  constructor(message: string, details: ArcErrorDetails & { readonly batches: readonly UndeliveredBatch[] }) {
    super(message, details)
    this.batches = details.batches
  }
}

/** The spool directory cannot be used, is owned by another process, or holds a damaged file. */
export class ArcSpoolError extends ArcError {
  static {
    identify(ArcSpoolError, 'ArcSpoolError', 'ARC_SPOOL')
  }
}

/** Sets name and code explicitly, because minifiers rename classes and people search their logs for these strings. */
function identify(errorClass: { readonly prototype: ArcError }, name: string, code: ArcErrorCode): void {
  Object.defineProperties(errorClass.prototype, { name: { value: name }, code: { value: code, enumerable: true } })
}

/** Sets what is known, so that a printed error lists nothing that says nothing. */
function setKnown(error: ArcError, properties: Readonly<Record<string, unknown>>): void {
  Object.assign(error, Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)))
}
