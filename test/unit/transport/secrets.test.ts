/** What answers repeat of a request's secrets is in nothing that is shown, through both transports. */
import { inspect } from 'node:util'
import { pack } from 'msgpackr'
import { describe, expect, test } from 'vitest'
import { ArcClient } from '../../../src/client.ts'
import { ArcError } from '../../../src/errors.ts'
import type { ArcClientOptions } from '../../../src/options.ts'
import { concealed } from '../../../src/transport/secrets.ts'
import type { Span } from '../../../src/transport/tracing.ts'
import { kinds } from './calls.ts'
import { answer, rawServer } from './raw-server.ts'

const SECRET = 'Zq7+x/9Kd=mNo3PqRstUv_wXyZ-0123456789abcdefg='
const PASSWORD = 'hunter2-correct-horse'
const headers = { 'Proxy-Authorization': `Basic ${btoa(`me:${PASSWORD}`)}`, cookie: `a=1; session=${PASSWORD}x` }
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** The forms in which a page repeats a secret. */
const forms: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  'percent-encoded': encodeURIComponent,
  'percent-encoded in small letters': (secret) => encodeURIComponent(secret).replace(/%../g, (at) => at.toLowerCase()),
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'percent-encoded, every character': (secret) => Buffer.from(secret).toString('hex').replace(/../g, '%$&'),
  base64,
  base64url: (secret) => Buffer.from(secret).toString('base64url'),
  'Basic user:secret': (secret) => `Basic ${base64(`user:${secret}`)}`,
  'Basic usr:secret': (secret) => `Basic ${base64(`usr:${secret}`)}`,
  'Basic :secret': (secret) => `Basic ${base64(`:${secret}`)}`,
  Bearer: (secret) => `Bearer ${secret}`,
  'escaped as in HTML': (secret) => secret.replace(/[+/=]/g, (char) => `&#${char.charCodeAt(0)};`),
  'escaped as in JSON': (secret) => secret.replace(/[+/=]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`),
}

/** Whatever could be told of a secret: eight of its characters in a row, in any of the forms. */
function expectNothingOf(secret: string, shown: string): void {
  for (const form of [SECRET, PASSWORD].includes(secret) ? Object.values(forms) : [String]) {
    const text = form(secret).replace(/^(Basic|Bearer) /, '')
    // The user's own name stays.
    for (const part of [text.slice(12, 24), text.slice(-16, -4)]) expect(shown).not.toContain(part)
  }
}

/** Everything that a program could show of a failed call. */
async function shownBy(call: (options: Partial<ArcClientOptions>) => Promise<unknown>): Promise<string> {
  const shown: unknown[] = []
  const log = (...data: unknown[]) => void shown.push(...data)
  const span: Span = {
    setAttribute: log,
    setStatus: log,
    recordException: (exception) => log(exception.message, exception.stack, inspect(exception)),
    end() {},
  }
  const error = await call({
    headers,
    logger: { debug: log, warn: log, error: log },
    tracer: {
      startSpan: (name, options) => {
        log(name, options)
        return span
      },
    },
    retry: { maxAttempts: 2, baseDelayMs: 1 },
  }).then(
    () => expect.unreachable(),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ArcError)) throw error
  shown.push(error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 20, showHidden: true }))
  return shown.map((each) => (typeof each === 'string' ? each : inspect(each, { depth: 20 }))).join('\n')
}

test.each(Object.entries(forms))('%s', (_, form) => {
  const sent = { authorization: `Bearer ${SECRET}`, 'proxy-authorization': `Basic ${btoa(`me:${PASSWORD}`)}` }
  for (const secret of [SECRET, PASSWORD]) {
    const shown = concealed(`<a href="?a=${form(secret)}&b=1">`, sent)
    expectNothingOf(secret, shown)
    expect(shown).toMatch(/^<a href="\?a=.*\[secret\].*&b=1">$/)
  }
})

describe.each(kinds)('over %s', (kind) => {
  const transport = kind === 'fetch' ? { fetch: globalThis.fetch } : {}

  describe.each(['plain', 'Basic user:secret'])('%s', (name) => {
    const form = forms[name] ?? String
    const text = `You sent ${form(SECRET)} and ${form(PASSWORD)}!`
    test.each([
      ['a page', () => answer(502, `<html><p>${text}</p></html>`, { 'content-type': 'text/html' })],
      ['a page for a success', () => answer(200, `<html>${text}</html>`, { 'content-type': 'text/html' })],
      ['a text', () => answer(401, text, { 'content-type': 'text/plain' })],
      ['a JSON error', () => answer(503, JSON.stringify({ error: text, deep: [{ [text]: [text] }] }))],
      ['JSON that is cut', () => answer(200, `{"success":true,"x":"${text}`)],
      ['no JSON at all', () => answer(200, text.replace('You sent ', ''))],
      ['JSON of something else', () => answer(200, JSON.stringify({ headers: { authorization: text } }))],
      ['a failure with status 200', () => answer(200, JSON.stringify({ success: false, error: text }))],
      ['a redirect', () => answer(302, '', { location: `https://sso.example/?t=${encodeURI(form(SECRET))}` })],
      ['an answer that never ends', () => answer(500, `${'x'.repeat(65_520)}${text}${'x'.repeat(70_000)}`)],
    ])('%s', async (_, reply) => {
      await using server = await rawServer((socket) => socket.end(reply()))
      const open = (options: Partial<ArcClientOptions>) =>
        new ArcClient({ url: server.url, token: SECRET, ...transport, ...options })
      for (const call of [
        (arc: ArcClient) => arc.retention.list(),
        (arc: ArcClient) => arc.query.json('SELECT 1'),
        (arc: ArcClient) => arc.write.columns('cpu', { time: [1n], v: [1] }),
        (arc: ArcClient) => arc.write.makeVisible(),
      ]) {
        const shown = await shownBy(async (options) => {
          await using arc = open(options)
          await call(arc)
        })
        for (const secret of [SECRET, PASSWORD, `${PASSWORD}x`]) expectNothingOf(secret, shown)
        expect(shown).toMatch(/\[secret\]|x{65000}|not JSON|does not parse/)
      }
    })
  })

  test.each([
    ['something else', { headers: SECRET }],
    ['a failure', { success: false, error: `Binder Error: ${SECRET}` }],
  ])('the check of a condition that answers %s', async (_, body) => {
    const replies = [{ success: true, deleted_count: 0, affected_files: 0, rewritten_files: 0 }, body]
    await using server = await rawServer((socket, n) => socket.write(answer(200, JSON.stringify(replies[n % 2]))))
    const shown = await shownBy(async (options) => {
      await using arc = new ArcClient({ url: server.url, token: SECRET, ...transport, ...options })
      await arc.delete.rows({ database: 'd', measurement: 'm', where: 'v = 1', confirm: true })
    })
    expectNothingOf(SECRET, shown)
    expect(shown).toContain('[secret]')
  })

  test.each([
    ['rows', { success: true, headers: SECRET }],
    ['an object', [SECRET]],
  ])('a JSON result without %s', async (_, body) => {
    await using server = await rawServer((socket) => socket.write(answer(200, JSON.stringify(body))))
    const shown = await shownBy(async (options) => {
      await using arc = new ArcClient({ url: server.url, token: SECRET, ...transport, ...options })
      await arc.query.json('SELECT 1')
    })
    expectNothingOf(SECRET, shown)
  })

  test('a MessagePack error, and the error of the raw client', async () => {
    const body = Buffer.from(pack({ error: `bad ${SECRET}` }))
    await using server = await rawServer((socket) => {
      socket.write(`HTTP/1.1 400 X\r\ncontent-type: application/msgpack\r\ncontent-length: ${body.length}\r\n\r\n`)
      socket.end(body)
    })
    await using arc = new ArcClient({ url: server.url, token: SECRET, ...transport })
    const error = await arc.query.rows('SELECT 1').catch((reason: unknown) => reason)
    expect(error).toMatchObject({ body: { error: 'bad [secret]' } })
    await using other = await rawServer((socket) => socket.end(answer(400, JSON.stringify({ error: SECRET }))))
    await using raw = new ArcClient({ url: other.url, token: SECRET, ...transport })
    expect((await raw.api.GET('/api/v1/databases')).error).toEqual({ error: '[secret]' })
  })
})

test('what a fetch of the caller throws, with the request it was about', async () => {
  const cause = Object.assign(new Error(`sent Bearer ${SECRET} via http://me:${PASSWORD}@proxy:3128`), {
    config: { headers: { authorization: `Bearer ${SECRET}` } },
    request: new Request('http://arc.test', { headers: { authorization: SECRET } }),
    code: 'EPROXY',
  })
  cause.cause = cause
  const shown = await shownBy(async (options) => {
    const fetch = () => Promise.reject(cause)
    await using arc = new ArcClient({ url: 'http://arc.test', token: SECRET, fetch, ...options })
    await arc.retention.list()
  })
  for (const secret of [SECRET, PASSWORD]) expectNothingOf(secret, shown)
  expect(shown).toContain('EPROXY')
  // The caller's own error is left as it was.
  expect(cause.message).toContain(SECRET)
})

test('a cause without a secret is the one that was thrown, and so is the reason of an abort', async () => {
  const cause = new Error('no route')
  await using arc = new ArcClient({
    url: 'http://arc.test',
    token: SECRET,
    retry: false,
    fetch: () => Promise.reject(cause),
  })
  expect(await arc.retention.list().catch((error: ArcError) => error.cause)).toBe(cause)
  const reason = new Error(SECRET)
  const aborted = arc.retention.list({ signal: AbortSignal.abort(reason) })
  expect(await aborted.catch((error: unknown) => error)).toBe(reason)
})

test.each([
  ['a', 'a Bearer a, a token: "a"', 'a Bearer [secret], a token: "[secret]"'],
  ['query', 'query failed: Bearer query', 'query failed: Bearer [secret]'],
  ['test-x', 'test-xy token test-xy x-api-key: test-x', 'test-xy token test-xy x-api-key: [secret]'],
  ['a.b*c(d)', 'aXbbc(d) a.b*c(d)', 'aXbbc(d) [secret]'],
])('the token %j within %j', (token, text, expected) => {
  expect(concealed(text, { authorization: `Bearer ${token}` })).toBe(expected)
})

test('a long secret, and texts that are made to be slow, take no longer than their length', () => {
  const token = 'ey'.repeat(4_000)
  const conceal = (text: string) => concealed(text, { authorization: `Bearer ${token}` })
  expect(conceal(`<${token}>`)).toBe('<[secret]>')
  const growth = (unit: string) => {
    const took = [10_000, 1_000_000].map((size) => {
      const text = unit.repeat(size / unit.length)
      const startedAt = performance.now()
      conceal(text)
      return performance.now() - startedAt
    })
    return (took[1] ?? 0) / Math.max(took[0] ?? 0, 0.5)
  }
  for (const unit of ['ey', 'e', '//', '//a:', '%', '&#0', '\\', 'token ', ' '])
    expect(growth(unit)).toBeLessThan(1_000)
})
