/**
 * Spans around calls, compatible with OpenTelemetry without importing it: pass a `Tracer` from `@opentelemetry/api`
 * directly. Names and attributes follow its semantic conventions for database client spans.
 */

/** The part of an OpenTelemetry span that is used. */
export interface Span {
  /** Called once for each attribute that is known only later, such as the HTTP status. */
  setAttribute(key: string, value: string | number | boolean): unknown
  /** Called when the call failed, with code 2, as OpenTelemetry has it. */
  setStatus(status: { code: number; message?: string }): unknown
  /** Called with the error of a call that failed. */
  recordException(exception: Error): void
  /** Called when a call goes on to another server, of a client that has several. */
  addEvent?(name: string, attributes?: Record<string, string | number | boolean>): unknown
  /** Called once, when the call has ended either way. */
  end(): void
}

/** The part of an OpenTelemetry tracer that is used. */
export interface Tracer {
  /** Called once per call; `kind` is 2, which in OpenTelemetry is a call to another machine. */
  startSpan(name: string, options?: { kind?: number; attributes?: Record<string, string | number | boolean> }): Span
}

/** The part of a logger that is used: methods that take a message, then plain data. `console` fits; pino takes the data first. */
export interface Logger {
  /** For detail: which server a call goes on to, of a client that has several. */
  debug(message: string, data?: Record<string, unknown>): void
  /** Told of what went wrong and was mended, such as a retry. */
  warn(message: string, data?: Record<string, unknown>): void
  /** Told of what went wrong for good, such as dropped rows. */
  error(message: string, data?: Record<string, unknown>): void
}

const SPAN_KIND_CLIENT = 2
const STATUS_ERROR = 2

/** The span of one call. A tracer that throws is ignored. */
export interface CallSpan {
  /** The call goes to another server than it began with, after a failure if there was one. */
  moves(to: URL, failure?: unknown): void
  /** Ends it with the outcome; only the first call does. */
  end(outcome: { readonly status?: number | undefined; readonly attempts?: number; readonly error?: unknown }): void
}

const NO_SPAN: CallSpan = { moves: () => {}, end: () => {} }

/** Starts the span of one call. */
export function startSpan(
  tracer: Tracer | undefined,
  call: {
    readonly operation: string
    readonly method: string
    readonly url: URL
    readonly database: string
    readonly attributes?: Readonly<Record<string, string>> | undefined
  },
): CallSpan {
  if (tracer === undefined) return NO_SPAN
  const { operation, method, url, database, attributes } = call
  const options = {
    kind: SPAN_KIND_CLIENT,
    attributes: {
      ...attributes,
      'db.system.name': 'arc',
      'db.operation.name': operation,
      'db.namespace': database,
      'http.request.method': method,
      ...addressOf(url),
    },
  }
  const span = quietly(() => tracer.startSpan(`${operation} ${database}`, options))
  let ended = false
  return {
    moves(to, failure) {
      quietly(() => {
        for (const [key, value] of Object.entries(addressOf(to))) span?.setAttribute(key, value)
        if (failure === undefined) return
        span?.addEvent?.('arc.failover', { ...addressOf(to), 'error.type': errorOf(failure).name })
      })
    },
    end({ status, attempts, error }) {
      if (ended || span === undefined) return
      ended = true
      quietly(() => {
        if (status !== undefined) span.setAttribute('db.response.status_code', String(status))
        if (attempts !== undefined && attempts > 1) span.setAttribute('http.request.resend_count', attempts - 1)
        if (error !== undefined) {
          const exception = errorOf(error)
          span.setAttribute('error.type', exception.name)
          span.recordException(exception)
          span.setStatus({ code: STATUS_ERROR, message: exception.message })
        }
      })
      quietly(() => span.end())
    },
  }
}

function addressOf({ hostname, port, protocol }: URL) {
  return { 'server.address': hostname, 'server.port': Number(port) || (protocol === 'https:' ? 443 : 80) }
}

const errorOf = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))

/** A logger whose own failures are ignored: no call may fail because something could not be logged. */
export function quietLogger(logger: Logger | undefined): Logger | undefined {
  if (logger === undefined) return undefined
  return {
    debug: (message, data) => quietly(() => logger.debug(message, data)),
    warn: (message, data) => quietly(() => logger.warn(message, data)),
    error: (message, data) => quietly(() => logger.error(message, data)),
  }
}

function quietly<Result>(observe: () => Result): Result | undefined {
  try {
    const result = observe()
    // A logger that writes to a network is often async, and its rejection would end the process.
    if (result instanceof Promise) result.catch(() => {})
    return result
  } catch {
    return undefined
  }
}
