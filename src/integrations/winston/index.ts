/**
 * `arc-tsdb-client/winston`: a transport for winston.
 *
 * @packageDocumentation
 */
import TransportStream from 'winston-transport'
import { type ArcLogOptions, type LogLine, LogWriter } from '../log-writer.ts'

export type { ArcLogOptions } from '../log-writer.ts'

/** The options of {@link ArcTransport}: those of every log transport, and winston's own. */
export interface ArcTransportOptions
  extends ArcLogOptions,
    Omit<TransportStream.TransportStreamOptions, 'log' | 'logv' | 'close'> {}

/**
 * Stores every line in Arc.
 *
 * @example
 * ```ts no-run
 * import { ArcTransport } from 'arc-tsdb-client/winston'
 * import { createLogger } from 'winston'
 *
 * const logger = createLogger({ transports: [new ArcTransport({ measurement: 'logs' })] })
 * logger.info('order received', { order: 4711 })
 * ```
 */
export class ArcTransport extends TransportStream {
  readonly #writer: LogWriter
  /** By winston, from the logger that this is a transport of. */
  declare readonly levels?: Readonly<Record<string, number>>

  constructor(options: ArcTransportOptions = {}) {
    const { level, format, silent, handleExceptions, handleRejections, ...own } = options
    super(options)
    this.#writer = new LogWriter(own)
  }

  /** Called by winston with each line. */
  override log(info: unknown, next: () => void): void {
    this.#writer.append(() => lineOf(info as Info, this.levels ?? {}))
    // At once, whatever the server does: winston would make the other transports wait as well.
    next()
  }

  /** Called by winston when the transport is removed. */
  override close(): void {
    void this.#writer.close()
  }

  /** Called by winston at `logger.end()`: its event `finish` comes when everything is acknowledged, or given up. */
  override _final(callback: () => void): void {
    void this.#writer.close().then(callback)
  }
}

const LEVEL = Symbol.for('level')
const SPLAT = Symbol.for('splat')

interface Info {
  readonly [LEVEL]?: string
  readonly [SPLAT]?: unknown
  readonly [name: string]: unknown
}

function lineOf(info: Info, levels: Readonly<Record<string, number>>): LogLine {
  // The level under its symbol has no colours.
  const { level: written, message, stack, timestamp, ...members } = { ...info }
  const level = info[LEVEL] ?? String(written)
  const error = errorOf(info)
  for (const name of ['err', 'error']) if (error !== undefined && members[name] === error) delete members[name]
  return {
    time: timestamp,
    level,
    levelNumber: levels[level],
    // Those of an error are not enumerable.
    message: message ?? info.message,
    error: error ? { type: error.name, message: error.message, stack: error.stack } : stackOf(stack),
    members,
  }
}

/** The error that a line is about: the line itself, or what was given behind its message. */
function errorOf(info: Info): Error | undefined {
  const splat = info[SPLAT]
  const candidates: readonly unknown[] = [info, ...(Array.isArray(splat) ? splat : []), info.err, info.error]
  return candidates.find((candidate) => candidate instanceof Error)
}

/** What `format.errors({ stack: true })` leaves of an error. */
function stackOf(stack: unknown): LogLine['error'] {
  if (typeof stack !== 'string') return undefined
  const [, type, message] = /^(\w+)(?:: (.*))?/.exec(stack) ?? []
  return { type, message, stack }
}
