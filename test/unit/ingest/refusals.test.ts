/** Nothing that Arc would mangle or die of reaches the network: asserted on a socket. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ArcClient, ArcUsageError, ArcValidationError, lineProtocol } from '../../../src/index.ts'

let server: Server
let arc: ArcClient
let connections = 0
let requests = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    requests++
    request.resume().on('end', () => response.writeHead(204).end())
  })
  server.on('connection', () => {
    connections++
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  arc = new ArcClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})

afterAll(async () => {
  await arc.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const HOSTILE: readonly unknown[] = [
  undefined,
  null,
  0,
  -1,
  Number.NaN,
  '',
  'x',
  true,
  1n,
  Symbol('s'),
  () => {},
  [],
  {},
  new Date(),
  new Map(),
  /x/,
]
const HUGE = 'x'.repeat(1_000_000)
const NAMES = [
  '',
  ' ',
  '1cpu',
  '_cpu',
  'a b',
  'a.b',
  'a/b',
  'a\u0000b',
  '../etc',
  'é',
  'x'.repeat(129),
  HUGE,
  'cpu\n',
  'cpu"; DROP TABLE',
  ...HOSTILE,
]
const rows = [{ v: 1 }]
const columns = { v: [1] }
// What is wrong is what the types forbid.
const any = (value: unknown): never => value as never

async function refused(call: () => Promise<unknown>): Promise<void> {
  const error = await call().then(
    (result) => `accepted: ${JSON.stringify(result)}`,
    (reason) => reason,
  )
  // Of an option, or of data.
  expect(['ArcUsageError', 'ArcValidationError']).toContain(error.name)
  expect(error.message.length).toBeLessThan(600)
}

describe('no request leaves for', () => {
  test('names of measurements and databases', async () => {
    for (const name of NAMES) {
      if (name !== 'x') {
        await refused(() => arc.write.columns(any(name), columns))
        await refused(() => arc.write.rows(any(name), rows))
        await refused(() => arc.write.arrow(any(name), new Uint8Array()))
        await refused(() => arc.imports.csv(new Blob(['time,v\n1,1']), { measurement: any(name) }))
        await refused(() => arc.imports.parquet(new Blob(['x']), { measurement: any(name) }))
        if (name !== undefined) {
          await refused(() => arc.imports.lineProtocol(new Blob(['m v=1']), { measurement: any(name) }))
          await refused(() => arc.imports.tle(new Blob(['x']), { measurement: any(name) }))
          await refused(() => arc.write.tle('x', { measurement: any(name) }))
        }
      }
      if (name === 'x' || name === undefined || name === null) continue
      const database = any(name)
      await refused(() => arc.write.columns('cpu', columns, { database }))
      await refused(() => arc.write.rows('cpu', rows, { database }))
      await refused(() => arc.write.arrow('cpu', new Uint8Array(), { database }))
      await refused(() => arc.write.lineProtocol('cpu v=1', { database }))
      await refused(() => arc.write.tle('x', { database }))
      await refused(() => arc.imports.csv(new Blob(['time,v\n1,1']), { measurement: 'cpu', database }))
    }
  })

  test('names of columns', async () => {
    for (const name of ['', '_x', 'Time', 'TIME', 'a\u0000', 'a\nb', 'a\ud800', 'x'.repeat(256), HUGE]) {
      await refused(() => arc.write.columns('cpu', { [name]: [1] }))
      await refused(() => arc.write.rows('cpu', [{ [name]: 1 }]))
      await refused(() => arc.write.columns('cpu', columns, { schema: { [name]: 'int64' } }))
    }
    await refused(() => arc.write.columns('cpu', { v: [1], V: [1] }))
  })

  test('columns of the wrong kind', async () => {
    for (const value of HOSTILE) {
      await refused(() => arc.write.columns('cpu', any(value)))
      // A column of undefined is one that is left out.
      const isEmpty = Array.isArray(value) // no rows, which is not wrong
      if (!isEmpty) await refused(() => arc.write.columns('cpu', { v: any(value) }))
      await refused(() => arc.write.columns('cpu', { time: any(value), v: [1] }))
      await refused(() => arc.write.columns('cpu', { v: any({ values: value, validity: [true] }) }))
      if (!isEmpty) await refused(() => arc.write.columns('cpu', { v: any({ codes: value, dictionary: ['a'] }) }))
      await refused(() =>
        arc.write.columns('cpu', { v: any({ codes: [0], dictionary: value === undefined ? null : [value, 1] }) }),
      )
      if (value !== undefined && value !== null) {
        await refused(() => arc.write.columns('cpu', { v: any({ values: Float64Array.of(1), validity: value }) }))
        await refused(() => arc.write.columns('cpu', columns, { schema: { v: any(value) } }))
        const tags = any(Array.isArray(value) ? [undefined] : value)
        await refused(() => arc.write.columns(any({ name: 'cpu', schema: { v: 'float64' }, tags }), columns))
        await refused(() => arc.write.columns('cpu', columns, { timeUnit: any(value) }))
      }
    }
    await refused(() => arc.write.columns('cpu', { v: new DataView(new ArrayBuffer(8)) as never }))
    await refused(() => arc.write.columns('cpu', { v: new ArrayBuffer(8) as never }))
  })

  test('values of the wrong kind, and mixtures', async () => {
    for (const value of [{}, [], Symbol('s'), () => {}, new Date(), new Map(), Float64Array.of(1), Object(1)]) {
      await refused(() => arc.write.columns('cpu', { v: any([value]) }))
      await refused(() => arc.write.columns('cpu', { v: any([1, value]) }))
      await refused(() => arc.write.columns('cpu', { v: any(['a', value]) }))
      await refused(() => arc.write.rows('cpu', [{ v: any(value) }]))
    }
    for (const mixture of [
      [1, 'a'],
      ['a', 1],
      [true, 1],
      [1, true],
      [1n, 'a'],
      [1, 1n],
      [1n, 1.5],
      ['a', false],
    ]) {
      await refused(() => arc.write.columns('cpu', { v: any(mixture) }))
    }
    await refused(() => arc.write.columns('cpu', { v: [2n ** 63n] }))
    await refused(() => arc.write.columns('cpu', { v: BigUint64Array.of(2n ** 63n) }))
    await refused(() => arc.write.columns('cpu', { v: { codes: [1], dictionary: ['a'] } }))
    await refused(() => arc.write.columns('cpu', { v: { codes: [-1], dictionary: ['a'] } }))
    await refused(() => arc.write.columns('cpu', { v: { codes: [0.5], dictionary: ['a'] } }))
    for (const [type, value] of [
      ['float64', '1'],
      ['int64', 1.5],
      ['string', 1],
      ['boolean', 1],
      ['float64', 1n],
    ] as const) {
      await refused(() => arc.write.columns('cpu', { v: any([value]) }, { schema: { v: type } }))
    }
    await refused(() => arc.write.columns('cpu', { v: Float64Array.of(1) }, { schema: { v: 'string' } }))
    await expect(arc.write.columns('cpu', { v: Uint8Array.of(1) }, { schema: { v: 'boolean' } })).rejects.toThrow(
      'cpu.v is a Uint8Array, and the column is boolean; give an array of booleans',
    )
    await refused(() => arc.write.columns('cpu', { v: BigInt64Array.of(1n) }, { schema: { v: 'float64' } }))
  })

  test('unequal lengths, no columns, detached buffers', async () => {
    for (const none of [{}, { v: undefined }, new Map([['v', [1]]])]) {
      await expect(arc.write.columns('cpu', any(none))).rejects.toThrow(
        'cpu: there is no column; give an object of column name to array',
      )
    }
    await refused(() => arc.write.columns('cpu', { a: [1], b: [1, 2] }))
    await expect(arc.write.columns('cpu', { a: [1, 2], b: [1] })).rejects.toThrow(
      'cpu.b has length 1 and a has length 2; all columns of a call have one length',
    )
    await refused(() => arc.write.columns('cpu', { time: [1, 2], b: [1] }))
    await refused(() => arc.write.columns('cpu', { time: [1], b: { values: [1, 2], validity: [true] } }))
    const detached = Float64Array.of(1, 2)
    structuredClone(detached.buffer, { transfer: [detached.buffer] })
    await refused(() => arc.write.columns('cpu', { time: [1, 2], v: detached }))
    await expect(arc.write.columns('cpu', { v: detached })).rejects.toThrow(
      'cpu.v has lost its memory: its buffer was transferred; write it before',
    )
  })

  test('rows that are none', async () => {
    for (const value of HOSTILE) {
      const isEmpty = Array.isArray(value) || value instanceof Map // no rows, which is not wrong
      if (!isEmpty) await refused(() => arc.write.rows('cpu', any(value)))
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        await refused(() => arc.write.rows('cpu', [any(value)]))
    }
    for (const maxRows of [0, -1, 1.5, Number.NaN, 2 ** 20 + 1, '10', null]) {
      await refused(() => arc.write.rows('cpu', rows, { maxRows: any(maxRows) }))
    }
  })

  test('text, files and Arrow that are none', async () => {
    for (const value of HOSTILE) {
      if (value !== 'x') await refused(() => arc.write.lineProtocol(any(value)))
      await refused(() => arc.write.tle(any(value)))
      await refused(() => arc.write.arrow('cpu', any(value)))
      await refused(() => arc.imports.csv(any(value), { measurement: 'cpu' }))
      if (value !== undefined) {
        await refused(() => arc.write.lineProtocol('m v=1', { precision: any(value) }))
        await refused(() => arc.imports.lineProtocol(new Blob(['m v=1']), { precision: any(value) }))
        await refused(() => arc.imports.csv(new Blob(['x']), { measurement: 'cpu', timeFormat: any(value) }))
        if (value !== 'x')
          await refused(() => arc.imports.csv(new Blob(['x']), { measurement: 'cpu', delimiter: any(value) }))
        if (value !== 0)
          await refused(() => arc.imports.csv(new Blob(['x']), { measurement: 'cpu', skipRows: any(value) }))
      }
    }
    await refused(() => arc.write.lineProtocol('\n# only a comment\n  \n'))
    await refused(() => arc.imports.csv('/no/such/file.csv', { measurement: 'cpu' }))
    await refused(() => arc.imports.csv(any(undefined), any(undefined)))
  })

  test('and after all that, one good call is the first connection', async () => {
    expect({ connections, requests }).toEqual({ connections: 0, requests: 0 })
    await arc.write.columns('cpu', columns)
    expect({ connections, requests }).toEqual({ connections: 1, requests: 1 })
  })
})

describe('lineProtocol()', () => {
  test.each([
    [() => lineProtocol('', { fields: { v: 1 } }), /not a measurement name/],
    [() => lineProtocol('m', { fields: {} }), /needs a field/],
    [() => lineProtocol('m', { fields: { v: null } }), /needs a field/],
    [() => lineProtocol('m', { tags: { host: 'two\nlines' }, fields: { v: 1 } }), /m\.host: .*line break/],
    [() => lineProtocol('m', { fields: { v: 'two\nlines' } }), /m\.v: .*line break/],
    [() => lineProtocol('m', { tags: { 'a=b': 'x' }, fields: { v: 1 } }), /has "=" in its name/],
    [() => lineProtocol('m', { fields: { 'a=b': 1 } }), /has "=" in its name/],
    [() => lineProtocol('m', { tags: { v: 'x' }, fields: { v: 1 } }), /both a tag and a field/],
    [() => lineProtocol('m', { tags: { V: 'x' }, fields: { v: 1 } }), /only by case/],
    [() => lineProtocol('m', { tags: { time: 'x' }, fields: { v: 1 } }), /is the time of the line/],
    [() => lineProtocol('m', { fields: { time: 1 } }), /is the time of the line/],
    [() => lineProtocol('m', { tags: { '': 'x' }, fields: { v: 1 } }), /is empty/],
    [() => lineProtocol('m', { tags: { n: 1 as never }, fields: { v: 1 } }), /a tag is a string/],
    [() => lineProtocol('m', { fields: { v: {} as never } }), /is not a field/],
    [() => lineProtocol('m', { fields: { v: 2n ** 63n } }), /does not fit in 64 bits/],
    [() => lineProtocol('m', { fields: { v: 1 }, time: 'yesterday' }), /RFC 3339/],
    [
      () => lineProtocol('m', { fields: { v: 1 }, time: 5, timeUnit: 'seconds' as never }),
      /^m: timeUnit is "seconds"; give "auto",/,
    ],
    [
      () => lineProtocol('m', { fields: { v: 1 }, timeunit: 'ms' } as never),
      /m: a point has no "timeunit"; did you mean "timeUnit"\? Known are: tags,/,
    ],
    [() => lineProtocol('m', null as never), /^m: the point is null; give { tags, fields, time }/],
    [() => lineProtocol('m', {} as never), /fields are undefined/],
    [() => lineProtocol('m', { tags: null as never, fields: { v: 1 } }), /tags are null/],
    [() => lineProtocol('m', { fields: null as never }), /fields are null/],
    [
      () => lineProtocol('m', { tags: new Map([['host', 'a']]) as never, fields: { v: 1 } }),
      /m: the tags are an object \(Map\); give an object/,
    ],
    [
      () => lineProtocol('m', { fields: new URLSearchParams({ v: '1' }) as never }),
      /m: the fields are an object \(URLSearchParams\)/,
    ],
  ])('%s', (call, message) => {
    expect(call).toThrow(/timeunit/i.test(message.source) ? ArcUsageError : ArcValidationError)
    expect(call).toThrow(message)
  })

  test('writes what Arc reads', () => {
    expect(
      lineProtocol('m', {
        tags: { 'k 1': 'C:\\a, b="c"', none: null },
        fields: { f: 1, i: 1n, s: 'a "b" \\', b: true, n: Number.NaN, e: 1e21, none: undefined },
        time: 1_700_000_000_000,
      }),
    ).toBe('m,k\\ 1=C:\\\\a\\,\\ b\\=\\"c\\" f=1,i=1i,s="a \\"b\\" \\\\",b=true,n=NaN,e=1e+21 1700000000000000000')
  })
})
