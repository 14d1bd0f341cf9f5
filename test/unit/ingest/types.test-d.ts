/** What must compile and what must not: checked by `npm run typecheck`, which fails when a line below is no longer an error. */
import {
  type ArcClient,
  type BufferedWriter,
  type Columns,
  type ColumnsOf,
  type ColumnsShape,
  defineMeasurement,
  type Instant,
  type Measurement,
  type RowOf,
  type RowShape,
} from '../../../src/index.ts'

interface CpuColumns {
  time: Date[]
  host: string[]
  usage: (number | null)[]
  note?: string[] | undefined
}

interface CpuRow {
  time: Date
  host: string
  usage?: number
}

/** Never called. */
export async function taken(arc: ArcClient, cpuColumns: CpuColumns, cpuRow: CpuRow, columns: Columns): Promise<void> {
  await arc.write.columns('cpu', cpuColumns)
  await arc.write.columns('cpu', columns)
  await arc.write.columns('cpu', { time: [new Date(), 5, 5n, '2024-01-01T00:00:00Z'], usage: [1, null, undefined] })
  await arc.write.columns('cpu', { ids: [1, 2n], empty: [], missing: undefined }, { schema: { ids: 'int64' } })
  await arc.write.columns('cpu', {
    time: new BigInt64Array(1),
    cores: new Int32Array(1),
    host: { codes: [0, null], dictionary: ['a'] },
    usage: { values: [1], validity: [true] },
  })
  await arc.write.columns('cpu', { [cpuRow.host]: [1, 2] })
  await arc.write.columns('cpu', Object.fromEntries([['usage', [1]]]))
  await arc.write.rows('cpu', [cpuRow, cpuRow])
  await arc.write.rows('cpu', [
    { time: new Date(), host: 'a' },
    { time: 5, usage: null, up: true },
  ])
  await arc.write.rows('cpu', [{ time: undefined as Instant | undefined, host: 'a' }])
  await arc.write.rows('cpu', [{ [cpuRow.host]: 1 } as Record<string, number | Date>])

  const cpu = defineMeasurement('cpu', { host: 'string', usage: 'float64', cores: 'int64' })
  await arc.write.rows(cpu, [{ time: undefined, host: undefined, usage: null, cores: 8n }])
  await arc.write.columns(cpu, { time: undefined, host: undefined, usage: [1], cores: [1, 2n] })
  await arc.write.columns(cpu, { time: [new Date()], host: ['a', null] })
  const declared: RowOf<typeof cpu> = { time: new Date(), host: 'a', usage: 95, cores: 8 }
  await arc.write.rows(cpu, [declared])
  const ofSchema: RowOf<{ host: 'string'; cores: 'int64' }> = { host: 'a', cores: 8n }
  await arc.write.rows(cpu, [ofSchema])

  const writer = arc.write.buffered()
  writer.appendColumns('cpu', cpuColumns)
  writer.appendColumns('cpu', columns)
  writer.append('cpu', cpuRow)
  writer.append('cpu', [cpuRow, cpuRow])
  writer.append('cpu', { time: new Date(), host: 'a', up: null })
  writer.appendColumns('cpu', { time: [Date.now()], host: ['d'], usage: new Float64Array([50]) })
  writer.append(cpu, { host: 'a' })
  writer.append(cpu, [{ time: new Date(), host: 'a' }])
  writer.appendColumns(cpu, { time: [new Date()], host: ['a'] })
  writer.append('cpu', { usage: 1 } as Record<string, number>)
  writer.append<CpuRow>('cpu', cpuRow)
  writer.append<CpuRow>('cpu', [cpuRow])
  await arc.write.rows<CpuRow>('cpu', [cpuRow])
}

/** Never called. What comes from JSON has no types. */
export async function ofJson(arc: ArcClient, writer: BufferedWriter): Promise<void> {
  const { measurement, data } = JSON.parse('{}')
  await arc.write.columns(measurement, data)
  await arc.write.columns(measurement, { usage: [5] })
  await arc.write.rows(measurement, data)
  await arc.write.rows(measurement, [{ usage: 5 }])
  await writer.consume(measurement, data)
  writer.append(measurement, data)
  writer.append(measurement, { usage: 5 })
  writer.appendColumns(measurement, { usage: [5] })
}

/** Never called. Wrappers need not know the columns. */
export class Declared<Row extends object> {
  readonly #measurement: Measurement<Row>
  readonly #arc: ArcClient

  constructor(arc: ArcClient, measurement: Measurement<Row>) {
    this.#arc = arc
    this.#measurement = measurement
  }

  async write(rows: readonly Row[], columns: ColumnsOf<Row>, writer: BufferedWriter): Promise<void> {
    await this.#arc.write.rows(this.#measurement, rows)
    await this.#arc.write.columns(this.#measurement, columns)
    await writer.consume(this.#measurement, rows)
    for (const row of rows) writer.append(this.#measurement, row)
    writer.append(this.#measurement, rows)
    writer.appendColumns(this.#measurement, columns)
  }
}

/** Never called. */
export async function ofAnyShape<Row extends object & RowShape<Row>, Given extends object & ColumnsShape<Given>>(
  arc: ArcClient,
  writer: BufferedWriter,
  rows: readonly Row[],
  columns: Given,
): Promise<void> {
  await arc.write.rows('cpu', rows)
  await arc.write.columns('cpu', columns)
  for (const row of rows) writer.append('cpu', row)
  writer.appendColumns('cpu', columns)
}

/** What the compiler says of a column that mixes types is the type it wants in place of it. */
export const mixedColumn: ColumnsShape<{ a: (number | string)[] }>['a'] =
  'a column has numbers, bigints, strings or booleans; only "time" has instants'

/** Never called. */
export async function refused(arc: ArcClient): Promise<void> {
  // @ts-expect-error: a column has one type
  await arc.write.columns('cpu', { a: [1, 'x'] })
  // @ts-expect-error: instants belong in time
  await arc.write.columns('cpu', { created: [new Date()] })
  // @ts-expect-error: one value is no column
  await arc.write.columns('cpu', { usage: 5 })
  // @ts-expect-error: one instant is no column
  await arc.write.columns('cpu', { time: new Date(), usage: [5] })
  // @ts-expect-error: instants belong in time
  await arc.write.rows('cpu', [{ created: new Date() }])
  // @ts-expect-error: Arc stores no objects
  await arc.write.rows('cpu', [{ tags: { host: 'a' } }])
  // @ts-expect-error: characters are no rows
  await arc.write.rows('cpu', 'abc')
  // @ts-expect-error: a row is no list of rows
  await arc.write.rows('cpu', { usage: 5 })
  // @ts-expect-error: time is implied
  defineMeasurement('cpu', { time: 'int64' })
  // @ts-expect-error: no such type
  defineMeasurement('cpu', { usage: 'double' })
  // @ts-expect-error: no such column
  defineMeasurement('cpu', { usage: 'float64' }, { tags: ['host'] })

  const cpu = defineMeasurement('cpu', { host: 'string', usage: 'float64' })
  // @ts-expect-error: declared float64
  await arc.write.rows(cpu, [{ usage: '5' }])
  // @ts-expect-error: not declared
  await arc.write.rows(cpu, [{ usages: 5 }])
  // @ts-expect-error: declared float64
  const wrongType: RowOf<typeof cpu> = { usage: '5' }
  // @ts-expect-error: not declared
  const misspelt: RowOf<typeof cpu> = { usages: 5 }
  await arc.write.rows(cpu, [wrongType, misspelt])
  // @ts-expect-error: declared float64
  await arc.write.columns(cpu, { usage: ['5'] })
  // @ts-expect-error: not declared
  await arc.write.columns(cpu, { usages: [5] })

  const writer = arc.write.buffered()
  // @ts-expect-error: instants belong in time
  writer.append('cpu', { created: new Date() })
  // @ts-expect-error: a column has one type
  writer.appendColumns('cpu', { a: [1, 'x'] })
  // @ts-expect-error: Arc stores no objects
  writer.append('cpu', [{ tags: { host: 'a' } }])
  // @ts-expect-error: declared float64
  writer.append(cpu, { usage: '5' })
  // @ts-expect-error: declared float64
  writer.appendColumns(cpu, { usage: ['5'] })
  // @ts-expect-error: not declared
  writer.append(cpu, [{ usages: 5 }])
  // @ts-expect-error: a number is no row
  writer.append('cpu', 5)
  // @ts-expect-error: a number is no columns
  await arc.write.columns('cpu', 5)
}

/** Never called. The compiler points at the wrong property, not at the call or the measurement. */
export async function pointedAt(arc: ArcClient, writer: BufferedWriter): Promise<void> {
  const cpu = defineMeasurement('cpu', { host: 'string', usage: 'float64' })
  defineMeasurement('cpu', {
    host: 'string',
    // @ts-expect-error: time is implied
    time: 'int64',
  })
  await arc.write.rows('cpu', [
    {
      usage: 5,
      // @ts-expect-error: every row has an instant, and without `time` it is now
      time: null,
    },
  ])
  await arc.write.rows(cpu, [
    {
      host: 'a',
      // @ts-expect-error: declared float64
      usage: '5',
    },
  ])
  await arc.write.rows('cpu', [
    {
      host: 'a',
      // @ts-expect-error: instants belong in time
      created: new Date(),
    },
  ])
  await arc.write.columns(cpu, {
    host: ['a'],
    // @ts-expect-error: not declared
    usages: [5],
  })
  writer.append(cpu, {
    host: 'a',
    // @ts-expect-error: declared float64
    usage: '5',
  })
  writer.append(cpu, [
    {
      host: 'a',
      // @ts-expect-error: not declared
      usages: 5,
    },
  ])
  writer.append('cpu', {
    host: 'a',
    // @ts-expect-error: Arc stores no arrays
    tags: ['a', 'b'],
  })
}
