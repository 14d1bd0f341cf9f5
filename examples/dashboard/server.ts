/**
 * The server of a live dashboard: it keeps Arc's token, builds every SELECT itself, and answers nobody but its own page.
 *
 *   GET /                                                         the page: index.html, page.js, page.css, uPlot
 *   GET /measurements                                             their names
 *   GET /columns?measurement=…                                    the names of its columns of numbers
 *   GET /points?measurement=…&column=…&from=…&to=…&points=…       float64, little-endian: all times in ms, then all values
 *
 * It listens on this machine only. On a network it belongs behind whatever signs your users in.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { type ArcClient, ArcError, columnOf, sql } from 'arc-tsdb-client'

interface Answer {
  readonly type: string
  readonly body: string | Uint8Array
}

/** A wrong request, with what is wrong about it. */
class Refusal extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** @param port 0 for any that is free. */
export async function startDashboard(arc: ArcClient, port = 0): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(async (request, response) => {
    response.setHeaders(SAFETY)
    const left = new AbortController()
    response.on('close', () => left.abort()) // a page that leaves ends its query
    try {
      checkSender(request, (server.address() as AddressInfo).port)
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
      const { type, body } = FILES.get(pathname) ?? (await ask(arc, pathname, searchParams, left.signal))
      response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body)
    } catch (error) {
      if (left.signal.aborted) return
      const { status, message } = asRefusal(error)
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(message)
    }
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function ask(arc: ArcClient, path: string, query: URLSearchParams, signal: AbortSignal): Promise<Answer> {
  switch (path) {
    case '/measurements': {
      const tables = await arc.query.rows<{ table_name: string }>('SHOW TABLES', { signal })
      return json(tables.map(({ table_name }) => table_name).sort())
    }
    case '/columns': {
      const measurement = name(query, 'measurement')
      const columns = await arc.query.rows<{ column_name: string; column_type: string }>(
        sql`DESCRIBE SELECT * FROM ${sql.id(measurement)} AS m`,
        { signal },
      )
      return json(columns.filter(({ column_type }) => NUMBER.test(column_type)).map(({ column_name }) => column_name))
    }
    case '/points':
      return points(arc, query, signal)
    default:
      throw new Refusal(404, 'There is nothing here.')
  }
}

const NUMBER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL.*)$/

/** Of each of `points` buckets the rows with the smallest and the largest value. */
async function points(arc: ArcClient, query: URLSearchParams, signal: AbortSignal): Promise<Answer> {
  const column = sql`${sql.id(name(query, 'column'))}::DOUBLE`
  const [from, to] = [instant(query, 'from'), instant(query, 'to')]
  const count = whole(query, 'points', 1, 5_000)
  if (from >= to) throw new Refusal(400, '"from" is not before "to".')
  const result = await arc.query.columns(
    sql`SELECT ${sql.downsample(column, from, to, count)}
        FROM ${sql.id(name(query, 'measurement'))} AS m
        WHERE ${sql.timeRange('time', from, to)}
        GROUP BY ALL ORDER BY time`,
    { signal },
  )
  const rows = result.rowCount
  const numbers = new Float64Array(2 * rows)
  if (rows > 0) {
    columnOf(result, 'time', 'timestamp').values.forEach((micros, i) => {
      numbers[i] = Number(micros) / 1_000
    })
    numbers.set(columnOf(result, 'value', 'float').values, rows)
  }
  return { type: 'application/octet-stream', body: new Uint8Array(numbers.buffer) }
}

function name(query: URLSearchParams, parameter: string): string {
  const value = query.get(parameter) ?? ''
  if (value === '' || value.length > 200) throw new Refusal(400, `"${parameter}" is not a name.`)
  return value
}

function instant(query: URLSearchParams, parameter: string): Date {
  return new Date(whole(query, parameter, 0, Date.UTC(2200)))
}

function whole(query: URLSearchParams, parameter: string, least: number, most: number): number {
  const text = query.get(parameter) ?? ''
  const value = /^\d{1,14}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) {
    throw new Refusal(400, `"${parameter}" is not a whole number from ${least} to ${most}.`)
  }
  return value
}

/** Only the page itself may ask: not another site in the same browser, nor one whose name was made to point here. */
function checkSender({ method, headers }: IncomingMessage, port: number): void {
  if (method !== 'GET') throw new Refusal(405, 'Only GET is answered.')
  const hosts = [`localhost:${port}`, `127.0.0.1:${port}`]
  const isOwn = headers.origin === undefined || hosts.some((host) => headers.origin === `http://${host}`)
  const site = headers['sec-fetch-site'] ?? 'none'
  const isLink = headers['sec-fetch-mode'] === 'navigate'
  if (!hosts.includes(headers.host ?? '') || !isOwn || (site !== 'none' && site !== 'same-origin' && !isLink)) {
    throw new Refusal(403, 'Only the page of this server is answered.')
  }
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  // The messages of the client never hold the token.
  if (error instanceof ArcError) return new Refusal(502, error.message)
  console.error(error)
  return new Refusal(500, 'The dashboard failed; its console says why.')
}

const json = (value: unknown): Answer => ({ type: 'application/json', body: JSON.stringify(value) })

/** No script, style or request but those of this server, and no other page around it. */
const SAFETY = new Map([
  [
    'content-security-policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cache-control', 'no-store'],
])

const page = (file: string) => readFileSync(new URL(`page/${file}`, import.meta.url))
const uplot = (file: string) => readFileSync(createRequire(import.meta.url).resolve(`uplot/dist/${file}`))

/** All there is to read: no path of a request is ever a path on disk. */
const FILES: ReadonlyMap<string, Answer> = new Map([
  ['/', { type: 'text/html; charset=utf-8', body: page('index.html') }],
  ['/page.js', { type: 'text/javascript; charset=utf-8', body: page('page.js') }],
  ['/page.css', { type: 'text/css; charset=utf-8', body: page('page.css') }],
  ['/uplot.js', { type: 'text/javascript; charset=utf-8', body: uplot('uPlot.esm.js') }],
  ['/uplot.css', { type: 'text/css; charset=utf-8', body: uplot('uPlot.min.css') }],
])
