/** The compression of request bodies, by what the server gets to see. */
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ArcClient, ArcUsageError } from '../../../src/index.ts'
import { rawServer } from './raw-server.ts'

const lines = Array.from({ length: 20_000 }, (_, i) => `cpu,host=server-${i % 97} usage=${(i * 7919) % 1000} ${i}`)

async function sentAt(compressionLevel: number | undefined): Promise<Uint8Array> {
  await using server = await rawServer((socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'))
  const arc = new ArcClient({ url: server.url, compression: 'gzip', compressionLevel })
  await arc.write.lineProtocol(lines)
  await arc.close()
  const received = server.connections[0]?.received ?? ''
  return Buffer.from(received.slice(received.indexOf('\r\n\r\n') + 4), 'latin1')
}

test('a higher level makes smaller bodies of the same rows', async () => {
  const [byDefault, fastest, smallest] = [await sentAt(undefined), await sentAt(1), await sentAt(9)]
  expect(byDefault).toEqual(fastest)
  expect(smallest.length).toBeLessThan(fastest.length * 0.9)
  for (const body of [fastest, smallest]) expect(gunzipSync(body).toString().trimEnd().split('\n')).toEqual(lines)
})

test('a level that the codec does not have is refused', () => {
  const level = (compressionLevel: number) =>
    new ArcClient({ url: 'http://arc.test', compression: 'gzip', compressionLevel })
  expect(() => level(10)).toThrow(ArcUsageError)
  expect(() => level(10)).toThrow('compressionLevel is 10; gzip has the levels 1 to 9')
})
