/** Answers Arrow queries with as many rows as the SQL asks for, batch after batch, in a process of its own. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { makeBodies } from '../../bench/query/bodies.ts'
import { END_OF_STREAM, FrameReader } from '../../src/base/arrow/frames.ts'

const { schema, batch } = framesToRepeat()

const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const batches = Math.ceil(Number(/range\((\d+)\)/.exec(body)?.[1] ?? 0) / batch.rows)
  response.writeHead(200, { 'content-type': 'application/vnd.apache.arrow.stream', trailer: 'Arc-Execution-Time-Ms' })
  // A client that leaves early is no failure of this server.
  await pipeline(frames(batches, response), response).catch(() => {})
}).listen(0, '127.0.0.1')

async function* frames(batches: number, response: ServerResponse): AsyncGenerator<Readonly<Uint8Array>> {
  yield schema.bytes
  for (let sent = 0; sent < batches; sent++) yield batch.bytes
  response.addTrailers({ 'Arc-Execution-Time-Ms': '5' })
  yield END_OF_STREAM
}

await once(server, 'listening')
process.send?.((server.address() as AddressInfo).port)
process.on('disconnect', () => process.exit())

function framesToRepeat() {
  const [schema, batch] = new FrameReader().push(makeBodies(2048).arrow)
  if (schema === undefined || batch === undefined) throw new Error('no batch to repeat')
  return { schema, batch }
}
