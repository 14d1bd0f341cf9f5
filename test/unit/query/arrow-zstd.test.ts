/** Buffers that are compressed with zstd decompress to no more than the length that stands in front of them, which was checked. */
import { expect, it, vi } from 'vitest'
import { ArcClient } from '../../../src/index.ts'
import { recorded } from './answers.ts'

const asked = vi.hoisted((): number[] => [])
const hasZstd = vi.hoisted(() => Number(process.versions.node.split('.')[0]) >= 24)
vi.mock('#platform', async (original) => {
  const platform = await original<typeof import('../../../src/transport/node-platform.ts')>()
  const { decompress } = await import('fzstd')
  const zstdDecompress = (bytes: Uint8Array, maxBytes: number) => {
    asked.push(maxBytes)
    return platform.zstdDecompress?.(bytes, maxBytes) ?? decompress(bytes)
  }
  return { ...platform, zstdDecompress }
})

/** The first batch of 2,048 integers says that it has `bytes` bytes. */
function claiming(bytes: number): Uint8Array {
  const { body } = recorded('arrow zstd')
  const changed = body.slice()
  const at = Buffer.from(changed).indexOf(Buffer.from(BigInt64Array.of(16_384n).buffer))
  new DataView(changed.buffer).setBigInt64(at, BigInt(bytes), true)
  return changed
}

const query = async (body: Uint8Array) => {
  const headers = { 'content-type': 'application/vnd.apache.arrow.stream' }
  const fetch = async () => new Response(new Uint8Array(body), { headers })
  return await new ArcClient({ url: 'http://arc.test', fetch }).query.arrow('SELECT 1')
}

it('the codec is asked for that length', async () => {
  expect((await query(claiming(16_384))).numRows).toBe(3_000)
  expect(asked).toEqual([16_384, 952 * 8])
})

it.skipIf(!hasZstd)('a buffer that has more is refused (Node has zstd since 22.15; here from 24 on)', async () => {
  await expect(query(claiming(8_192))).rejects.toMatchObject({
    name: 'ArcServerError',
    message: expect.stringMatching(/^malformed Arrow stream: /),
  })
})
