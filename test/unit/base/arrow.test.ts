/** Arrow IPC whose lengths, counts and offsets are not to be believed: an error at once, never a loop over what is not there. */
import { readFileSync } from 'node:fs'
import * as arrow from 'apache-arrow'
import { beforeAll, describe, expect, it } from 'vitest'
import { batchesOf, batchesOfChunks } from '../../../src/base/arrow/ipc.ts'
import { DictionaryBudget } from '../../../src/base/arrow/metadata.ts'
import { BatchReader } from '../../../src/query/arrow/columns.ts'
import { toRows } from '../../../src/query/rows.ts'
import { recorded } from '../query/answers.ts'

/** Everything a reader does with the bytes. */
function readAll(bytes: Uint8Array): number {
  const reader = new BatchReader(arrow)
  let rows = 0
  for (const batch of batchesOf(arrow, bytes)) rows += toRows(reader.read(batch), { int64: 'bigint' }).length
  return rows
}

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url)))
const nested = new arrow.Table({
  list: arrow.vectorFromArray([[1], [2, 3], null], new arrow.List(new arrow.Field('item', new arrow.Int32()))),
  text: arrow.vectorFromArray(['a', null, 'ccc'], new arrow.Utf8()),
  tag: arrow.vectorFromArray(['a', 'b', 'a'], new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())),
  flag: arrow.vectorFromArray([true, false, null], new arrow.Bool()),
})
const streams: readonly [string, Uint8Array][] = [
  ['a recorded result', recorded('arrow select').body],
  ['a result of all types', recorded('types arrow').body],
  ['nested columns', arrow.tableToIPC(nested, 'stream')],
  ['a file', arrow.tableToIPC(nested, 'file')],
  ['compressed buffers', recorded('arrow zstd').body],
]

beforeAll(() => {
  arrow.compressionRegistry.set(arrow.CompressionType.ZSTD, { decode: (bytes) => bytes.slice() })
})

describe('a number that was changed', () => {
  const lengths = [0, -1, 0x7fff, 1e6, 0x4000_0000, 0x7fff_ffff, -0x8000_0000]

  it.each(streams)(
    'anywhere in %s is an error at once, or changes a value',
    (_, bytes) => {
      let slowestMs = 0
      const damaged = bytes.slice(0, 3_000)
      const view = new DataView(damaged.buffer)
      for (let at = 0; at + 4 <= damaged.length; at += 4) {
        const original = view.getInt32(at, true)
        for (const length of lengths) {
          view.setInt32(at, length, true)
          const startedAt = performance.now()
          try {
            readAll(damaged)
          } catch (error) {
            expect(error).toBeInstanceOf(Error)
          }
          slowestMs = Math.max(slowestMs, performance.now() - startedAt)
        }
        view.setInt32(at, original, true)
      }
      // Each takes less than a millisecond; the lengths above would take minutes.
      expect(slowestMs).toBeLessThan(1_000)
    },
    60_000,
  )
})

describe('what is damaged is named', () => {
  const stream = arrow.tableToIPC(new arrow.Table({ n: arrow.vectorFromArray([1, 2, 3], new arrow.Int32()) }), 'stream')
  const damage = (change: (view: DataView) => void) => {
    const damaged = stream.slice()
    change(new DataView(damaged.buffer))
    return damaged
  }
  /** Where a pattern of 64-bit numbers stands. */
  const find = (...numbers: number[]) => {
    const at = Buffer.from(stream).indexOf(Buffer.from(BigInt64Array.from(numbers, BigInt).buffer))
    if (at === -1) throw new Error('not found')
    return at
  }

  it('whole, it has its rows', () => expect(readAll(stream)).toBe(3))

  it.each<[string, (view: DataView) => void, RegExp]>([
    ['rows that the column has not', (view) => view.setBigInt64(find(3, 0), 4n, true), /a column has 4 of 3 rows/],
    [
      'rows that no body could hold',
      (view) => view.setBigInt64(find(3, 0), 21_990_232_558_080n, true),
      /21990232558083 cells of 3 rows in \d+ bytes/,
    ],
    ['more nulls than cells', (view) => view.setBigInt64(find(3, 0) + 8, 9n, true), /more nulls than cells/],
    ['a negative number of cells', (view) => view.setBigInt64(find(3, 0), -3n, true), /-3 cells/],
    [
      'a number of nodes',
      (view) => view.setInt32(find(3, 0) - 4, 0x1fff_ffff, true),
      /536870911 elements reach beyond/,
    ],
    [
      'a buffer beyond its body',
      (view) => view.setBigInt64(find(0, 16), 1n << 40n, true),
      /a buffer of 16 bytes reaches/,
    ],
    [
      'a buffer shorter than its column',
      (view) => view.setBigInt64(find(0, 16) + 8, 8n, true),
      /3 cells has a buffer for 2/,
    ],
  ])('%s', (_, change, message) => {
    expect(() => readAll(damage(change))).toThrow(message)
  })

  it('fields nested without end', () => {
    let type: arrow.DataType = new arrow.Int8()
    for (let depth = 0; depth < 70; depth++) type = new arrow.List(new arrow.Field('item', type))
    const deep = arrow.tableToIPC(new arrow.Table(new arrow.Schema([new arrow.Field('x', type)])), 'stream')
    expect(() => readAll(deep)).toThrow(/nested more than 64 deep/)
  })

  it('offsets that go back and forth over the same bytes', () => {
    const text = arrow.makeData({
      type: new arrow.Utf8(),
      length: 4,
      valueOffsets: Int32Array.of(0, 5, 0, 5, 0),
      data: Buffer.from('hello'),
    })
    const back = arrow.tableToIPC(new arrow.Table({ text: new arrow.Vector([text]) }), 'stream')
    expect(() => readAll(back)).toThrow(/offset 0 in row 2 after 5/)
  })

  it('an index into nothing', () => {
    const dictionary = arrow.vectorFromArray(['a', 'b'], new arrow.Utf8())
    const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 1)
    const column = arrow.makeData({ type, length: 2, data: Int32Array.of(1, 2), dictionary })
    const bytes = arrow.tableToIPC(new arrow.Table({ tag: new arrow.Vector([column]) }), 'stream')
    expect(() => readAll(bytes)).toThrow(/index 2 into a dictionary of 2/)
  })

  it('a second schema, a batch before the schema, the end before the last byte', () => {
    const schemaLength = 8 + new DataView(stream.buffer, stream.byteOffset).getInt32(4, true)
    const schema = stream.subarray(0, schemaLength)
    expect(() => readAll(Buffer.concat([schema, stream]))).toThrow('a second schema')
    expect(() => readAll(stream.slice(schemaLength))).toThrow('a batch before the schema')
    expect(() => readAll(Buffer.concat([stream, stream]))).toThrow('bytes after its end')
    expect(() => readAll(stream.subarray(0, stream.length - 20))).toThrow('it ends inside a frame')
  })

  it('compressed buffers that would fill the memory', () => {
    const { body } = recorded('arrow zstd')
    const damaged = body.slice()
    const view = new DataView(damaged.buffer)
    // The length in front of the buffer of one batch: 2,048 integers of eight bytes.
    const at = Buffer.from(damaged).indexOf(Buffer.from(BigInt64Array.of(16_384n).buffer))
    expect(at).toBeGreaterThan(0)
    view.setBigInt64(at, 1n << 40n, true)
    expect(() => readAll(damaged)).toThrow(/claim to be \d+ when decompressed/)
  })
})

describe('whole bytes', () => {
  it.each(streams.slice(0, 4))('%s in chunks of any size', async (_, bytes) => {
    const wanted = readAll(bytes)
    expect(wanted).toBeGreaterThan(0)
    for (const size of [1, 3, 100, 1 << 20]) {
      async function* chunks() {
        for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
      }
      let rows = 0
      for await (const batch of batchesOfChunks(arrow, chunks())) rows += batch.numRows
      expect(rows).toBe(wanted)
    }
  })

  it('with dictionaries that are replaced on the way', () => {
    expect(readAll(fixture('arrow-replaced-dictionaries.bin'))).toBe(5_000)
  })
})

describe('what is sent once and used without end', () => {
  /** A text of 64 KiB, to which `count` cells refer, each as `column` nests it. */
  function repeated(count: number, column: (cells: arrow.Data) => arrow.Data): Uint8Array {
    const dictionary = arrow.vectorFromArray(['x'.repeat(65_536)], new arrow.Utf8())
    const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8(), 1)
    const cells = arrow.makeData({ type, length: count, data: new Int8Array(count), dictionary })
    return arrow.tableToIPC(new arrow.Table({ tag: new arrow.Vector([column(cells)]) }), 'stream')
  }
  const item = (type: arrow.DataType) => new arrow.Field('item', type)
  const listOf = (child: arrow.Data, rows: number) =>
    arrow.makeData({
      type: new arrow.List(item(child.type)),
      length: rows,
      valueOffsets: Int32Array.from({ length: rows + 1 }, (_, row) => (row * child.length) / rows),
      child,
    })
  const structOf = (child: arrow.Data, name = 'item') =>
    arrow.makeData({
      type: new arrow.Struct([new arrow.Field(name, child.type)]),
      length: child.length,
      children: [child],
    })

  it.each<[string, (count: number) => Uint8Array]>([
    ['one list', (count) => repeated(count, (cells) => listOf(cells, 1))],
    ['many lists', (count) => repeated(count, (cells) => listOf(cells, count / 2))],
    ['lists of lists', (count) => repeated(count, (cells) => listOf(listOf(cells, count), 2))],
    ['structs', (count) => repeated(count, (cells) => structOf(cells))],
    ['lists of structs', (count) => repeated(count, (cells) => listOf(structOf(cells), 2))],
    [
      'a long name',
      (count) => {
        const cells = arrow.makeData({ type: new arrow.Int8(), length: count, data: new Int8Array(count) })
        const long = structOf(cells, 'x'.repeat(65_536))
        return arrow.tableToIPC(new arrow.Table({ s: new arrow.Vector([long]) }), 'stream')
      },
    ],
  ])('a text in %s', (_, bytesOf) => {
    expect(readAll(bytesOf(100))).toBeGreaterThan(0)
    expect(() => readAll(bytesOf(2_000))).toThrow(/take more text than their bytes allow/)
  })

  /** A dictionary that grows by one text with each of `count` batches, as the writer of apache-arrow sends its parts. */
  function growing(count: number): Uint8Array {
    const part = (text: string) => arrow.vectorFromArray([text], new arrow.Utf8()).data[0] as arrow.Data<arrow.Utf8>
    const parts = Array.from({ length: count }, (_, i) => part(`t${i}`))
    const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 1)
    const batches = parts.map((_, i) => {
      const dictionary = new arrow.Vector(parts.slice(0, i + 1))
      return arrow.makeData({ type, length: 1, data: Int32Array.of(i), dictionary })
    })
    const writer = new arrow.RecordBatchStreamWriter()
    const schema = new arrow.Schema([new arrow.Field('tag', type)])
    for (const data of batches) {
      const struct = arrow.makeData({ type: new arrow.Struct(schema.fields), length: 1, children: [data] })
      writer.write(new arrow.RecordBatch(schema, struct))
    }
    return writer.finish().toUint8Array(true)
  }

  it('dictionaries that grow are read, each text once', () => {
    const reader = new BatchReader(arrow)
    const tags: unknown[] = []
    for (const batch of batchesOf(arrow, growing(50)))
      tags.push(...toRows(reader.read(batch), { int64: 'bigint' }).map((row) => row.tag))
    expect(tags).toEqual(Array.from({ length: 50 }, (_, i) => `t${i}`))
  })

  it('dictionaries that grow more often than their size allows are refused', () => {
    const added = (count: number) =>
      ({ kind: 'dictionary', rows: 0, columns: [], values: { count, areAdded: true } }) as const
    const growth = (parts: number, count: number, bytes: number) => {
      const budget = new DictionaryBudget()
      for (let part = 0; part < parts; part++) budget.add(added(count), bytes)
    }
    growth(1_000, 1_000, 10_000) // a million texts of ten bytes, a thousand with each batch
    growth(20_000, 1, 400) // what comes one by one
    expect(() => growth(100_000, 1, 200)).toThrow(/added to more often/)
    expect(() => growth(2_000, 10_000, 1_000)).toThrow(/added to more often/)
    expect(() => growth(100, 4_000_000, 1_000)).toThrow(/added to more often/)
  })
})

/** A schema in which all members of each struct are one and the same struct, down to an integer: written by hand, word by word. */
function sharedMembers(depth: number, members: number): Uint8Array {
  const pair = (low: number, high: number) => low | (high << 16)
  const fieldTable = pair(16, 16)
  const words = [
    ...[0, pair(10, 12), pair(4, 6), pair(8, 0), 0], // the root, and the table of the message: version, kind, header
    ...[pair(8, 8), pair(0, 4)], // that of a schema: its fields
    ...[fieldTable, pair(0, 0), pair(4, 8), pair(0, 12)], // that of a field: typeId, type, children
    ...[pair(4, 4)], // that of a type without fields
  ]
  const refer = (from: number, to: number) => {
    words[from] = 4 * (to - from)
  }
  const table = (vtable: number, fields: number) => {
    const at = words.length
    words.push(4 * (at - vtable), ...Array<number>(fields).fill(0))
    return at
  }
  const message = table(1, 2)
  refer(0, message)
  words[message + 1] = pair(4, 1) // version 5 of the format; a schema
  const schema = table(5, 1)
  refer(message + 2, schema)
  let parent = schema + 1
  for (let level = 0; level <= depth; level++) {
    const vector = words.push(members) - 1
    refer(parent, vector)
    const slots = vector + 1
    for (let i = 0; i < members; i++) words.push(0)
    const field = table(7, 3)
    for (let i = 0; i < members; i++) refer(slots + i, field)
    words[field + 1] = level < depth ? 13 : 1
    const type = table(11, 0)
    refer(field + 2, type)
    if (level === depth) words[field + 3] = 4 * (words.push(0) - 1 - (field + 3))
    parent = field + 3
  }
  const bytes = new Uint8Array(8 + 4 * words.length)
  const view = new DataView(bytes.buffer)
  ;[-1, 4 * words.length, ...words].forEach((word, i) => {
    view.setInt32(4 * i, word, true)
  })
  return bytes
}

it('fields that are shared are followed as often as bytes could hold them', () => {
  expect([...batchesOf(arrow, sharedMembers(1, 2))]).toEqual([])
  expect(() => [...batchesOf(arrow, sharedMembers(4, 20))]).toThrow(/used more often than they can be/)
})
