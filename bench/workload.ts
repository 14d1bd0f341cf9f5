/**
 * The data of the write benchmarks: 10,000 rows of time, one tag of 100 values and five floats, in every form a caller may hold them.
 */
export const ROWS = 10_000

export interface MetricRow {
  readonly time: number
  readonly host: string
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
}

const FLOATS = ['a', 'b', 'c', 'd', 'e'] as const

export interface Workload {
  readonly dictionary: readonly string[]
  readonly codes: Uint8Array
  readonly time: readonly number[]
  readonly host: readonly string[]
  readonly floats: Readonly<Record<(typeof FLOATS)[number], readonly number[]>>
  readonly typedFloats: Readonly<Record<(typeof FLOATS)[number], Float64Array>>
  readonly rows: readonly MetricRow[]
}

/** The same data in every run. */
export function createWorkload(count = ROWS): Workload {
  const random = generator(42)
  const dictionary = Array.from({ length: 100 }, (_, i) => `server-${String(i).padStart(3, '0')}`)
  const codes = Uint8Array.from({ length: count }, () => Math.floor(random() * 100))
  const start = Date.UTC(2024, 0, 1)
  const time = Array.from({ length: count }, (_, i) => start + i)
  const host = Array.from(codes, (code) => dictionary[code] as string)
  const typedFloats = {} as Record<(typeof FLOATS)[number], Float64Array>
  const floats = {} as Record<(typeof FLOATS)[number], readonly number[]>
  for (const name of FLOATS) {
    typedFloats[name] = Float64Array.from({ length: count }, () => random() * 100)
    floats[name] = Array.from(typedFloats[name])
  }
  const rows = time.map((at, i) => {
    const cell = (name: (typeof FLOATS)[number]): number => typedFloats[name][i] as number
    return { time: at, host: host[i] as string, a: cell('a'), b: cell('b'), c: cell('c'), d: cell('d'), e: cell('e') }
  })
  return { dictionary, codes, time, host, floats, typedFloats, rows }
}

/** mulberry32: small, fast and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
