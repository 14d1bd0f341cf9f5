/** The options of an {@link ArcClient}, validated once, with a specific error for each mistake. */

import { describe } from './base/describe.ts'
import { isBytes } from './base/kinds.ts'
import { ArcValidationError } from './errors.ts'
import type { RetryOptions, RetryPolicy } from './transport/retry.ts'
import type { Logger, Tracer } from './transport/tracing.ts'
import type { TlsOptions, Transport } from './transport/transport.ts'

/** Request compression. `auto` sends bodies uncompressed over loopback, and otherwise uses the best codec the runtime has. */
export type Compression = 'auto' | 'none' | 'gzip' | 'zstd'

/** The options of `new ArcClient(options)`. */
export interface ArcClientOptions {
  /** Where the server is, such as `http://localhost:8000` or `https://example.org/arc`. A path is kept as a prefix. */
  readonly url: string | URL
  /** API token; leave it out for servers that run with `auth.enabled = false`. @default none */
  readonly token?: string | undefined
  /**
   * The database of calls that do not name one. For `default` no `x-arc-database` header is sent, because without it the
   * server still accepts `db.table` in SQL. @default 'default'
   */
  readonly database?: string | undefined
  /**
   * Headers added to every request. Beside `token`, `authorization` is for a proxy that takes it away: the token then
   * travels as `x-api-key`. Those that frame a request or describe its body are refused. On Node, `user-agent` is
   * what the server's audit log shows, `arc-client-js` with its version by default. @default none
   */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Time limit of writes and management calls, body and retries included, in milliseconds. @default 30_000 */
  readonly timeoutMs?: number | undefined
  /** Time limit of queries, in milliseconds. Just above the server's own 300 s, so that you see the server's error. @default 310_000 */
  readonly queryTimeoutMs?: number | undefined
  /** Time limit of operations that the server may run synchronously for minutes, in milliseconds. @default 610_000 */
  readonly longRunningTimeoutMs?: number | undefined
  /**
   * The server's `query.timeout`, in milliseconds. A result that took this long may have been silently truncated by the
   * server, and is reported as `ArcTruncatedError`. Set it to your server's value, or truncation goes undetected; 0 if it has none.
   * @default 300_000
   */
  readonly serverQueryTimeoutMs?: number | undefined
  /**
   * What a query of a measurement or database is that does not exist (yet): `'empty'`, a result without rows or columns, as on
   * the server; or `'error'`, an `ArcNotFoundError`. @default 'empty'
   */
  readonly missing?: 'empty' | 'error' | undefined
  /**
   * Whether queries see rows that were stored a moment ago, past the server's caches of 60 and 30 seconds. Every query then
   * reads all files of its measurements (docs/sql-traps.md#freshness). @default false
   */
  readonly fresh?: boolean | undefined
  /** Compression of request bodies. @default 'auto' */
  readonly compression?: Compression | undefined
  /**
   * Level of the codec, from 1 (fastest) to 9 for gzip and 22 for zstd. Raise it where bytes cost more than CPU time, such as
   * on a metered uplink. Browsers and workers have no levels. @default 1
   */
  readonly compressionLevel?: number | undefined
  /** How transient failures are retried; `false` never retries. @default 4 attempts within 30 s */
  readonly retry?: RetryOptions | false | undefined
  /**
   * Connections that may be open at once, on Node. Management calls that must not be sent twice, such as `createToken`, take
   * a new one each on top. @default 16
   */
  readonly maxConnections?: number | undefined
  /**
   * TLS options of the default transport on Node; refused beside `fetch` or `transport`, which would not see them.
   * @default the certificates that the runtime trusts
   */
  readonly tls?: TlsOptions | undefined
  /** Your own `fetch`, used instead of the default transport. @default none */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Your own transport, used instead of the default one. @default `node:http` on Node, else the platform's `fetch` */
  readonly transport?: Transport | undefined
  /** An OpenTelemetry tracer: one client span per call, named by the database semantic conventions. @default none */
  readonly tracer?: Tracer | undefined
  /**
   * Hears of retries and dropped data: a message, then an object. `console` and winston fit; wrap pino (docs/connecting.md).
   * @default none
   */
  readonly logger?: Logger | undefined
}

/** The options with every default filled in. */
export interface ResolvedConfig {
  /** Without a trailing slash. */
  readonly url: URL
  readonly database: string
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly queryTimeoutMs: number
  readonly longRunningTimeoutMs: number
  readonly serverQueryTimeoutMs: number
  readonly missing: 'empty' | 'error'
  readonly fresh: boolean
  readonly compression: Compression
  readonly compressionLevel: number | undefined
  readonly retry: RetryPolicy
  readonly maxConnections: number
  readonly tls: TlsOptions | undefined
  readonly fetch: typeof globalThis.fetch | undefined
  readonly transport: Transport | undefined
  readonly tracer: Tracer | undefined
  readonly logger: Logger | undefined
}

const optionNames: ReadonlySet<string> = new Set<keyof ArcClientOptions>([
  'url',
  'token',
  'database',
  'headers',
  'timeoutMs',
  'queryTimeoutMs',
  'longRunningTimeoutMs',
  'serverQueryTimeoutMs',
  'missing',
  'fresh',
  'compression',
  'compressionLevel',
  'retry',
  'maxConnections',
  'tls',
  'fetch',
  'transport',
  'tracer',
  'logger',
])

/**
 * Checks the options and fills in the defaults. The token is checked here and kept by the caller, never in the result.
 *
 * @throws ArcValidationError that names the option, its value (never the token's) and what it may be.
 */
export function resolveConfig(options: ArcClientOptions): ResolvedConfig {
  if (typeof options !== 'object' || options === null) {
    throw new ArcValidationError('ArcClient needs options: new ArcClient({ url: "http://localhost:8000", token })')
  }
  checkOptionNames(options, optionNames)
  checkToken(options.token)
  return {
    url: parseUrl(options.url),
    database: checkDatabaseName(options.database ?? 'default'),
    headers: checkHeaders(options.headers ?? {}, options.token !== undefined),
    timeoutMs: checkMs('timeoutMs', options.timeoutMs ?? 30_000),
    queryTimeoutMs: checkMs('queryTimeoutMs', options.queryTimeoutMs ?? 310_000),
    longRunningTimeoutMs: checkMs('longRunningTimeoutMs', options.longRunningTimeoutMs ?? 610_000),
    serverQueryTimeoutMs: checkMs('serverQueryTimeoutMs', options.serverQueryTimeoutMs ?? 300_000, 'or 0 for none'),
    missing: checkMissing(options.missing ?? 'empty'),
    fresh: checkFlag('fresh', options.fresh ?? false),
    compression: checkCompression(options.compression ?? 'auto'),
    compressionLevel:
      options.compressionLevel === undefined ? undefined : checkCount('compressionLevel', options.compressionLevel),
    retry: resolveRetry(options.retry ?? {}),
    maxConnections: checkCount('maxConnections', options.maxConnections ?? 16),
    tls: checkTls(options),
    fetch: checkFunction('fetch', options.fetch),
    transport: checkMethods('transport', options.transport, ['send', 'close']),
    tracer: checkMethods('tracer', options.tracer, ['startSpan']),
    logger: checkMethods('logger', options.logger, ['debug', 'warn', 'error']),
  }
}

/**
 * Refuses options that do not exist, and what is no options at all: a typo in `database` would send rows to another one.
 *
 * @param what - What the names are names of, to begin the message with.
 * @throws ArcValidationError that lists the known options.
 */
export function checkOptionNames(options: object, known: Iterable<string>, what = 'Unknown option'): void {
  if (typeof options !== 'object' || options === null) {
    throw new ArcValidationError(`the options are ${describe(options)}; give an object, or leave them out`)
  }
  const names = new Set(known)
  for (const name of Object.keys(options)) {
    if (names.has(name)) continue
    throw new ArcValidationError(`${what} ${JSON.stringify(name)}; known are: ${[...names].join(', ')}`)
  }
}

/**
 * `ARC_URL`, `ARC_TOKEN` and `ARC_DATABASE` as client options, and `given` over them. Empty variables count as unset, and so
 * do given options that are `undefined`: rows must not go to another database because an argument was left out.
 */
export function optionsFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  given: Partial<ArcClientOptions> = {},
): ArcClientOptions {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const { ARC_URL, ARC_TOKEN, ARC_DATABASE } = environment
  const options = { token: ARC_TOKEN || undefined, database: ARC_DATABASE || undefined, ...set }
  const url = given.url ?? ARC_URL
  if (url) return { ...options, url }
  throw new ArcValidationError('ARC_URL is not set; set it to the address of the server, such as http://localhost:8000')
}

/**
 * Returns the name when the server would accept it as a database for writing (docs/wire-notes.md#names).
 *
 * @throws ArcValidationError
 */
export function checkDatabaseName(name: string): string {
  if (typeof name !== 'string' || !/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name)) {
    throw new ArcValidationError(
      `Invalid database name ${describe(name)}: it must start with a letter and hold only letters, digits, "_" and "-", 64 at most`,
    )
  }
  return name
}

function checkToken(token: unknown): void {
  if (typeof token === 'string' && /^\s*(bearer|token)\s/i.test(token)) {
    throw new ArcValidationError('Invalid token: leave out the "Bearer" before it, which the client adds')
  }
  // With a line break or a non-Latin-1 character the header could not be sent, and the runtime's error would print the token.
  if (token !== undefined && (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))) {
    throw new ArcValidationError(
      'Invalid token: it must be a non-empty string of printable ASCII without spaces (check for a stray line break)',
    )
  }
}

function parseUrl(value: string | URL): URL {
  let url: URL
  try {
    url = new URL(value)
  } catch {
    // Neither its password nor the runtime's error, which repeats the whole of it, may be shown.
    const shown = typeof value === 'string' ? value.replace(/.*@/s, '…@') : value
    throw new ArcValidationError(`Invalid url ${describe(shown)}: it must be absolute, such as http://localhost:8000`)
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ArcValidationError(
      `Invalid url: it must begin with http:// or https://, not with ${describe(url.protocol)}`,
    )
  }
  if (url.username || url.password) {
    throw new ArcValidationError(
      'Invalid url: Arc has no user names or passwords; remove them from the url and pass the API token as "token"',
    )
  }
  // By the text: of a lone "?" the URL shows no query, and puts every path behind it all the same.
  if (/[?#]/.test(url.href)) throw new ArcValidationError('Invalid url: it must not have a query or a fragment')
  url.pathname = url.pathname.replace(/\/+$/, '')
  return url
}

/** What frames a request or says how its body is to be read. Wrong ones hang the server, or hide the body from it. */
const ownHeaders =
  /^(connection|content-(encoding|length|type)|expect|keep-alive|te|trailer|transfer-encoding|upgrade)$/

function checkHeaders(headers: Readonly<Record<string, string>>, hasToken: boolean): Readonly<Record<string, string>> {
  if (typeof headers !== 'object' || (Symbol.iterator in headers && !(headers instanceof Headers))) {
    throw new ArcValidationError('Invalid headers: it must be an object such as { "x-request-source": "billing" }')
  }
  const lower: Record<string, string> = {}
  const entries: Iterable<[string, string]> = headers instanceof Headers ? headers : Object.entries(headers)
  for (const [name, value] of entries) {
    const key = name.toLowerCase()
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
      throw new ArcValidationError(`headers: ${describe(name)} is not a header name`)
    if (key === 'x-arc-database')
      throw new ArcValidationError('headers: use the "database" option instead of x-arc-database')
    // For a proxy; the token then travels as x-api-key. Without one, the server would take this for the token.
    if (key === 'x-api-key' || (key === 'authorization' && !hasToken)) {
      throw new ArcValidationError(`headers: use the "token" option instead of ${key}`)
    }
    if (ownHeaders.test(key)) {
      throw new ArcValidationError(
        `headers: ${describe(name)} belongs to the client, which sets it per request; leave it out`,
      )
    }
    if (typeof value !== 'string' || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new ArcValidationError(
        `headers: the value of ${describe(name)} must be a string of Latin-1 without line breaks`,
      )
    }
    lower[key] = value
  }
  return lower
}

function checkMs(name: string, value: number, alternative: 'or Infinity' | 'or 0 for none' = 'or Infinity'): number {
  const mayBeZero = alternative === 'or 0 for none'
  if (typeof value !== 'number' || !(value > 0 || (mayBeZero && value === 0))) {
    throw new ArcValidationError(
      `Invalid ${name} ${describe(value)}: it must be a positive number of milliseconds, ${alternative}`,
    )
  }
  return value
}

function checkCount(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 1) {
    throw new ArcValidationError(`Invalid ${name} ${describe(value)}: it must be a whole number, 1 or more`)
  }
  return value
}

function checkMissing(value: 'empty' | 'error'): 'empty' | 'error' {
  if (value !== 'empty' && value !== 'error')
    throw new ArcValidationError(`Invalid missing ${describe(value)}: it must be "empty" or "error"`)
  return value
}

function checkFlag(name: string, value: boolean): boolean {
  if (typeof value !== 'boolean')
    throw new ArcValidationError(`Invalid ${name} ${describe(value)}: it must be true or false`)
  return value
}

function checkCompression(value: Compression): Compression {
  if (!['auto', 'none', 'gzip', 'zstd'].includes(value)) {
    throw new ArcValidationError(`Invalid compression ${describe(value)}: it must be "auto", "none", "gzip" or "zstd"`)
  }
  return value
}

function resolveRetry(retry: RetryOptions | false): RetryPolicy {
  if (retry !== false) {
    if (typeof retry !== 'object')
      throw new ArcValidationError(`Invalid retry ${describe(retry)}: it must be an object or false`)
    checkOptionNames(retry, ['maxAttempts', 'baseDelayMs', 'maxDelayMs', 'maxTimeMs'])
  }
  const {
    maxAttempts = 4,
    baseDelayMs = 100,
    maxDelayMs = 5_000,
    maxTimeMs = 30_000,
  } = retry === false ? { maxAttempts: 1 } : retry
  return {
    maxAttempts: checkCount('retry.maxAttempts', maxAttempts),
    baseDelayMs: checkMs('retry.baseDelayMs', baseDelayMs),
    maxDelayMs: checkMs('retry.maxDelayMs', maxDelayMs),
    maxTimeMs: checkMs('retry.maxTimeMs', maxTimeMs),
  }
}

function checkTls({ tls, fetch, transport }: ArcClientOptions): TlsOptions | undefined {
  if (tls === undefined) return undefined
  if (typeof tls !== 'object' || tls === null)
    throw new ArcValidationError(`Invalid tls ${describe(tls)}: it must be an object`)
  checkOptionNames(tls, ['ca', 'cert', 'key', 'rejectUnauthorized'])
  const isPem = (value: unknown) => value === undefined || typeof value === 'string' || isBytes(value)
  const { ca, cert, key, rejectUnauthorized } = tls
  if (!(Array.isArray(ca) ? ca.every(isPem) : isPem(ca)) || !isPem(cert) || !isPem(key)) {
    throw new ArcValidationError('Invalid tls: ca, cert and key must be PEM text or bytes, not paths or objects')
  }
  if (rejectUnauthorized !== undefined && typeof rejectUnauthorized !== 'boolean') {
    throw new ArcValidationError(
      `Invalid tls.rejectUnauthorized ${describe(rejectUnauthorized)}: it must be true or false`,
    )
  }
  if (fetch !== undefined || transport !== undefined) {
    throw new ArcValidationError(
      `tls is for the default transport, and ${fetch ? 'fetch' : 'transport'} takes its place: set the certificates there`,
    )
  }
  return tls
}

function checkFunction<Value>(name: string, value: Value): Value {
  if (value === undefined || typeof value === 'function') return value
  throw new ArcValidationError(`Invalid ${name}: it must be a function`)
}

function checkMethods<Value extends object>(
  name: string,
  value: Value | undefined,
  methods: readonly (keyof Value & string)[],
): Value | undefined {
  const missing = value === undefined ? [] : methods.filter((method) => typeof value?.[method] !== 'function')
  if (missing.length > 0) throw new ArcValidationError(`Invalid ${name}: it has no method ${missing.join(', ')}`)
  return value
}
