/**
 * What the transports of all loggers share: lines into the buffered writer of one measurement. It never throws at a logger,
 * and holds no more than the writer's `maxBufferedBytes`: what comes on top is dropped, and told.
 */
import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import {
  ArcBufferFullError,
  ArcClient,
  type ArcClientOptions,
  ArcFlushError,
  ArcUsageError,
  ArcValidationError,
  type BufferedWriter,
  type ColumnType,
  defineMeasurement,
  type Measurement,
  type RowValue,
  type WriterOptions,
} from 'arc-tsdb-client'
import { jsonOf, messageOf, textOf, wellFormed } from './text.ts'

/** The options of every log transport. */
export interface ArcLogOptions {
  /**
   * The client to write with, which stays open; or the options of one, which is closed with the transport.
   * @default made from the environment: ARC_URL, ARC_TOKEN, ARC_DATABASE
   */
  readonly client?: ArcClient | ArcClientOptions | undefined
  /** The database to write to. @default the client's */
  readonly database?: string | undefined
  /** The measurement of the lines. @default 'logs' */
  readonly measurement?: string | undefined
  /**
   * Members that get a column of their own, and its type: `{ service: 'string', durationMs: 'float64' }`. A value of another
   * type stays among the `attributes`. @default none
   */
  readonly columns?: Readonly<Record<string, ColumnType>> | undefined
  /** Options of the buffered writer behind the transport. @default the writer's own, but a `closeTimeoutMs` of 5_000 */
  readonly writer?: Omit<WriterOptions, 'database'> | undefined
}

/** What a logger has to say. */
export interface LogLine {
  /** When, as the client takes instants. */
  readonly time?: unknown
  readonly level?: string | undefined
  readonly levelNumber?: unknown
  readonly message?: unknown
  readonly error?: { readonly type: unknown; readonly message: unknown; readonly stack: unknown } | undefined
  /** Everything else. */
  readonly members: Readonly<Record<string, unknown>>
}

/** Pino and winston block or wait for the end of a transport; pino gives up after 10 seconds. */
const CLOSE_TIMEOUT_MS = 5_000

/** How long a logger that can wait does so for a server that takes nothing. */
const READY_TIMEOUT_MS = 1_000

/** The columns that transports fill by themselves. */
const OWN = {
  level: 'string',
  level_number: 'int64',
  message: 'string',
  error_type: 'string',
  error_message: 'string',
  error_stack: 'string',
  attributes: 'string',
} as const satisfies Readonly<Record<string, ColumnType>>

/** The members that most lines have. */
const USUAL = { name: 'string', hostname: 'string', pid: 'int64' } as const satisfies Record<string, ColumnType>

/** What pino adds, for transports that load others. */
const FROM_LOGGERS = ['$context', 'pinoWillSendConfig', 'levels', 'dedupe']

type LogRow = Record<string, RowValue>

/** Writes lines. */
export class LogWriter {
  readonly #client: ArcClient
  readonly #isOwnClient: boolean
  readonly #writer: BufferedWriter
  readonly #measurement: Measurement<LogRow>
  readonly #columns: ReadonlyMap<string, ColumnType>
  #dropped = 0
  #isStuck = false
  #closing: Promise<void> | undefined

  constructor({ client, database, measurement = 'logs', columns = {}, writer, ...others }: ArcLogOptions) {
    // Not refused: a logger may add options of its own to those of its transports, and the program would not start.
    for (const unknown of Object.keys(others).filter((name) => !FROM_LOGGERS.includes(name)))
      tell(unknownOption(unknown))
    const taken = Object.keys(columns).find((name) => name === 'time' || Object.hasOwn(OWN, name))
    if (taken !== undefined) throw new ArcUsageError(`columns: "${taken}" is a column of the transport itself`)
    this.#measurement = defineMeasurement(measurement, { ...OWN, ...USUAL, ...columns }) as Measurement<LogRow>
    this.#columns = new Map(Object.entries({ ...USUAL, ...columns }))
    this.#isOwnClient = !(client instanceof ArcClient)
    this.#client = client instanceof ArcClient ? client : client ? new ArcClient(client) : ArcClient.fromEnv()
    this.#writer = this.#client.write.buffered({
      closeTimeoutMs: CLOSE_TIMEOUT_MS,
      ...writer,
      ...(database === undefined ? {} : { database }),
    })
  }

  /** Takes what `read` makes of a line, and says whether there is room for more. Never throws. */
  append(read: () => LogLine): boolean {
    try {
      return this.#append(read())
    } catch (error) {
      this.#drop(error)
      return !(error instanceof ArcBufferFullError)
    }
  }

  #append({ time = Date.now(), level, levelNumber, message, error, members }: LogLine): boolean {
    const row: LogRow = {
      level: level === undefined ? null : wellFormed(level),
      level_number: cellOf('int64', levelNumber) ?? null,
      message: textOrNull(message),
      error_type: textOrNull(error?.type),
      error_message: textOrNull(error?.message),
      error_stack: textOrNull(error?.stack),
    }
    // Without a prototype, `__proto__` is a name like any other.
    const attributes: Record<string, unknown> = Object.create(null)
    for (const [name, value] of Object.entries(members)) {
      const type = this.#columns.get(name)
      const cell = type === undefined ? undefined : cellOf(type, value)
      if (cell === undefined) attributes[name] = value
      else row[name] = cell
    }
    const hasRoom = this.#appendAt(time, row, attributes)
    if (hasRoom) this.#recovered()
    return hasRoom
  }

  /** A time that is none is kept beside the others. */
  #appendAt(time: unknown, row: LogRow, attributes: Readonly<Record<string, unknown>>): boolean {
    try {
      return this.#writer.append(this.#measurement, {
        ...row,
        attributes: attributesText(attributes),
        time: time as RowValue,
      })
    } catch (error) {
      if (!(error instanceof ArcValidationError)) throw error
      return this.#writer.append(this.#measurement, {
        ...row,
        attributes: attributesText({ ...attributes, time }),
        time: Date.now(),
      })
    }
  }

  /** Resolves when there is room, or when waiting for it seems to be in vain. Never rejects. */
  async ready(): Promise<void> {
    if (this.#isStuck) return
    try {
      await this.#writer.ready({ signal: AbortSignal.timeout(READY_TIMEOUT_MS) })
    } catch {
      this.#isStuck = true
    }
  }

  /** Resolves when the server has everything so far. */
  async flush(): Promise<void> {
    await this.#writer.flush({ timeoutMs: CLOSE_TIMEOUT_MS })
  }

  /** Sends what is left. What the server does not take in time is dropped, and told. Never rejects. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    try {
      await this.#writer.close()
    } catch (error) {
      const rows = error instanceof ArcFlushError ? error.batches.reduce((sum, batch) => sum + batch.rows, 0) : 0
      if (rows > 0) tell(`${rows} log lines were not delivered: ${messageOf(error)}`)
    }
    this.#recovered()
    if (this.#isOwnClient) await this.#client.close().catch(() => {})
  }

  #drop(error: unknown): void {
    if (this.#dropped++ === 0) tell(`log lines are being dropped: ${messageOf(error)}`)
  }

  /** The end of what {@link LogWriter.#drop} has begun. */
  #recovered(): void {
    this.#isStuck = false
    if (this.#dropped > 0) tell(`${this.#dropped} log lines were dropped`)
    this.#dropped = 0
  }
}

/** The value as a cell of a column, or nothing if it is of another type. */
function cellOf(type: ColumnType, value: unknown): RowValue | undefined {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? wellFormed(value) : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'float64':
      return typeof value === 'number' ? value : undefined
    case 'int64':
      if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? value : undefined
      return Number.isSafeInteger(value) ? (value as number) : undefined
    default:
      return type satisfies never
  }
}

function textOrNull(value: unknown): string | null {
  return value === undefined || value === null ? null : safely(textOf, value)
}

function attributesText(attributes: Readonly<Record<string, unknown>>): string | null {
  if (Object.keys(attributes).length === 0) return null
  try {
    return jsonOf(attributes)
  } catch {
    // One of them cannot be read; the others can.
    const texts = Object.entries(attributes).map(([name, value]) => `${jsonOf(name)}:${safely(jsonOf, value)}`)
    return `{${texts.join()}}`
  }
}

/** A getter or a `toJSON` may throw. */
function safely(read: (value: unknown) => string, value: unknown): string {
  try {
    return read(value)
  } catch (error) {
    return jsonOf(`[${messageOf(error)}]`)
  }
}

function unknownOption(name: string): string {
  return `a log transport has no option "${name}"; there are client, database, measurement, columns and writer`
}

/** A worker's warnings would go through the main thread, which may be waiting for the worker to end. */
function tell(message: string): void {
  if (isMainThread) process.emitWarning(`arc: ${message}`, 'ArcWarning')
  else writeSync(2, `(ArcWarning) arc: ${message}\n`)
}
