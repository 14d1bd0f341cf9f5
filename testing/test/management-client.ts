/** A few lines to talk to an embedded Arc as an administrator. */
import { type HttpArc, startHttpArc, type TestServerOptions } from '../src/server.ts'

interface Answer {
  readonly status: number
  /** Members to look at; a list or `null` is compared as a whole. */
  readonly body: Readonly<Record<string, unknown>>
}

export interface AdminClient {
  readonly server: HttpArc
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Writes line protocol with times in seconds and makes it visible. */
  write(database: string, lines: string): Promise<void>
  /** The rows of a SELECT, straight from the files. */
  rows(database: string, measurement: string, columns: string): Promise<readonly unknown[]>
  [Symbol.asyncDispose](): Promise<void>
}

export async function startAdmin(options: TestServerOptions = {}): Promise<AdminClient> {
  const server = await startHttpArc(options)
  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(server.url + path, {
      method,
      headers: {
        authorization: `Bearer ${server.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  return {
    server,
    call,
    async write(database, lines) {
      const headers = { 'content-type': 'text/plain', 'x-arc-database': database }
      const answer = await call('POST', '/api/v1/write/line-protocol?precision=s', lines, headers)
      if (answer.status !== 204) throw new Error(`write answered ${answer.status} ${JSON.stringify(answer.body)}`)
      await server.flush()
    },
    async rows(database, measurement, columns) {
      const { engine, storage } = server.arc
      const files = storage.glob(database, measurement)
      return engine.rows(`SELECT ${columns} FROM read_parquet('${files}', union_by_name=true) ORDER BY time`)
    },
    [Symbol.asyncDispose]: () => server.close(),
  }
}

/** Seconds since 1970, so many days ago. */
export function daysAgo(days: number): number {
  return Math.floor(Date.now() / 1_000) - days * 86_400
}
