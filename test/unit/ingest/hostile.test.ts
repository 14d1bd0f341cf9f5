/** Values that throw when they are looked at: every write refuses them with its own error, or passes on what the caller's code threw. */
import { expect, test } from 'vitest'
import type { ArcClient } from '../../../src/index.ts'
import { any, boom, ofLength, VALUES } from '../hostile-values.ts'
import { recordingClient } from './recording.ts'

const WRITES: Readonly<Record<string, (arc: ArcClient, value: unknown) => Promise<unknown>>> = {
  columns: (arc, value) => arc.write.columns('m', any(value)),
  'a column': (arc, value) => arc.write.columns('m', { v: any(value) }),
  'an int64 column': (arc, value) => arc.write.columns('m', { v: any(value) }, { schema: { v: 'int64' } }),
  time: (arc, value) => arc.write.columns('m', { time: any(value), v: [1] }),
  codes: (arc, value) => arc.write.columns('m', { v: any({ codes: value, dictionary: ['a'] }) }),
  validity: (arc, value) => arc.write.columns('m', { v: any({ values: [1], validity: value }) }),
  measurement: (arc, value) => arc.write.columns(any(value), { v: [1] }),
  options: (arc, value) => arc.write.columns('m', { v: [1] }, any(value)),
  schema: (arc, value) => arc.write.columns('m', { v: [1] }, { schema: any(value) }),
  signal: (arc, value) => arc.write.columns('m', { v: [1] }, { signal: any(value) }),
  rows: (arc, value) => arc.write.rows('m', any(value)),
  'a row': (arc, value) => arc.write.rows('m', [any(value)]),
  'a cell': (arc, value) => arc.write.rows('m', [{ v: any(value) }]),
  arrow: (arc, value) => arc.write.arrow('m', any(value)),
  'line protocol': (arc, value) => arc.write.lineProtocol(any(value)),
  tle: (arc, value) => arc.write.tle(any(value)),
  'an import': (arc, value) => arc.imports.csv(any(value), { measurement: 'm' }),
  'progress of an import': (arc, value) =>
    arc.imports.csv(new Blob(['a']), { measurement: 'm', onProgress: any(value) }),
}

test.each(Object.entries(WRITES))('%s', async (_, write) => {
  for (const [name, value] of Object.entries(VALUES)) {
    const { arc } = recordingClient((n) => ({ status: n === 0 ? 204 : 500 }))
    const error = await write(arc, value()).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (error === undefined || error === boom) continue
    expect(error, name).toMatchObject({ code: expect.stringMatching(/^ARC_/) })
  }
})

const ABSURD = 2 ** 32 - 1
/** Nothing but holes. */
function sparse(): never {
  const array: unknown[] = []
  array.length = ABSURD
  return array as never
}
const many = () => any(ofLength(ABSURD))

test.each<[string, () => object]>([
  ['a column', () => ({ v: sparse() })],
  ['a column beside times', () => ({ time: [1], v: sparse() })],
  ['a column of strings', () => ({ s: ['a'], v: sparse() })],
  ['a proxied column', () => ({ v: many() })],
  ['times', () => ({ time: sparse() })],
  ['proxied times', () => ({ time: many() })],
  ['all', () => ({ time: sparse(), v: sparse() })],
  ['values', () => ({ v: { values: sparse(), validity: [true] } })],
  ['a validity', () => ({ v: { values: [1], validity: sparse() } })],
  ['codes', () => ({ v: { codes: sparse(), dictionary: ['a'] } })],
  ['a dictionary', () => ({ v: { codes: [0], dictionary: sparse() } })],
])('%s of absurd length is refused before it is walked', async (_, columnsOf) => {
  const { arc } = recordingClient()
  const message = /is an array of length 4294967295; give 33554432 values at most/
  await expect(arc.write.columns('m', any(columnsOf()))).rejects.toThrow(message)
  const writer = arc.write.buffered()
  expect(() => writer.appendColumns('m', any(columnsOf()))).toThrow(message)
  await writer.close()
})
