/**
 * What one embedded Arc has done, for `/metrics` and `/api/v1/logs`. The router counts requests and tokens, the query routes
 * count queries; what is written counts in `write/counters.ts`.
 */
import { rfc3339 } from './timestamps.ts'

type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL'

/** One line of the server's log, as `/api/v1/logs` shows it. */
interface LogEntry {
  readonly timestamp: string
  readonly level: LogLevel
  readonly component?: string
  readonly message: string
}

export interface Activity {
  readonly http: { total: number; success: number; error: number; latencyMicros: number }
  readonly auth: { requests: number; failures: number }
  readonly query: {
    requests: number
    success: number
    errors: number
    timeouts: number
    rows: number
    latencyMicros: number
  }
  /** Oldest first. */
  readonly log: LogEntry[]
}

const MAX_LOG_ENTRIES = 10_000

/** The activity of one Arc: `arc.state(activity)`. */
export function activity(): Activity {
  return {
    http: { total: 0, success: 0, error: 0, latencyMicros: 0 },
    auth: { requests: 0, failures: 0 },
    query: { requests: 0, success: 0, errors: 0, timeouts: 0, rows: 0, latencyMicros: 0 },
    log: [
      {
        timestamp: rfc3339(),
        level: 'WARN',
        message: 'HTTP write_timeout is less than query timeout - adjusting to match',
      },
    ],
  }
}

/**
 * Counts an answered request and logs it when it failed. The framework's own 404 and 405 are not failures yet when the server
 * counts: they count as successes, and are logged as errors.
 */
export function countRequest(
  { http, log }: Activity,
  status: number,
  latencyMs: number,
  isFrameworkError: boolean,
): void {
  http.total++
  http.latencyMicros += Math.round(latencyMs * 1_000)
  if (status < 400 || isFrameworkError) http.success++
  else http.error++
  if (status < 400) return
  log.push({
    timestamp: rfc3339(),
    level: isFrameworkError || status >= 500 ? 'ERROR' : 'WARN',
    component: 'server',
    message: isFrameworkError ? 'Request error' : 'HTTP request error',
  })
  if (log.length > MAX_LOG_ENTRIES) log.shift()
}
