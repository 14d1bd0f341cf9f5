/**
 * A server that lets browsers query Arc without giving them its token: it picks the SQL, and passes the Arrow stream on.
 * The end-of-stream marker goes out only when the result is known to be whole; otherwise the browser's download fails.
 *
 * The handler takes a `Request` and returns a `Response`: it runs as it is in Hono, Next.js, Deno, Bun and workers.
 *
 * Run it: `npx tsx -C arc-source examples/proxy-arrow.ts` (embedded Arc, or the server of ARC_URL and ARC_TOKEN).
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { tableFromIPC } from 'apache-arrow'
import { ArcClient, sql } from 'arc-tsdb-client'
import { startTestServer } from 'arc-tsdb-testing'

/** `GET /usage?host=a` answers with the usage of one host. */
export function createHandler(arc: ArcClient): (request: Request) => Response {
  return (request) => {
    const host = new URL(request.url).searchParams.get('host') ?? ''
    const query = sql`SELECT time, usage FROM cpu AS cpu WHERE host = ${host} ORDER BY time`
    // A browser that leaves aborts its request, and with it the query's download.
    return new Response(arc.query.ipcStream(query, { signal: request.signal }), {
      headers: { 'content-type': 'application/vnd.apache.arrow.stream' },
    })
  }
}

await using embedded = process.env.ARC_URL ? undefined : await startTestServer()
await using arc = embedded ? new ArcClient({ url: embedded.url, token: embedded.token }) : ArcClient.fromEnv()
const start = Date.UTC(2026, 7, 22)
await arc.write.columns('cpu', {
  time: Array.from({ length: 5_000 }, (_, i) => start + i * 1_000),
  host: Array.from({ length: 5_000 }, (_, i) => (i % 2 === 0 ? 'a' : 'b')),
  usage: Array.from({ length: 5_000 }, (_, i) => (i % 100) / 2),
})
await arc.write.makeVisible()

const handle = createHandler(arc)
const server = createServer(async (request, response) => {
  const left = new AbortController()
  response.on('close', () => left.abort())
  const answer = handle(new Request(`http://localhost${request.url}`, { signal: left.signal }))
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  // A stream that fails destroys the connection: the browser sees a broken download, never a short one.
  await pipeline(Readable.from(answer.body ?? []), response).catch(() => response.destroy())
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo

// What the browser does.
const table = await tableFromIPC(fetch(`http://127.0.0.1:${port}/usage?host=a`))
console.log(`${table.numRows} rows: ${table.schema.fields.join(', ')}`)
server.close()
server.closeAllConnections()
