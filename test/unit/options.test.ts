import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { ArcUsageError } from '../../src/errors.ts'
import { type ArcClientOptions, optionsFromEnvironment, resolveConfig } from '../../src/options.ts'

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
  expect(resolveConfig({ url: given }).urls.map(String)).toEqual([expected])
})

test('several servers, and ARC_URL with commas', () => {
  const hrefs = (url: ArcClientOptions['url']) => resolveConfig({ url }).urls.map(({ href }) => href)
  expect(hrefs(['http://a:8000', new URL('https://b/')])).toEqual(['http://a:8000/', 'https://b/'])
  expect(hrefs(['http://a/arc/', 'http://b/arc'])).toEqual(['http://a/arc', 'http://b/arc'])
  expect(hrefs(['http://proxy/arc-1', 'http://proxy/arc-2'])).toEqual(['http://proxy/arc-1', 'http://proxy/arc-2'])
  expect(hrefs(['http://a'])).toEqual(['http://a/'])
  const { url: several } = optionsFromEnvironment({ ARC_URL: 'http://a:8000, http://b:8000' })
  expect(hrefs(several)).toEqual(['http://a:8000/', 'http://b:8000/'])
  expect(optionsFromEnvironment({ ARC_URL: 'http://a:8000' }).url).toBe('http://a:8000')
})

const mistakes: readonly [unknown, RegExp][] = [
  [undefined, /Invalid url undefined: it must be absolute/],
  ['http://localhost:8000', /the options are "http:.*"; give an object/],
  [[], /the options are an array; give an object/],
  [new Map(), /the options are an object \(Map\); give an object/],
  [{ url, database: null }, /Invalid database name null/],
  [{ url: [] }, /^url is an empty array; give the address of at least one server$/],
  [{ url: ['http://a', 'http://a/'] }, /^url has "http:\/\/a\/" twice; name every server once$/],
  [{ url: ['http://a', ''] }, /Invalid url "": it must be absolute/],
  [{ url: ['http://a', undefined] }, /Invalid url undefined/],
  [{ url: ['http://a', 'http://u:p@b'] }, /pass the API token as "token"/],
  [{ url: ['http://a', 'b:8000'] }, /must begin with http:\/\/ or https:\/\/, not with "b:"/],
  [{ url: ['http://a', ['http://b']] }, /^Invalid url an array: it must be absolute/],
  [{ url: 'http://a:8000,http://b:8000' }, /^Invalid url "http:.*": give several as an array$/],
  [
    { url: ['http://a/arc', 'http://b'] },
    /"http:\/\/a\/arc" and "http:\/\/b\/" have different paths; give all servers/,
  ],
  [{ url: new Set(['http://a']) }, /Invalid url an object \(Set\)/],
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
  [{ url, database: 'a'.repeat(65) }, /Invalid database .* 64 at most/],
  [{ url, timeoutMs: 0 }, /^timeoutMs is 0; give milliseconds, more than 0, or Infinity$/],
  [{ url, queryTimeoutMs: Number.NaN }, /^queryTimeoutMs is NaN; give milliseconds/],
  [{ url, serverQueryTimeoutMs: -1 }, /^serverQueryTimeoutMs is -1; give milliseconds, 0 or more$/],
  [{ url, compression: 'brotli' }, /^compression is "brotli"; give "auto", "none", "gzip" or "zstd"$/],
  [{ url, compressionLevel: 0 }, /^compressionLevel is 0; give a whole number, 1 or more$/],
  [{ url, compressionLevel: 'best' }, /^compressionLevel is "best"; give/],
  [{ url, retry: { maxAttempts: 0 } }, /^retry.maxAttempts is 0; give/],
  [{ url, maxConnections: 1.5 }, /^maxConnections is 1.5; give/],
  [{ url, headers: { Authorization: 'x' } }, /use the "token" option/],
  [{ url, headers: { 'X-Arc-Database': 'x' } }, /use the "database" option/],
  [{ url, headers: { a: 1 } }, /value of "a" must be a string/],
  [{ url, headers: { a: 'x\ny' } }, /value of "a" must be a string of Latin-1 without line breaks/],
  [{ url, headers: { 'a b': 'x' } }, /"a b" is not a header name/],
  [{ url, headers: 'x' }, /^headers is .*; give an object such as/],
  [{ url, headers: new Map([['a', 'b']]) }, /^headers is .*; give an object such as/],
  [{ url, headers: [['a', 'b']] }, /^headers is .*; give an object such as/],
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
  [{ url, retry: true }, /^retry is true; give an object/],
  [
    { url, retry: { maxattempts: 3 } },
    /^Unknown option "maxattempts"; did you mean "maxAttempts"\? Known are: maxAttempts, /,
  ],
  [{ url, tls: 5 }, /^tls is 5; give an object/],
  [
    { url, tls: { rejectUnauthorised: false } },
    /Unknown option "rejectUnauthorised"; did you mean "rejectUnauthorized"\?/,
  ],
  [{ url, tls: { ca: [5] } }, /^tls.ca is an array; give PEM text or bytes, or an array of such$/],
  [{ url, tls: { key: {} } }, /^tls.key is an object; give PEM text or bytes/],
  [{ url, tls: { rejectUnauthorized: 'false' } }, /^tls.rejectUnauthorized is "false"; give true or false$/],
  [{ url, tls: {}, fetch: () => {} }, /tls is for the default transport, and fetch takes its place/],
  [{ url, fetch: 5 }, /^fetch is 5; give a function$/],
  [{ url, transport: {} }, /^transport is an object; give an object with the methods send, close$/],
  [{ url, tracer: {} }, /^tracer is .*; give an object with the methods startSpan$/],
  [{ url, logger: {} }, /^logger is .* the methods debug, warn, error$/],
  [{ url, timeout: 5 }, /^Unknown option "timeout"; did you mean "timeoutMs"\? Known are: url, token, /],
]
test.each(mistakes)('%j is refused', (options, message) => {
  const attempt = () => resolveConfig(options as ArcClientOptions)
  if (!message.source.startsWith('Invalid database')) expect(attempt).toThrow(ArcUsageError)
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
