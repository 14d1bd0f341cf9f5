/** The options of an {@link ArcClient}, checked once. */
import { describe } from './base/describe.ts'
import { isBytes, isHeaders } from './base/kinds.ts'
import {
  amount,
  callback,
  count,
  flag,
  milliseconds,
  oneOf,
  option,
  readOptions,
  withMethods,
  wrongOption,
} from './base/options.ts'
import { refusing } from './base/refusing.ts'
import { ArcUsageError } from './errors.ts'
import type { Compression } from './transport/compression.ts'
import { checkDatabaseName } from './transport/database.ts'
import { checkHeader, headerEntries } from './transport/headers.ts'
import type { ResolvedConfig } from './transport/http.ts'
import { type RetryOptions, retryOption } from './transport/retry.ts'
import type { Logger, Tracer } from './transport/tracing.ts'
import type { TlsOptions, Transport } from './transport/transport.ts'

/** The options of `new ArcClient(options)`. */
export interface ArcClientOptions {
  /**
   * Where the server is, such as `http://localhost:8000` or `https://example.org/arc`. A path is kept as a prefix. Of a cluster,
   * the addresses of several nodes: when one fails, the calls go on at another (docs/connecting.md#several-servers).
   */
  readonly url: string | URL | readonly (string | URL)[]
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
  /**
   * Time limit of one attempt of a write or a management call, up to the head of the answer, in milliseconds; then it is
   * tried again, as `retry` says. Not of queries, which the server would go on with. @default Infinity
   */
  readonly attemptTimeoutMs?: number | undefined
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

const pem = option<string | Uint8Array>('PEM text or bytes, not a path', isPem)

const retries = retryOption({ maxAttempts: 4, baseDelayMs: 100, maxDelayMs: 5_000, maxTimeMs: 30_000 })

const tlsRules = {
  ca: option<NonNullable<TlsOptions['ca']>>('PEM text or bytes, or an array of such', (value) =>
    Array.isArray(value) ? value.every(isPem) : isPem(value),
  ),
  cert: pem,
  key: pem,
  rejectUnauthorized: flag(),
} satisfies Record<keyof TlsOptions, unknown>

const rules = {
  url: readUrls,
  token: readToken,
  database: (name: unknown = 'default') => checkDatabaseName(name),
  headers: readHeaders,
  timeoutMs: milliseconds(30_000),
  attemptTimeoutMs: milliseconds(Number.POSITIVE_INFINITY),
  queryTimeoutMs: milliseconds(310_000),
  longRunningTimeoutMs: milliseconds(610_000),
  serverQueryTimeoutMs: amount('milliseconds', 300_000),
  missing: oneOf(['empty', 'error'], 'empty'),
  fresh: flag(false),
  compression: oneOf(['auto', 'none', 'gzip', 'zstd'], 'auto'),
  compressionLevel: count(),
  retry: (retry: unknown, name: string) => retries(retry === false ? { maxAttempts: 1 } : retry, name),
  maxConnections: count(16),
  tls: readTls,
  fetch: callback<typeof globalThis.fetch>(),
  transport: withMethods<Transport>('send', 'close'),
  tracer: withMethods<Tracer>('startSpan'),
  logger: withMethods<Logger>('debug', 'warn', 'error'),
} satisfies Record<keyof ArcClientOptions, unknown>

/**
 * Checks the options and fills in the defaults. The token is checked here and kept by the caller, never in the result.
 *
 * @throws ArcUsageError that names the option, its value (never the token's) and what it may be.
 */
export function resolveConfig(options: ArcClientOptions): ResolvedConfig {
  const { token, url: urls, ...config } = readOptions(options ?? {}, rules)
  // For a proxy; the token then travels as x-api-key. Without one, the server would take this for the token.
  if (config.headers.authorization !== undefined && options.token === undefined) {
    throw new ArcUsageError('headers: use the "token" option instead of authorization')
  }
  const { tls, fetch, transport } = config
  if (tls !== undefined && (fetch ?? transport) !== undefined) {
    throw new ArcUsageError(
      `tls is for the default transport, and ${fetch ? 'fetch' : 'transport'} takes its place: set the certificates there`,
    )
  }
  return { ...config, urls }
}

/**
 * `ARC_URL`, `ARC_TOKEN` and `ARC_DATABASE` as client options, `ARC_URL` with commas between several, and `given` over them. Empty variables count as unset, and so
 * do given options that are `undefined`: rows must not go to another database because an argument was left out.
 */
export function optionsFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  given: Partial<ArcClientOptions> = {},
): ArcClientOptions {
  const entries = refusing('ArcClient.fromEnv', () => Object.entries(given))
  const set: Partial<ArcClientOptions> = Object.fromEntries(entries.filter(([, value]) => value !== undefined))
  const { ARC_URL, ARC_TOKEN, ARC_DATABASE } = environment
  const options = { token: ARC_TOKEN || undefined, database: ARC_DATABASE || undefined, ...set }
  const several = ARC_URL?.includes(',') ? ARC_URL.split(',').map((each) => each.trim()) : ARC_URL
  const url = set.url ?? several
  if (url) return { ...options, url }
  throw new ArcUsageError('ARC_URL is not set; set it to the address of the server, such as http://localhost:8000')
}

// With a line break or a non-Latin-1 character the header could not be sent, and the runtime's error would print the token.
function readToken(token: unknown): void {
  if (typeof token === 'string' && /^\s*(bearer|token)\s/i.test(token)) {
    throw new ArcUsageError('Invalid token: leave out the "Bearer" before it, which the client adds')
  }
  if (token !== undefined && (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))) {
    throw new ArcUsageError(
      'Invalid token: it must be a non-empty string of printable ASCII without spaces (check for a stray line break)',
    )
  }
}

function readUrls(value: unknown): readonly URL[] {
  if (!Array.isArray(value)) return [readUrl(value)]
  if (value.length === 0) throw new ArcUsageError('url is an empty array; give the address of at least one server')
  const urls = value.map(readUrl)
  const hrefs = urls.map(({ href }) => href)
  const twice = hrefs.find((href, i) => hrefs.indexOf(href) !== i)
  if (twice !== undefined) throw new ArcUsageError(`url has ${describe(twice)} twice; name every server once`)
  // Of one proxy, paths tell the servers apart. Otherwise one of them has most likely been left out.
  const [first] = urls
  const other = urls.find(({ origin, pathname }) => origin !== first?.origin && pathname !== first?.pathname)
  if (other !== undefined) {
    throw new ArcUsageError(
      `url: ${describe(first?.href)} and ${describe(other.href)} have different paths; give all servers the same path, or all of them one host`,
    )
  }
  return urls
}

function readUrl(value: unknown): URL {
  let url: URL
  try {
    // An array of one would pass for its text.
    url = new URL(Array.isArray(value) ? '' : (value as string | URL))
  } catch {
    // Neither its password nor the runtime's error, which repeats the whole of it, may be shown.
    const shown = typeof value === 'string' ? value.replace(/.*@/s, '…@') : value
    const isList = typeof value === 'string' && /,\s*https?:/.test(value)
    const wanted = isList ? 'give several as an array' : 'it must be absolute, such as http://localhost:8000'
    throw new ArcUsageError(`Invalid url ${describe(shown)}: ${wanted}`)
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ArcUsageError(`Invalid url: it must begin with http:// or https://, not with ${describe(url.protocol)}`)
  }
  if (url.username || url.password) {
    throw new ArcUsageError(
      'Invalid url: Arc has no user names or passwords; remove them from the url and pass the API token as "token"',
    )
  }
  // By the text: of a lone "?" the URL shows no query, and puts every path behind it all the same.
  if (/[?#]/.test(url.href)) throw new ArcUsageError('Invalid url: it must not have a query or a fragment')
  url.pathname = url.pathname.replace(/\/+$/, '')
  return url
}

/** What frames a request or says how its body is to be read. Wrong ones hang the server, or hide the body from it. */
const ownHeaders =
  /^(connection|content-(encoding|length|type)|expect|keep-alive|te|trailer|transfer-encoding|upgrade)$/

function readHeaders(headers: unknown = {}, option: string): Readonly<Record<string, string>> {
  if (typeof headers !== 'object' || headers === null || (Symbol.iterator in headers && !isHeaders(headers))) {
    throw wrongOption(option, headers, 'an object such as { "x-request-source": "billing" }')
  }
  const lower: Record<string, string> = {}
  for (const [name, value] of headerEntries(headers)) {
    checkHeader(name, value)
    const key = name.toLowerCase()
    if (key === 'x-arc-database')
      throw new ArcUsageError('headers: use the "database" option instead of x-arc-database')
    if (key === 'x-api-key') throw new ArcUsageError('headers: use the "token" option instead of x-api-key')
    if (ownHeaders.test(key)) {
      throw new ArcUsageError(
        `headers: ${describe(name)} belongs to the client, which sets it per request; leave it out`,
      )
    }
    lower[key] = value
  }
  return lower
}

function readTls(tls: unknown, name: string): TlsOptions | undefined {
  if (tls !== undefined) readOptions(tls, tlsRules, name)
  return tls as TlsOptions | undefined
}

function isPem(value: unknown): boolean {
  return typeof value === 'string' || isBytes(value)
}
