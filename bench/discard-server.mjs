// Reads requests and forgets them, in a process of its own so that its work is not counted as the client's. Prints its port.
import { createServer } from 'node:http'

let requests = 0
let bytes = 0

const server = createServer((request, response) => {
  if (request.url === '/stats') {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ requests, bytes }))
    return
  }
  request.on('data', (chunk) => {
    bytes += chunk.length
  })
  request.on('end', () => {
    requests++
    response.statusCode = 204
    response.end()
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
// The benchmark that started it is gone, by whatever way.
process.stdin.resume().on('end', () => process.exit())
