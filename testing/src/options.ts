/**
 * What a test may set, and the check of it: an option that is misspelt or makes no sense would test something else than
 * its author believes, so it is refused before anything starts.
 */
import { randomBytes } from 'node:crypto'
import { isDate } from 'node:util/types'
import { checkWholeNumber, LONGEST_TIMER_MS, refuseSetting } from './setting-checks.ts'
import { TOKEN_PERMISSIONS, type TokenPermission } from './tokens.ts'
import { ARC_VERSIONS, type ArcVersion } from './versions.ts'

/** A token that exists from the start. */
export interface TestToken {
  /** The token itself, as a client sends it. */
  readonly value: string
  /** @default `token-<n>` */
  readonly name?: string
  /** What it may do. */
  readonly permissions: readonly TokenPermission[]
  /** When it expires: from then on it is refused with 401. Without it, never. */
  readonly expiresAt?: Date
}

/** The settings of an embedded Arc, with the server's own defaults (docs/wire-notes.md#configuration). */
export interface TestArcOptions {
  /** The admin token. @default a random one, so that no other program or web page knows it */
  readonly token?: string
  /** Further tokens, each with its own permissions. @default none */
  readonly tokens?: readonly TestToken[]
  /** `false` serves every request without a token, and drops the `/api/v1/auth` routes as the server does. @default true */
  readonly auth?: boolean
  /** Whether `POST /api/v1/delete` and dropping a database work (`delete.enabled`). @default true */
  readonly deleteEnabled?: boolean
  /** Whether continuous queries are served (`continuous_query.enabled`). @default true */
  readonly continuousQueries?: boolean
  /** Whether retention policies are served (`retention.enabled`). @default true */
  readonly retention?: boolean
  /** Whether the compaction routes are served (`compaction.enabled`). @default true */
  readonly compaction?: boolean
  /** Whether the backup routes are served (`backup.enabled`). @default true */
  readonly backup?: boolean
  /** Whether MQTT subscriptions are served (`mqtt.enabled`). @default false */
  readonly mqtt?: boolean
  /** Whether the registry of edge-sync spokes is served (`edge_sync.enabled`). @default false */
  readonly edgeSync?: boolean
  /** The server's own query deadline, in milliseconds; 0 is none (`query.timeout`). @default 300_000 */
  readonly queryTimeoutMs?: number
  /** How long a request may take to arrive, in milliseconds (`server.read_timeout`). @default 30_000 */
  readonly readTimeoutMs?: number
  /** The largest request body, in bytes (`server.max_payload_size`). @default 1 GiB */
  readonly maxPayloadBytes?: number
  /** The age at which a buffered batch is flushed and becomes visible, in milliseconds (`ingest.max_buffer_age_ms`). @default 5_000 */
  readonly flushAgeMs?: number
  /** The number of buffered rows at which a measurement is flushed (`ingest.max_buffer_size`). @default 50_000 */
  readonly flushRows?: number
  /**
   * The release of Arc to be, in what a test of an application can see of it (docs/testing.md#the-release).
   * @default '26.09.3'
   */
  readonly version?: ArcVersion
  /** Where the Parquet files are kept; `reset()` leaves files there that no Arc stored. @default a temporary directory that `close()` removes */
  readonly dataDir?: string
}

/** Every option with its default filled in, and every token with its name. */
export interface ResolvedArcOptions extends Required<Omit<TestArcOptions, 'dataDir' | 'tokens'>> {
  readonly tokens: readonly (TestToken & { readonly name: string })[]
  readonly dataDir?: string
}

const DEFAULTS: Omit<ResolvedArcOptions, 'token'> = {
  tokens: [],
  auth: true,
  deleteEnabled: true,
  continuousQueries: true,
  retention: true,
  compaction: true,
  backup: true,
  mqtt: false,
  edgeSync: false,
  queryTimeoutMs: 300_000,
  readTimeoutMs: 30_000,
  maxPayloadBytes: 2 ** 30,
  flushAgeMs: 5_000,
  flushRows: 50_000,
  version: '26.09.3',
}

const NUMBERS = [
  ['queryTimeoutMs', 0, LONGEST_TIMER_MS],
  ['readTimeoutMs', 1, LONGEST_TIMER_MS],
  ['flushAgeMs', 0, LONGEST_TIMER_MS],
  ['maxPayloadBytes', 1, Number.MAX_SAFE_INTEGER],
  ['flushRows', 1, Number.MAX_SAFE_INTEGER],
] as const

/** Checks the options and fills in the defaults; `undefined` is the default as well. @throws TypeError */
export function resolveOptions(options: TestArcOptions): ResolvedArcOptions {
  checkMembers('option', options, ['dataDir', 'token', ...Object.keys(DEFAULTS)])
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const resolved = { token: randomBytes(16).toString('hex'), ...DEFAULTS, ...(given as TestArcOptions) }
  for (const [name, low, high] of NUMBERS) checkWholeNumber(name, resolved[name], low, high)
  for (const [name, value] of Object.entries(DEFAULTS)) {
    const found: unknown = resolved[name as keyof ResolvedArcOptions]
    if (typeof value === 'boolean' && typeof found !== 'boolean') refuseSetting(name, found, 'true or false')
  }
  const { dataDir, token, tokens, version } = resolved
  if (!ARC_VERSIONS.includes(version)) refuseSetting('version', version, `one of ${ARC_VERSIONS.join(', ')}`)
  if (dataDir !== undefined && (typeof dataDir !== 'string' || dataDir === ''))
    refuseSetting('dataDir', dataDir, 'a directory')
  checkTokenValue('token', token)
  if (!Array.isArray(tokens))
    refuseSetting('tokens', tokens, "a list such as [{ value: 'reader', permissions: ['read'] }]")
  return { ...resolved, tokens: checkTokens(tokens, token) }
}

/** Two tokens with one value or name would be one, with the permissions of the first. */
function checkTokens(tokens: readonly TestToken[], adminToken: string): ResolvedArcOptions['tokens'] {
  const values = new Set([adminToken])
  const names = new Set(['admin'])
  return tokens.map((each, index) => {
    checkToken(each)
    const { name = `token-${index + 2}`, value } = each
    if (values.has(value)) refuseSetting('the value of a token', value, 'every token a value of its own')
    if (names.has(name)) refuseSetting('the name of a token', name, 'every token a name of its own')
    values.add(value)
    names.add(name)
    return { ...each, name }
  })
}

/** With a misspelt permission, a token would be refused everywhere, and a test of a refusal pass for the wrong reason. */
function checkToken(token: TestToken): void {
  const { value, name, permissions, expiresAt } = Object(token) as TestToken
  if (typeof value !== 'string' || !Array.isArray(permissions)) {
    throw new TypeError("A token is an object such as { value: 'reader', permissions: ['read'] }")
  }
  checkMembers('member of a token', token, ['value', 'name', 'permissions', 'expiresAt'])
  checkTokenValue('the value of a token', value)
  if (name !== undefined && typeof name !== 'string') refuseSetting('the name of a token', name, 'a text')
  const unknown = permissions.find((permission) => !TOKEN_PERMISSIONS.includes(permission))
  if (unknown !== undefined) {
    throw new TypeError(`There is no permission ${JSON.stringify(unknown)}; there are: ${TOKEN_PERMISSIONS.join(', ')}`)
  }
  if (expiresAt !== undefined && !(isDate(expiresAt) && !Number.isNaN(expiresAt.getTime()))) {
    refuseSetting('expiresAt', expiresAt, 'a valid Date')
  }
}

/** No header can carry anything else. */
function checkTokenValue(name: string, value: unknown): void {
  if (typeof value === 'string' && /^[!-~]+(?: +[!-~]+)*$/.test(value)) return
  refuseSetting(name, value, 'a text of visible ASCII characters')
}

function checkMembers(kind: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new TypeError(`There is no ${kind} ${JSON.stringify(unknown)}; there are: ${known.join(', ')}`)
}
