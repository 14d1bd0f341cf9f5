/** The table in README: how many times as fast as what else there is, then the figures behind it. */
import type { BenchResult } from '../harness.ts'
import type { Results } from '../report.ts'

/** A task of the table; names are those of cases. */
export interface Task {
  readonly name: string
  /** The table of the benchmark; a task whose table was not run is left out. */
  readonly table: string
  /** Ours by its case, and how README calls it. */
  readonly ours: Readonly<Record<string, string>>
  /** One of ours beside what it is like. */
  readonly comparisons: readonly { readonly ours: string; readonly other: string; readonly as: string }[]
}

const JSON_READER = { other: 'fetch, .json()', as: 'fetch + JSON' }
const queryTask = (name: string, table: string): Task => ({
  name,
  table,
  ours: {
    'query.columns': 'columns',
    'query.columns, row by row': 'columns, row by row',
    'query.rows': 'rows',
  },
  comparisons: [
    { ours: 'query.columns', ...JSON_READER },
    { ours: 'query.columns, row by row', ...JSON_READER },
    { ours: 'query.columns', other: 'fetch, @msgpack/msgpack', as: 'fetch + @msgpack/msgpack' },
    { ours: 'query.columns', other: 'floor: the bytes', as: 'reading the bytes alone' },
  ],
})

const ingestTask = (name: string, table: string, rivals: Task['comparisons'] = []): Task => ({
  name,
  table,
  ours: {
    'write.columns, typed arrays, dictionary': 'typed arrays',
    'write.columns, arrays': 'arrays',
    'write.rows, row objects': 'row objects',
  },
  comparisons: [
    { ours: 'write.columns, arrays', other: '@msgpack/msgpack + fetch', as: '@msgpack/msgpack + fetch' },
    ...rivals,
    {
      ours: 'write.columns, typed arrays, dictionary',
      other: 'floor: ready-made bodies',
      as: 'sending finished bodies',
    },
  ],
})

export const TASKS: readonly Task[] = [
  {
    name: 'encode 10,000 rows × time, tag, 5 floats',
    table: 'encode',
    ours: { 'typed arrays, dictionary tag': 'typed arrays', arrays: 'arrays', 'row objects': 'row objects' },
    comparisons: [
      { ours: 'arrays', other: '@msgpack/msgpack, arrays', as: '@msgpack/msgpack' },
      { ours: 'arrays', other: 'msgpackr, arrays', as: 'msgpackr' },
      { ours: 'typed arrays, dictionary tag', other: 'floor: copy of the body', as: 'copying the body' },
    ],
  },
  ingestTask('write to a server that discards everything', 'ingest', [
    { ours: 'write.rows, row objects', other: '@influxdata/influxdb-client', as: '@influxdata/influxdb-client' },
    { ours: 'write.rows, row objects', other: '@influxdata/influxdb3-client', as: '@influxdata/influxdb3-client' },
    {
      ours: 'write.rows, row objects',
      other: '@clickhouse/client, JSONEachRow',
      as: '@clickhouse/client (JSONEachRow)',
    },
  ]),
  ingestTask('write to Arc', 'ingest-arc'),
  {
    name: 'buffered writer, to the last acknowledgement',
    table: 'writer',
    ours: { 'typed arrays, dictionary tag': 'typed arrays', 'row objects, one append each': 'one row per append' },
    comparisons: [
      {
        ours: 'row objects, one append each',
        other: '@influxdata/influxdb-client WriteApi',
        as: 'the writer of @influxdata/influxdb-client',
      },
      { ours: 'typed arrays, dictionary tag', other: 'floor: finished bodies', as: 'sending finished bodies' },
    ],
  },
  queryTask('read 1 M rows × 5 columns, from a server that replays them', 'query-replay'),
  queryTask('query Arc, 1 M rows × 5 columns', 'query-arc'),
]

/** The tasks that were run, with the results of their cases. */
export function tasksOf({ tables }: Pick<Results, 'tables'>) {
  return TASKS.flatMap((task) => {
    const results = tables.find(({ id }) => id === task.table)?.results
    if (results === undefined) return []
    return [{ ...task, rate: (name: string) => rateOf(results, name) }]
  })
}

/** The sentence and the table. */
export function summary({ machine, date, tables }: Results): string {
  const lines = tasksOf({ tables }).map(({ name, ours, comparisons, rate }) => {
    const ratios = comparisons.map(
      (pair) => `${ours[pair.ours]}: **${significant(rate(pair.ours) / rate(pair.other))} ×** ${pair.as}`,
    )
    const figures = Object.entries(ours).map(([of, as]) => `${significant(rate(of) / 1e6)} ${as}`)
    return `| ${name} | ${ratios.join('<br>')} | ${figures.join('<br>')} |`
  })
  return [
    `One run of \`npm run bench -- --report\`, client and server on one machine (${machine}; ${date}). Medians of interleaved runs; bytes and values are checked before timing. [Every figure](bench/RESULTS.md), and what is not covered.`,
    '',
    '| | as fast as | million rows/s |',
    '|---|---|---|',
    ...lines,
    '',
    '![Million rows per second of this client and of others](docs/images/bench.svg)',
    '',
  ].join('\n')
}

function rateOf(results: readonly BenchResult[], name: string): number {
  const result = results.find((one) => one.name === name)
  if (result === undefined) throw new Error(`the results have no case ${name}`)
  return result.rowsPerSecond
}

/** Two digits: more are noise. */
export function significant(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)))
}
