import { expect, test } from 'vitest'
import { type ArcClientOptions, optionsFromEnvironment, resolveConfig } from '../../src/config.ts'
import { ArcValidationError } from '../../src/errors.ts'

const url = 'http://localhost:8000'

test('defaults', () => {
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
  [{ url: 'localhost:8000' }, /protocol must be http or https, not "localhost"/],
  [{ url: 'arc' }, /Invalid url "arc": it must be absolute/],
  [{ url: 'ftp://x' }, /protocol must be http or https/],
  [{ url: 'http://x/?p=1' }, /query or a fragment/],
  [{ url: 'http://user:pass@x' }, /pass the API token as "token"/],
  [{ url, token: 'a\nb' }, /Invalid token/],
  [{ url, token: '' }, /Invalid token/],
  [{ url, database: '1x' }, /Invalid database name "1x"/],
  [{ url, database: 'a'.repeat(65) }, /64 at most/],
  [{ url, timeoutMs: 0 }, /Invalid timeoutMs 0/],
  [{ url, queryTimeoutMs: Number.NaN }, /Invalid queryTimeoutMs NaN/],
  [{ url, compression: 'brotli' }, /Invalid compression "brotli"/],
  [{ url, retry: { maxAttempts: 0 } }, /Invalid retry.maxAttempts 0/],
  [{ url, maxConnections: 1.5 }, /Invalid maxConnections 1.5/],
  [{ url, headers: { Authorization: 'x' } }, /use the "token" option/],
  [{ url, headers: { 'X-Arc-Database': 'x' } }, /use the "database" option/],
  [{ url, headers: { a: 1 } }, /value of "a" must be a string/],
  [{ url, headers: { a: 'x\ny' } }, /value of "a" must be a string of Latin-1 without line breaks/],
  [{ url, headers: { 'a b': 'x' } }, /"a b" is not a header name/],
  [{ url, retry: true }, /Invalid retry true/],
  [{ url, retry: { maxattempts: 3 } }, /Unknown option "maxattempts"/],
  [{ url, tls: 5 }, /Invalid tls 5/],
  [{ url, tls: { rejectUnauthorised: false } }, /Unknown option "rejectUnauthorised"/],
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
