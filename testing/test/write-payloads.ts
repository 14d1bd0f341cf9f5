/** Random MessagePack writes, as values with their wire codes, and the bytes they are on the wire. */
import fc from 'fast-check'

/** `code` is the exact code of a number on the wire. */
export type Cell =
  | null
  | { readonly kind: 'int'; readonly code: IntegerCode; readonly value: bigint }
  | { readonly kind: 'float'; readonly code: 0xca | 0xcb; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'bool'; readonly value: boolean }

type IntegerCode = 'fix' | 0xcc | 0xcd | 0xce | 0xcf | 0xd0 | 0xd1 | 0xd2 | 0xd3

export interface ColumnarItem {
  readonly shape: 'columnar'
  /** Distinct, in seconds, milliseconds, microseconds or nanoseconds; undefined leaves the column out. */
  readonly times: readonly bigint[] | undefined
  readonly columns: ReadonlyMap<string, readonly Cell[]>
  /** Cells missing at the end of the last column, which makes the item invalid. */
  readonly missing: number
}

export interface RowsItem {
  readonly shape: 'rows'
  readonly rows: readonly {
    readonly time: bigint
    readonly host: string | undefined
    readonly tags: ReadonlyMap<string, string>
    readonly fields: ReadonlyMap<string, Cell>
  }[]
}

/** Every item goes to a measurement of its own. A single item is sent alone, or in a batch, or in an array. */
export interface Payload {
  readonly wrapping: 'none' | 'batch' | 'array'
  readonly items: readonly (ColumnarItem | RowsItem)[]
}

const INTEGER_RANGES: readonly (readonly [code: IntegerCode, low: bigint, high: bigint])[] = [
  ['fix', -32n, 127n],
  [0xcc, 0n, 255n],
  [0xcd, 0n, 65_535n],
  [0xce, 0n, 2n ** 32n - 1n],
  [0xcf, 0n, 2n ** 64n - 1n],
  [0xd0, -128n, 127n],
  [0xd1, -32_768n, 32_767n],
  [0xd2, -(2n ** 31n), 2n ** 31n - 1n],
  [0xd3, -(2n ** 63n), 2n ** 63n - 1n],
]

const integer = fc.oneof(
  ...INTEGER_RANGES.map(([code, min, max]) =>
    fc.bigInt({ min, max }).map((value): Cell => ({ kind: 'int', code, value })),
  ),
)
const float = fc.oneof(
  fc.double().map((value): Cell => ({ kind: 'float', code: 0xcb, value })),
  fc.integer({ min: -1000, max: 1000 }).map((value): Cell => ({ kind: 'float', code: 0xcb, value })),
  fc.double({ min: -1000, max: 1000, noNaN: true }).map((value): Cell => ({ kind: 'float', code: 0xcb, value })),
  fc.float().map((value): Cell => ({ kind: 'float', code: 0xca, value })),
)
const text = fc
  .oneof(fc.constantFrom('a', 'server01', 'eu-west', ''), fc.string({ unit: 'grapheme', maxLength: 40 }))
  .map((value): Cell => ({ kind: 'string', value }))
const bool = fc.boolean().map((value): Cell => ({ kind: 'bool', value }))
const classes = [integer, float, text, bool]

/** Most columns are of one class; some have numbers of two, and few anything. */
function cells(rows: number): fc.Arbitrary<readonly Cell[]> {
  const nothing = fc.constant(null)
  const of = (...mix: { arbitrary: fc.Arbitrary<Cell>; weight: number }[]) =>
    fc.array(fc.oneof(...mix), { minLength: rows, maxLength: rows })
  const pure = classes.map((arbitrary) => of({ arbitrary, weight: 5 }, { arbitrary: nothing, weight: 1 }))
  return fc.oneof(
    ...pure.map((arbitrary) => ({ arbitrary, weight: 5 })),
    { arbitrary: of({ arbitrary: integer, weight: 3 }, { arbitrary: float, weight: 1 }), weight: 3 },
    { arbitrary: of({ arbitrary: float, weight: 3 }, { arbitrary: integer, weight: 1 }), weight: 3 },
    { arbitrary: of(...classes.map((arbitrary) => ({ arbitrary, weight: 1 }))), weight: 1 },
    { arbitrary: of({ arbitrary: nothing, weight: 1 }), weight: 1 },
  )
}

const COLUMN_NAMES = ['v', 'usage idle', 'é', '_hidden', 'a.b', 'q"uote', 'region', 'n']
const UNITS = [1n, 1_000n, 1_000_000n, 1_000_000_000n]

const columnarItem: fc.Arbitrary<ColumnarItem> = fc.integer({ min: 1, max: 8 }).chain((rows) =>
  fc.record({
    shape: fc.constant('columnar' as const),
    times: fc.option(
      fc
        .tuple(fc.constantFrom(...UNITS), fc.uniqueArray(fc.nat(1e6), { minLength: rows, maxLength: rows }))
        .map(([unit, offsets]) => offsets.map((offset) => (1_700_000_000n + BigInt(offset)) * unit)),
      { nil: undefined, freq: 10 },
    ),
    columns: fc
      .uniqueArray(fc.tuple(fc.constantFrom(...COLUMN_NAMES), cells(rows)), {
        selector: ([name]) => name,
        minLength: 1,
        maxLength: 4,
      })
      .map((columns) => new Map(columns)),
    missing: fc.oneof({ arbitrary: fc.constant(0), weight: 15 }, { arbitrary: fc.constant(1), weight: 1 }),
  }),
)

const rowsItem: fc.Arbitrary<RowsItem> = fc
  .uniqueArray(fc.nat(1e6), { minLength: 1, maxLength: 5 })
  .chain((offsets) =>
    fc.tuple(
      ...offsets.map((offset) =>
        fc.record({
          time: fc.constantFrom(...UNITS).map((unit) => (1_700_000_000n + BigInt(offset)) * unit),
          host: fc.constantFrom(undefined, '', 'h1', 'h2'),
          tags: fc.dictionary(fc.constantFrom('region', 'host', 'rack'), fc.constantFrom('a', 'b', ''), { maxKeys: 2 }),
          fields: fc.dictionary(fc.constantFrom('v', 'w', 'host', 'rack'), float, { maxKeys: 3 }),
        }),
      ),
    ),
  )
  .map((rows) => ({
    shape: 'rows',
    rows: rows.map(({ tags, fields, ...row }) => ({
      ...row,
      tags: new Map(Object.entries(tags)),
      fields: new Map(Object.entries(fields)),
    })),
  }))

const item = fc.oneof({ arbitrary: columnarItem, weight: 3 }, { arbitrary: rowsItem, weight: 1 })

/** Any write that a random client could come up with. */
export const payloads: fc.Arbitrary<Payload> = fc.oneof(
  { arbitrary: columnarItem.map((single): Payload => ({ wrapping: 'none', items: [single] })), weight: 2 },
  {
    arbitrary: fc.record({
      wrapping: fc.constantFrom('batch' as const, 'array' as const),
      items: fc.array(item, { maxLength: 4 }),
    }),
    weight: 1,
  },
)

/** The measurement of item `index`. */
export function measurementOf(prefix: string, index: number): string {
  return `${prefix}_${index}`
}

/** The bytes of a payload. */
export function encodePayload({ wrapping, items }: Payload, prefix: string): Uint8Array {
  const encoded = items.flatMap((each, index) => encodeItem(each, measurementOf(prefix, index)))
  if (wrapping === 'none') return encoded[0] ?? new Uint8Array()
  const array = Buffer.concat([length(0xdd, encoded.length), ...encoded])
  return wrapping === 'array' ? array : encodeMap([['batch', array]])
}

function encodeItem(each: ColumnarItem | RowsItem, measurement: string): Uint8Array[] {
  const m = [['m', encodeText(measurement)]] as const
  if (each.shape === 'columnar') return [encodeMap([...m, ['columns', encodeColumns(each)]])]
  return each.rows.map(({ time, host, tags, fields }) =>
    encodeMap([
      ...m,
      ['t', encodeInteger(0xd3, time)],
      ...(host === undefined ? [] : ([['h', encodeText(host)]] as const)),
      ['fields', encodeMap([...fields].map(([name, value]) => [name, encodeCell(value)]))],
      ['tags', encodeMap([...tags].map(([name, value]) => [name, encodeText(value)]))],
    ]),
  )
}

function encodeColumns({ times, columns, missing }: ColumnarItem): Uint8Array {
  const entries: [string, Uint8Array][] = []
  if (times !== undefined) entries.push(['time', encodeArray(times.map((time) => encodeInteger(0xd3, time)))])
  for (const [index, [name, values]] of [...columns].entries()) {
    const sent = index === columns.size - 1 ? values.slice(0, values.length - missing) : values
    entries.push([name, encodeArray(sent.map(encodeCell))])
  }
  return encodeMap(entries)
}

function encodeCell(cell: Cell): Uint8Array {
  if (cell === null) return Buffer.of(0xc0)
  switch (cell.kind) {
    case 'int':
      return encodeInteger(cell.code, cell.value)
    case 'float': {
      const bytes = Buffer.alloc(cell.code === 0xca ? 5 : 9)
      bytes[0] = cell.code
      if (cell.code === 0xca) bytes.writeFloatBE(cell.value, 1)
      else bytes.writeDoubleBE(cell.value, 1)
      return bytes
    }
    case 'string':
      return encodeText(cell.value)
    case 'bool':
      return Buffer.of(cell.value ? 0xc3 : 0xc2)
  }
}

function encodeInteger(code: IntegerCode, value: bigint): Uint8Array {
  const bytes = Buffer.alloc(9)
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value), 1)
  if (code === 'fix') return bytes.subarray(8)
  const width = 1 << ((code - 0xcc) & 3)
  return Buffer.concat([Buffer.of(code), bytes.subarray(9 - width)])
}

function encodeText(value: string): Uint8Array {
  const bytes = Buffer.from(value)
  return Buffer.concat([length(0xdb, bytes.length), bytes])
}

function encodeArray(items: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([length(0xdd, items.length), ...items])
}

function encodeMap(entries: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  return Buffer.concat([length(0xdf, entries.length), ...entries.flatMap(([key, value]) => [encodeText(key), value])])
}

function length(code: number, count: number): Uint8Array {
  const bytes = Buffer.alloc(5)
  bytes[0] = code
  bytes.writeUInt32BE(count, 1)
  return bytes
}
