/** The option `defaultColumns`: what every row gets that does not say otherwise. */
import { describe, expect, test } from 'vitest'
import { ArcError, type BatchRow, defineMeasurement, type WriterOptions } from '../../../src/index.ts'
import { openWriter, startSink } from './harness.ts'

const defaultColumns = { host: 'a', rack: 7n, load: 0.5, up: true, toString: 'own' }

describe.each<[string, WriterOptions]>([
  ['an open batch', {}],
  ['batches of their own', { maxRows: 2 }],
])('in %s', (_, options) => {
  test('rows and columns without a default column get it; null, and values of their own, stay', async () => {
    const sink = await startSink()
    const writer = openWriter(sink.url, { ...options, defaultColumns })
    writer.append('cpu', { v: 1 })
    writer.append('cpu', [
      { v: 2, host: 'b' },
      { v: 3, host: null, rack: undefined },
    ])
    writer.appendColumns('cpu', { v: [4, 5, 6], host: ['c', null, 'd'], load: undefined })
    writer.appendColumns('cpu', { v: [7, 8, 9, 10], up: [false, true, null, false] })
    writer.append('cpu', { time: new Date(), late: 'x' })
    await writer.close()
    const of = (column: string) => sink.column('cpu', column)
    expect(of('host')).toEqual(['a', 'b', null, 'c', null, 'd', 'a', 'a', 'a', 'a', 'a'])
    expect(of('rack').map(Number)).toEqual(Array(11).fill(7))
    expect(of('load')).toEqual(Array(11).fill(0.5))
    expect(of('up')).toEqual([true, true, true, true, true, true, false, true, null, false, true])
    expect(of('toString')).toEqual(Array(11).fill('own'))
  })
})

test('a copy is kept, and nothing else of a measurement changes', async () => {
  const sink = await startSink()
  const given: Record<string, string> = { host: 'a' }
  const writer = openWriter(sink.url, { defaultColumns: given })
  given.host = 'changed'
  given.more = 'added'
  writer.append('cpu', { v: 1 })
  await writer.flush()
  expect(sink.stored.map(({ columns }) => Object.keys(columns).sort())).toEqual([['host', 'time', 'v']])
  expect(sink.column('cpu', 'host')).toEqual(['a'])
  await writer.close()
})

test('a row has one cell per column, also where a getter answers otherwise the second time or a property is hidden', async () => {
  const sink = await startSink()
  const writer = openWriter(sink.url, { defaultColumns: { host: 'a' } })
  const once = <T>(...answers: T[]) => ({ get: () => answers.shift(), enumerable: true })
  writer.append('cpu', Object.defineProperty({ v: 1 }, 'host', once('b')))
  writer.append('cpu', Object.defineProperty({ v: 2 }, 'host', once(undefined, 'c')))
  writer.append('cpu', Object.defineProperty({ v: 3 }, 'host', { value: 'hidden' }))
  writer.appendColumns('cpu', Object.defineProperty({ v: [4] }, 'host', { value: ['hidden'] }))
  writer.append('cpu', { v: 5, host: 'd' })
  await writer.close()
  expect(sink.column('cpu', 'v')).toEqual([1, 2, 3, 4, 5])
  expect(sink.column('cpu', 'host')).toEqual(['b', 'a', 'a', 'a', 'd'])
})

test('an int64 column that is declared takes a number, and a measurement that does not declare the column refuses it', async () => {
  const sink = await startSink()
  const writer = openWriter(sink.url, { defaultColumns: { rack: 7 } })
  const cpu = defineMeasurement('cpu', { v: 'float64', rack: 'int64' })
  const mem = defineMeasurement('mem', { v: 'float64' })
  writer.append(cpu, { v: 1 })
  writer.appendColumns(cpu, { v: [2] })
  expect(() => writer.append(mem, { v: 1 })).toThrow(/mem\.rack, row 0: the schema has no such column; it has v/)
  expect(() => writer.appendColumns(mem, { v: [1] })).toThrow(/mem\.rack: the schema has no such column; it has v/)
  await writer.close()
  expect(sink.stored.map(({ measurement, rows }) => [measurement, rows])).toEqual([['cpu', 2]])
  expect(sink.column('cpu', 'rack').map(Number)).toEqual([7, 7])
})

test('what is refused is refused all the same, and leaves no trace', async () => {
  const sink = await startSink()
  const writer = openWriter(sink.url, { defaultColumns: { host: 'a' } })
  expect(() => writer.append('cpu', {})).toThrow(/has no properties of its own/)
  expect(() => writer.append('cpu', { Host: 'b' })).toThrow(/"host" differs from the column "Host" only by case/)
  writer.append('cpu', { host: 'b' })
  expect(() => writer.append('cpu', { host: 5 })).toThrow(/5 is a number, and the column is string/)
  writer.append('mem', { host: true })
  expect(() => writer.append('mem', { v: 1 })).toThrow(/mem\.host, row 0: "a" is a string, and the column is boolean/)
  await writer.close()
  expect(sink.column('cpu', 'host')).toEqual(['b'])
  expect(sink.stored.find(({ measurement }) => measurement === 'mem')?.columns).not.toHaveProperty('v')
})

test('dropped rows have them, and may be appended again', async () => {
  const sink = await startSink()
  sink.react = (_, count) => (count === 1 ? { status: 400, body: '{"error":"no"}' } : undefined)
  const dropped: BatchRow[] = []
  const onDrop: WriterOptions['onDrop'] = ({ rows }) => {
    dropped.push(...rows)
  }
  const writer = openWriter(sink.url, { defaultColumns: { host: 'a' }, onDrop })
  writer.append('cpu', { v: 1 })
  await writer.flush()
  expect(dropped).toMatchObject([{ v: 1, host: 'a' }])
  writer.append('cpu', dropped)
  await writer.close()
  expect(sink.column('cpu', 'host')).toEqual(['a'])
})

test.each<[unknown, RegExp]>([
  ['host', /defaultColumns is "host"; give an object such as \{ host: 'a' \}/],
  [['host'], /defaultColumns is an array; give an object/],
  [new Map([['host', 'a']]), /defaultColumns is an object \(Map\); give an object such as/],
  [{ host: undefined }, /defaultColumns\.host is undefined; give a string, number, bigint or boolean/],
  [{ host: null }, /defaultColumns\.host is null; give/],
  [{ at: new Date(0) }, /defaultColumns\.at is a Date; give/],
  [{ time: 5 }, /defaultColumns\.time is 5; rows have times of their own/],
  [{ Time: 5 }, /the column name "Time" differs from the column "time" only by case/],
  [{ _host: 'a' }, /the column name "_host" starts with "_"/],
  [{ a: 1, A: 1 }, /the column name "A" differs from the column "a" only by case/],
])('%o is refused', async (given, problem) => {
  const open = () => openWriter('http://127.0.0.1:9', { defaultColumns: given as never })
  expect(open).toThrow(ArcError)
  expect(open).toThrow(problem)
})
