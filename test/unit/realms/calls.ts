/** Every call that takes bytes, errors, dates or streams, against a server on a real socket. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { ArcClient, sql } from '../../../src/index.ts'

interface Received {
  readonly path: string
  readonly body: Buffer
}

async function withServer(run: (arc: ArcClient, received: Received[]) => Promise<void>): Promise<void> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = request.url ?? ''
      received.push({ path, body: Buffer.concat(chunks) })
      response.setHeader('content-type', 'application/json')
      if (path.startsWith('/api/v1/write')) response.writeHead(204).end()
      else if (path.startsWith('/api/v1/import')) response.end('{"status":"ok","result":{"rows_imported":1}}')
      else response.end('{"success":true,"columns":["n"],"data":[[1]],"row_count":1,"execution_time_ms":1}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const arc = new ArcClient({ url: `http://127.0.0.1:${port}`, retry: false, compression: 'none' })
  try {
    await run(arc, received)
  } finally {
    await arc.close()
    server.close()
  }
}

/** Declares the tests. `bytes` makes the realm's own `Uint8Array` of a text, `date` its `Date`. */
export function declareCalls(bytes: (text: string) => Uint8Array, date: (millis: number) => Date): void {
  test('queries', () =>
    withServer(async (arc, received) => {
      expect(await arc.query.json('SELECT 1 AS n')).toMatchObject({ data: [[1]] })
      expect(JSON.parse(String(received[0]?.body))).toMatchObject({ sql: 'SELECT 1 AS n' })
    }))

  test('rows and columns with a Date of the realm', () =>
    withServer(async (arc, received) => {
      await arc.write.rows('m', [{ time: date(1_700_000_000_000), v: 1 }])
      await arc.write.columns('m', { time: [date(1_700_000_000_000)], v: [1] })
      expect(received.map(({ body }) => body.length > 20)).toEqual([true, true])
    }))

  test('line protocol', () =>
    withServer(async (arc, received) => {
      await arc.write.lineProtocol(bytes('m v=1 1\n'))
      await arc.write.lineProtocol([bytes('m v=2 '), bytes('2\n')])
      await arc.write.lineProtocol(Buffer.from('m v=3 3\n'))
      expect(received.map(({ body }) => String(body))).toEqual(['m v=1 1\n', 'm v=2 2\n', 'm v=3 3\n'])
    }))

  test('imports', () =>
    withServer(async (arc, received) => {
      async function* chunks() {
        yield bytes('time,v\n')
      }
      for (const file of [bytes('time,v\n'), chunks(), Buffer.from('time,v\n')]) {
        await arc.imports.csv(file, { measurement: 'm' })
      }
      expect(received.map(({ body }) => String(body).includes('time,v\n'))).toEqual([true, true, true])
    }))

  test('TLE', () =>
    withServer(async (arc, received) => {
      await arc.write.tle(
        bytes(
          '1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927\n2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537\n',
        ),
      )
      expect(received).toHaveLength(1)
    }))

  test('Arrow IPC', () =>
    withServer(async (arc, received) => {
      const arrow = await import('apache-arrow')
      const time = BigInt64Array.of(1_700_000_000_000n)
      const ipc = arrow.tableToIPC(arrow.tableFromArrays({ time, v: Float64Array.of(1) }))
      const own = bytes('x'.repeat(ipc.length))
      own.set(ipc)
      await arc.write.arrow('m', own)
      await arc.write.arrow('m', [own].values())
      expect(received).toHaveLength(2)
    }))

  test('sql and TLS options', () => {
    expect(sql`SELECT ${bytes('a')}, ${date(0)}`.text).toBe("SELECT from_hex('61'), TIMESTAMPTZ '1970-01-01T00:00:00Z'")
    const client = new ArcClient({ url: 'https://127.0.0.1:1', tls: { ca: bytes('-----BEGIN CERTIFICATE-----') } })
    expect(client).toBeDefined()
  })
}
