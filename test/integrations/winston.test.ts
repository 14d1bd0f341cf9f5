/** What winston logs is what SQL reads back, through servers that go away. */
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { ArcClient, type ArcClientOptions } from 'arc-tsdb-client'
import { ArcTransport, type ArcTransportOptions } from 'arc-tsdb-client/winston'
import { startTestServer, type TestServer } from 'arc-tsdb-testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { config, createLogger, format, type Logger, type LoggerOptions, transports } from 'winston'

let server: TestServer
let arc: ArcClient
let warnings: string[]
const remember = ({ message }: Error) => void warnings.push(message)

beforeEach(async () => {
  server = await startTestServer()
  arc = new ArcClient({ url: server.url, token: server.token })
  warnings = []
  process.on('warning', remember)
})
afterEach(async () => {
  process.off('warning', remember)
  await arc.close()
  await server.close()
})

const loggerTo = (options: ArcTransportOptions, rest: LoggerOptions = {}) =>
  createLogger({ level: 'silly', ...rest, transports: [new ArcTransport(options)] })

/** Ends the logger as a program does. */
async function ended(logger: Logger): Promise<void> {
  const finished = once(logger, 'finish')
  logger.end()
  await finished
}

const rowsOf = async (measurement = 'logs', order = 'time, level_number') => {
  await arc.write.makeVisible()
  const rows = await arc.query.rows(`SELECT * FROM ${measurement} AS m ORDER BY ${order}`)
  return rows.map(({ attributes, ...row }) => {
    const members: unknown = typeof attributes === 'string' ? JSON.parse(attributes) : null
    return { ...row, attributes: members } as Record<string, unknown>
  })
}
const told = (pattern: RegExp) => Number(warnings.map((text) => pattern.exec(text)?.[1]).find(Boolean))
const away: ArcClientOptions = { url: 'http://127.0.0.1:9' }

describe('lines', () => {
  it('come back with level, message and members, whatever these are', async () => {
    const logger = loggerTo({ client: arc }, { defaultMeta: { service: 'shop', pid: 4711 } })
    const cyclic: Record<string, unknown> = {}
    cyclic.self = cyclic
    logger.silly('plain')
    logger.info('with %s', 'members', { order: 17 })
    logger.warn('odd', {
      big: 12345678901234567890n,
      cyclic,
      nan: Number.NaN,
      symbol: Symbol('s'),
      map: new Map([['a', new Set([1])]]),
      bytes: new Uint8Array([1, 2, 255]),
      broken: '\uD800',
      pid: 'no number',
    })
    logger.log({ level: 'error', message: { not: 'text' } as never, hostname: 'h1' })
    await ended(logger)
    const [silly, info, warn, error] = await rowsOf('logs', 'level_number DESC')
    expect([silly, info, warn, error].map((row) => [row?.level, row?.level_number])).toEqual([
      ['silly', 6],
      ['info', 2],
      ['warn', 1],
      ['error', 0],
    ])
    expect(silly).toMatchObject({ message: 'plain', pid: 4711, attributes: { service: 'shop' } })
    expect(info).toMatchObject({ message: 'with %s', attributes: { service: 'shop' } })
    expect(warn).toMatchObject({
      message: 'odd',
      pid: null,
      attributes: {
        service: 'shop',
        big: '12345678901234567890',
        cyclic: { self: '[Circular]' },
        nan: 'NaN',
        symbol: 'Symbol(s)',
        map: { a: [1] },
        bytes: 'AQL/',
        broken: '\uFFFD',
        pid: 'no number',
      },
    })
    expect(error).toMatchObject({ message: '{"not":"text"}', hostname: 'h1' })
    expect(warnings).toEqual([])
  })

  it('have columns for an error, wherever it is', async () => {
    const failure = (message: string) =>
      Object.assign(new RangeError(message, { cause: new TypeError('inner') }), { code: 'E' })
    const plain = loggerTo({ client: arc })
    plain.error(failure('alone'))
    plain.error('behind a message:', failure('behind'))
    plain.error('a member', { err: failure('member'), order: 1 })
    plain.error('a member of another name', { failure: failure('other') })
    await ended(plain)
    const formatted = loggerTo({ client: arc }, { format: format.errors({ stack: true }) })
    formatted.error(failure('formatted'))
    await ended(formatted)
    const rows = await rowsOf('logs', 'message')
    const columns = rows.map(({ message, error_type, error_message }) => [message, error_type, error_message])
    expect(columns).toEqual([
      ['a member', 'RangeError', 'member'],
      ['a member of another name', null, null],
      ['alone', 'RangeError', 'alone'],
      ['behind a message: behind', 'RangeError', 'behind'],
      ['formatted', 'RangeError', 'formatted'],
    ])
    const [member, other, alone] = rows
    expect(member?.attributes).toEqual({ order: 1 })
    expect(member?.error_stack).toMatch(/^RangeError: member\n {4}at /)
    expect(other?.attributes).toMatchObject({
      failure: { type: 'RangeError', message: 'other', code: 'E', cause: { type: 'TypeError', message: 'inner' } },
    })
    expect(alone?.attributes).toEqual({ code: 'E' })
  })

  it('have the time of a timestamp, and of their arrival where that is none', async () => {
    const stamped = loggerTo({ client: arc }, { format: format.timestamp() })
    stamped.info('stamped')
    await ended(stamped)
    const odd = loggerTo({ client: arc }, { format: format.timestamp({ format: () => 'noon' }) })
    const before = Date.now()
    odd.info('odd')
    await ended(odd)
    const [first, second] = await rowsOf('logs', 'message DESC')
    expect(first).toMatchObject({ message: 'stamped', attributes: null })
    expect(second).toMatchObject({ message: 'odd', attributes: { time: 'noon' } })
    expect(Number(second?.time)).toBeGreaterThanOrEqual(before)
  })

  it('keep their level without its colour, of any set of levels', async () => {
    const logger = loggerTo(
      { client: arc },
      { levels: config.syslog.levels, level: 'debug', format: format.colorize() },
    )
    logger.crit('colourful')
    await ended(logger)
    expect(await rowsOf()).toMatchObject([{ level: 'crit', level_number: 2, message: 'colourful' }])
  })

  it('are those of the transport’s own level', async () => {
    const logger = loggerTo({ client: arc, level: 'warn', measurement: 'severe' })
    logger.info('unheard')
    logger.warn('heard')
    await ended(logger)
    expect((await rowsOf('severe')).map(({ message }) => message)).toEqual(['heard'])
  })

  it('arrive by the ten thousand, before the event finish', async () => {
    const logger = loggerTo({ client: { url: server.url, token: server.token } })
    for (let i = 0; i < 10_000; i++) logger.info(`line ${i}`, { i })
    await ended(logger)
    const rows = await rowsOf()
    expect(new Set(rows.map(({ message }) => message)).size).toBe(10_000)
  })

  it('of a transport that is taken away arrive too', async () => {
    const transport = new ArcTransport({ client: arc })
    const logger = createLogger({ transports: [transport] })
    logger.info('the last')
    logger.remove(transport)
    await expect.poll(() => rowsOf()).toMatchObject([{ message: 'the last' }])
  })
})

describe('a server that is away', () => {
  it('holds up neither the program nor the other transports', async () => {
    const lines: string[] = []
    const stream = new Writable({
      write(chunk, _encoding, callback) {
        lines.push(String(chunk))
        callback()
      },
    })
    const logger = createLogger({
      transports: [
        new ArcTransport({ client: away, writer: { closeTimeoutMs: 50 } }),
        new transports.Stream({ stream }),
      ],
    })
    for (let i = 0; i < 10_000; i++) logger.info('x')
    expect(lines).toHaveLength(10_000)
    await ended(logger)
    await expect.poll(() => told(/(\d+) log lines were not delivered/)).toBe(10_000)
    expect(warnings.filter((text) => text.includes('not delivered'))).toHaveLength(1)
  })

  it('costs the lines that do not fit, and it is told how many', async () => {
    const logger = loggerTo({ client: away, writer: { closeTimeoutMs: 50, maxBufferedBytes: 50_000 } })
    for (let i = 0; i < 10_000; i++) logger.info('y'.repeat(50))
    await ended(logger)
    await expect.poll(() => told(/(\d+) log lines were not delivered/)).toBeGreaterThan(0)
    const lost = told(/(\d+) log lines were dropped/)
    expect(lost).toBeGreaterThan(1_000)
    expect(lost + told(/(\d+) log lines were not delivered/)).toBe(10_000)
    expect(warnings.some((text) => text.includes('log lines are being dropped'))).toBe(true)
  })

  it('and comes back gets everything', async () => {
    const { url, token } = server
    const writer = { flushIntervalMs: 10, retry: { baseDelayMs: 10, maxDelayMs: 50 }, onError: () => {} }
    const logger = loggerTo({ client: { url, token }, writer })
    for (let i = 0; i < 100; i++) logger.info(`before ${i}`)
    await expect.poll(async () => (await rowsOf()).length).toBe(100)
    await server.close()
    for (let i = 0; i < 100; i++) logger.info(`meanwhile ${i}`)
    server = await startTestServer({ port: Number(new URL(url).port), token })
    await ended(logger)
    expect(await rowsOf()).toHaveLength(100)
  })
})

it('wrong settings are refused when the transport is made', () => {
  expect(() => new ArcTransport({ client: arc, columns: { message: 'string' } })).toThrow(/of the transport itself/)
  expect(() => new ArcTransport({ client: arc, measurement: '9' })).toThrow(/measurement/)
})
