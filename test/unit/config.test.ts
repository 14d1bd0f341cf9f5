import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { type ArcClientOptions, optionsFromEnvironment, resolveConfig } from '../../src/config.ts'
import { ArcValidationError } from '../../src/errors.ts'

const url = 'http://localhost:8000'

test('defaults, and values that switch something off', () => {
  expect(resolveConfig({ url })).toMatchObject({
    database: 'default',
    timeoutMs: 30_000,
    queryTimeoutMs: 310_000,
    longRunningTimeoutMs: 610_000,
    serverQueryTimeoutMs: 300_000,
    compression: 'auto',
    retry: { maxAttempts: 4, baseDelayMs: 100, maxDelayMs: 5_000, maxTimeMs: 30_000 },
    maxConnections: 16,
  })
  expect(resolveConfig({ url, retry: false }).retry.maxAttempts).toBe(1)
  expect(resolveConfig({ url, serverQueryTimeoutMs: 0 }).serverQueryTimeoutMs).toBe(0)
})

test.each([
  ['http://localhost:8000', 'http://localhost:8000/'],
  ['http://localhost:8000/', 'http://localhost:8000/'],
  ['https://example.org/arc//', 'https://example.org/arc'],
  ['http://[::1]:8000', 'http://[::1]:8000/'],
])('the url %s', (given, expected) => {
  expect(resolveConfig({ url: given }).url.href).toBe(expected)
})

const mistakes: readonly [unknown, RegExp][] = [
  [undefined, /needs options/],
  [{ url: 'localhost:8000' }, /must begin with http:\/\/ or https:\/\/, not with "localhost:"/],
  [{ url: 'arc' }, /Invalid url "arc": it must be absolute/],
  [{ url: 'ftp://x' }, /must begin with http:\/\/ or https:\/\//],
  [{ url: 'http://x/?p=1' }, /query or a fragment/],
  [{ url: 'http://x/?' }, /query or a fragment/],
  [{ url: 'http://x/#' }, /query or a fragment/],
  [{ url: 'http://user:pass@x' }, /pass the API token as "token"/],
  [{ url, token: 'a\nb' }, /Invalid token/],
  [{ url, token: '' }, /Invalid token/],
  [{ url, database: '1x' }, /Invalid database name "1x"/],
  [{ url, database: 'a'.repeat(65) }, /64 at most/],
  [{ url, timeoutMs: 0 }, /Invalid timeoutMs 0/],
  [{ url, queryTimeoutMs: Number.NaN }, /Invalid queryTimeoutMs NaN/],
  [{ url, serverQueryTimeoutMs: -1 }, /Invalid serverQueryTimeoutMs -1: .* or 0 for none$/],
  [{ url, compression: 'brotli' }, /Invalid compression "brotli"/],
  [{ url, compressionLevel: 0 }, /Invalid compressionLevel 0/],
  [{ url, compressionLevel: 'best' }, /Invalid compressionLevel "best"/],
  [{ url, retry: { maxAttempts: 0 } }, /Invalid retry.maxAttempts 0/],
  [{ url, maxConnections: 1.5 }, /Invalid maxConnections 1.5/],
  [{ url, headers: { Authorization: 'x' } }, /use the "token" option/],
  [{ url, headers: { 'X-Arc-Database': 'x' } }, /use the "database" option/],
  [{ url, headers: { a: 1 } }, /value of "a" must be a string/],
  [{ url, headers: { a: 'x\ny' } }, /value of "a" must be a string of Latin-1 without line breaks/],
  [{ url, headers: { 'a b': 'x' } }, /"a b" is not a header name/],
  [{ url, headers: 'x' }, /Invalid headers: it must be an object/],
  [{ url, headers: new Map([['a', 'b']]) }, /Invalid headers: it must be an object/],
  [{ url, headers: [['a', 'b']] }, /Invalid headers: it must be an object/],
  ...[
    'Content-Length',
    'content-type',
    'content-encoding',
    'transfer-encoding',
    'trailer',
    'upgrade',
    'connection',
  ].map((name): [unknown, RegExp] => [
    { url, headers: { [name]: '5' } },
    new RegExp(`"${name}" belongs to the client`),
  ]),
  [{ url, retry: true }, /Invalid retry true/],
  [{ url, retry: { maxattempts: 3 } }, /Unknown option "maxattempts"/],
  [{ url, tls: 5 }, /Invalid tls 5/],
  [{ url, tls: { rejectUnauthorised: false } }, /Unknown option "rejectUnauthorised"/],
  [{ url, tls: { ca: 5 } }, /ca, cert and key must be PEM text or bytes/],
  [{ url, tls: { key: {} } }, /ca, cert and key must be PEM text or bytes/],
  [{ url, tls: { rejectUnauthorized: 'false' } }, /Invalid tls.rejectUnauthorized "false": it must be true or false/],
  [{ url, tls: {}, fetch: () => {} }, /tls is for the default transport, and fetch takes its place/],
  [{ url, fetch: 5 }, /Invalid fetch: it must be a function/],
  [{ url, transport: {} }, /Invalid transport: it has no method send, close/],
  [{ url, tracer: {} }, /Invalid tracer: it has no method startSpan/],
  [{ url, logger: {} }, /Invalid logger: it has no method debug, warn, error/],
  [{ url, timeout: 5 }, /Unknown option "timeout"; known are: url, token/],
]
test.each(mistakes)('%j is refused', (options, message) => {
  const attempt = () => resolveConfig(options as ArcClientOptions)
  expect(attempt).toThrow(ArcValidationError)
  expect(attempt).toThrow(message)
})

test('a rejected token or password is not printed', () => {
  for (const options of [{ url, token: 'hush hush' }, { url: 'http://user:hush@x' }]) {
    const error = (() => {
      try {
        return resolveConfig(options)
      } catch (caught) {
        return caught
      }
    })()
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('hush')
  }
})

test('the environment', () => {
  expect(optionsFromEnvironment({ ARC_URL: url, ARC_TOKEN: 't', ARC_DATABASE: '' })).toEqual({
    url,
    token: 't',
    database: undefined,
  })
  expect(() => optionsFromEnvironment({ ARC_URL: '' })).toThrow(/ARC_URL is not set/)
})

test('an option that is undefined leaves the environment its say', () => {
  const environment = { ARC_URL: url, ARC_TOKEN: 't', ARC_DATABASE: 'metrics' }
  const given = { url: undefined, token: undefined, database: undefined } as unknown as Partial<ArcClientOptions>
  expect(optionsFromEnvironment(environment, given)).toEqual({ url, token: 't', database: 'metrics' })
  expect(optionsFromEnvironment(environment, { database: 'other', retry: false })).toEqual({
    url,
    token: 't',
    database: 'other',
    retry: false,
  })
  expect(optionsFromEnvironment({}, { url })).toEqual({ url })
})

test.each(['http://me:hunter2@host:99999', 'me:hunter2@host name', '//me:hunter2@host', 'http://me:hunter2@[::1'])(
  'a password in the bad url %s is not shown',
  (url) => {
    let error: unknown
    try {
      resolveConfig({ url })
    } catch (caught) {
      error = caught
    }
    expect(inspect(error, { depth: 9 })).toContain('Invalid url')
    expect(inspect(error, { depth: 9 })).not.toContain('hunter2')
  },
)
