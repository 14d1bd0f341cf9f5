/**
 * `arc-tsdb-client/pino`: a transport that pino loads into its worker thread.
 *
 * @packageDocumentation
 */
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { parentPort, workerData } from 'node:worker_threads'
import { type ArcLogOptions, type LogLine, LogWriter } from '../log-writer.ts'

export type { ArcLogOptions } from '../log-writer.ts'

/**
 * A destination for pino that stores every line in Arc.
 *
 * @example
 * ```ts no-run
 * import pino from 'pino'
 *
 * const logger = pino({ transport: { target: 'arc-tsdb-client/pino', options: { measurement: 'logs' } } })
 * logger.info({ order: 4711 }, 'order received')
 * ```
 */
export default async function arcPinoTransport(options: ArcLogOptions = {}): Promise<Writable> {
  const writer = new LogWriter(options)
  const config = await pinoConfig()
  let rest = ''
  const destination = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, callback) {
      // Pino's buffer may end in the middle of a line.
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      let hasRoom = true
      for (const line of lines) if (line !== '') hasRoom = writer.append(() => lineOf(line, config))
      if (hasRoom) callback()
      else void writer.ready().then(() => callback())
    },
    final(callback) {
      if (rest !== '') writer.append(() => lineOf(rest, config))
      void writer.close().then(() => callback())
    },
  })
  // Called for `logger.flush(callback)`.
  return Object.assign(destination, { flush: () => writer.flush() })
}

/** What a logger calls its levels and members. */
interface PinoConfig {
  readonly levels: { readonly labels: Readonly<Record<string, string>> }
  readonly messageKey: string
  readonly errorKey: string
}

const DEFAULTS: PinoConfig = {
  levels: { labels: { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' } },
  messageKey: 'msg',
  errorKey: 'err',
}

/** The settings come before the first line, unless another transport of the thread has taken the message. */
const CONFIG_TIMEOUT_MS = 1_000

/** In its worker thread a transport is told the logger's settings. */
async function pinoConfig(): Promise<PinoConfig> {
  const given = (workerData as { readonly workerData?: { readonly pinoWillSendConfig?: boolean } } | null)?.workerData
  if (parentPort === null || given?.pinoWillSendConfig !== true) return DEFAULTS
  const signal = AbortSignal.timeout(CONFIG_TIMEOUT_MS)
  try {
    for (;;) {
      const [message] = (await once(parentPort, 'message', { signal })) as [{ readonly code?: string } | null]
      if (message?.code === 'PINO_CONFIG') return (message as { readonly config: PinoConfig }).config
    }
  } catch {
    return DEFAULTS
  }
}

function lineOf(text: string, { levels, messageKey, errorKey }: PinoConfig): LogLine {
  const line = parsed(text)
  if (line === undefined) return { message: text, members: {} }
  const { time, level, [messageKey]: message, [errorKey]: error, ...members } = line
  const label = typeof level === 'string' ? level : levels.labels[String(level)]
  const common = { time, level: label, levelNumber: level, message, members }
  if (!isErrorLike(error))
    return error === undefined ? common : { ...common, members: { ...members, [errorKey]: error } }
  const { type, message: errorMessage, stack, ...rest } = error
  const others = Object.keys(rest).length === 0 ? members : { ...members, [errorKey]: rest }
  return { ...common, error: { type, message: errorMessage, stack }, members: others }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const line: unknown = JSON.parse(withWholeIntegers(text))
    return typeof line === 'object' && line !== null && !Array.isArray(line) ? { ...line } : undefined
  } catch {
    return undefined
  }
}

/** Pino writes a bigint as a number, of which JSON.parse would lose digits: those become text. */
function withWholeIntegers(text: string): string {
  if (!/\d{16}/.test(text)) return text
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  )
}

/** What pino's serializer makes of an error. */
function isErrorLike(value: unknown): value is Readonly<Record<'type' | 'message' | 'stack', unknown>> {
  return typeof value === 'object' && value !== null && 'message' in value && 'stack' in value
}
