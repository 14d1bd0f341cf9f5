/**
 * A log transport: a destination for pino, or any logger that writes JSON lines, that stores them in Arc.
 *
 * With pino: `const logger = pino({ level: 'info' }, createLogDestination(writer))`. A log must never stop the program
 * it logs: lines that cannot be taken, as the writer is full, or closed before the program ends, are counted and dropped.
 *
 * Run it: `npx tsx -C arc-source examples/log-transport.ts` (embedded Arc, or the server of ARC_URL and ARC_TOKEN).
 */
import { ArcClient, type BufferedWriter, defineMeasurement, sql } from 'arc-tsdb-client'
import { startTestServer } from 'arc-tsdb-testing'

const logs = defineMeasurement('logs', {
  level: 'int64',
  message: 'string',
  service: 'string',
  pid: 'int64',
  fields: 'string',
})

/** What loggers write to: pino calls `write` with one line of JSON, newline included. */
interface LogDestination {
  write(line: string): void
  /** Lines that were not taken. */
  readonly dropped: number
}

export function createLogDestination(writer: BufferedWriter): LogDestination {
  let dropped = 0
  return {
    get dropped() {
      return dropped
    },
    write(line) {
      try {
        writer.append(logs, rowOf(line))
      } catch {
        dropped++
      }
    },
  }
}

/**
 * The members every line has become columns; the others stay together as JSON, so that the table does not grow a column
 * per call site.
 */
function rowOf(line: string) {
  const { time, level, msg, name, pid, hostname: _, ...fields } = JSON.parse(line) as Record<string, unknown>
  return {
    time: typeof time === 'number' || typeof time === 'string' ? time : Date.now(),
    level: typeof level === 'number' ? level : null,
    message: typeof msg === 'string' ? msg : null,
    service: typeof name === 'string' ? name : null,
    pid: typeof pid === 'number' ? pid : null,
    fields: Object.keys(fields).length > 0 ? JSON.stringify(fields) : null,
  }
}

await using embedded = process.env.ARC_URL ? undefined : await startTestServer()
await using arc = embedded ? new ArcClient({ url: embedded.url, token: embedded.token }) : ArcClient.fromEnv()
await using writer = arc.write.buffered({ flushIntervalMs: 1_000, onError: (error) => console.error(error.message) })
const destination = createLogDestination(writer)

// What a pino logger would write.
const log = (level: number, msg: string, fields: object = {}) =>
  destination.write(`${JSON.stringify({ level, time: Date.now(), pid: process.pid, name: 'shop', ...fields, msg })}\n`)
for (let order = 1; order <= 500; order++) {
  log(30, 'order received', { order })
  if (order % 100 === 0) log(50, 'payment failed', { order, err: { type: 'CardError' } })
}

await writer.flush()
await arc.write.makeVisible()
console.table(
  await arc.query.rows(
    sql`SELECT level, message, count(*) AS lines FROM logs AS l GROUP BY level, message ORDER BY level`,
  ),
)
console.log(`${destination.dropped} lines dropped`)
