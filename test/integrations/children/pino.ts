/** A program that logs with pino through a transport in its worker thread: `pino.ts <target> <scenario> <options as JSON>`. */
import pino from 'pino'

const [target = '', scenario = '', options = '{}'] = process.argv.slice(2)
const worker = { execArgv: [] }
const transport = () => pino.transport({ target, options: JSON.parse(options), worker })

const scenarios: Readonly<Record<string, () => void>> = {
  values() {
    const logger = pino({ level: 'trace', name: 'shop', base: { pid: 4711, hostname: 'h1' } }, transport())
    logger.trace('plain')
    logger.child({ request: 'r1' }).debug({ order: 17, nested: { list: [1, 'two', null] } }, 'with %s', 'members')
    const cause = Object.assign(new TypeError('inner'), { code: 'E_INNER' })
    logger.error(Object.assign(new RangeError('outer', { cause }), { code: 'E_OUTER' }), 'it failed')
    const cyclic: Record<string, unknown> = { name: 'ring' }
    cyclic.self = cyclic
    logger.warn({
      big: 12345678901234567890n,
      negative: -9007199254740993n,
      text: 'quotes " 12345678901234567890',
      float: 0.1234567890123456,
      cyclic,
      symbol: Symbol('s'),
      at: new Date(0),
      broken: '\uD800',
      ['__proto__']: 'kept',
    })
    logger.info({ pid: 'not a number', hostname: { a: 1 }, level: 'mine', time: 'noon', attributes: 'taken' }, 'clash')
    logger.fatal('é'.repeat(100_000))
  },
  settings() {
    const logger = pino(
      { customLevels: { audit: 35 }, messageKey: 'text', errorKey: 'problem', base: null },
      transport(),
    )
    logger.audit('signed in')
    logger.error(new Error('no'))
  },
  columns() {
    const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, transport())
    logger.info({ service: 'api', ms: 12.5, ok: true, user: 9007199254740991, other: 1 })
    logger.info({ service: 7, ms: 'slow', ok: 'yes', user: 1.5 })
  },
  'many lines'() {
    const logger = pino(transport())
    for (let i = 0; i < 10_000; i++) logger.info({ i }, `line ${i}`)
  },
  exit() {
    const destination = transport()
    const logger = pino(destination)
    destination.on('ready', () => {
      for (let i = 0; i < 100; i++) logger.info({ i }, 'the last words')
      process.exit(7)
    })
  },
  flush() {
    const logger = pino(transport())
    logger.info('flushed')
    logger.flush((error) => {
      console.log(error === undefined ? 'acknowledged' : error)
      // Nothing else is sent.
      process.kill(process.pid, 'SIGKILL')
    })
  },
  several() {
    const targets = ['one', 'two'].map((measurement) => ({ target, options: { measurement }, level: 'info' }))
    const logger = pino(pino.transport({ targets, worker }))
    logger.info('to both')
  },
}
scenarios[scenario]?.()
