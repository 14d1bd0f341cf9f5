/** Large values make requests of fewer rows: the server takes 1 GB at once. */
import * as arrow from 'apache-arrow'
import { expect, test } from 'vitest'
import type { ArcClient } from '../../../src/index.ts'
import { recordingClient } from './recording.ts'

const MAX_BYTES = 128 * 2 ** 20
const ROWS = 40_000
const large = 'x'.repeat(4000)

const sources: [string, (arc: ArcClient) => Promise<unknown>][] = [
  ['columns', (arc) => arc.write.columns('m', { s: Array(ROWS).fill(large) })],
  ['an array of rows', (arc) => arc.write.rows('m', Array(ROWS).fill({ s: large }))],
  [
    'a generator of rows',
    (arc) =>
      arc.write.rows(
        'm',
        (function* () {
          for (let i = 0; i < ROWS; i++) yield { s: large }
        })(),
      ),
  ],
  ['Arrow', (arc) => arc.write.arrow('m', new arrow.Table({ s: repeated(new arrow.Utf8()) }))],
  [
    'Arrow dictionaries',
    (arc) => {
      const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())
      const dictionary = arrow.vectorFromArray([large], new arrow.Utf8())
      const s = new arrow.Vector([arrow.makeData({ type, length: ROWS, data: new Int32Array(ROWS), dictionary })])
      return arc.write.arrow('m', new arrow.Table({ s }))
    },
  ],
]

function repeated(type: arrow.Utf8): arrow.Vector {
  const data = new Uint8Array(ROWS * large.length).fill(0x78)
  const valueOffsets = Int32Array.from({ length: ROWS + 1 }, (_, row) => row * large.length)
  return new arrow.Vector([arrow.makeData({ type, length: ROWS, nullCount: 0, valueOffsets, data })])
}

test.each(sources)('%s', async (_name, write) => {
  const { arc, requests } = recordingClient()
  expect(await write(arc)).toMatchObject({ rows: ROWS, requests: 2 })
  for (const { body } of requests) expect(body.length).toBeLessThan(MAX_BYTES * 1.5)
})
