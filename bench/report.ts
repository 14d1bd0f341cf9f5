/** What `npm run bench -- --report` keeps of a run, and the pages that are made of it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { type BenchTable, describeMachine, versionOf } from './harness.ts'
import { chart } from './report/chart.ts'
import { resultsPage } from './report/page.ts'
import { summary } from './report/summary.ts'

/** What a file of bench/ exports. */
export interface Benchmark {
  run(): Promise<readonly BenchTable[] | undefined>
}

/** The benchmarks that the report runs, in this order. */
export const REPORTED = ['encode', 'ingest', 'writer', 'query'] as const

/** One run, as bench/results.json has it. */
export interface Results {
  /** The day of the run, such as 2026-08-22. */
  readonly date: string
  readonly machine: string
  readonly seconds: number
  /** Versions of the packages that take part, by name. */
  readonly versions: Readonly<Record<string, string>>
  readonly tables: readonly BenchTable[]
}

const PACKAGES = [
  '@clickhouse/client',
  '@influxdata/influxdb-client',
  '@influxdata/influxdb3-client',
  '@msgpack/msgpack',
  'apache-arrow',
  'msgpackr',
]

/** The files of a report, by name. */
export function reportOf(tables: readonly BenchTable[], seconds: number): Readonly<Record<string, string>> {
  const results: Results = {
    date: new Date().toISOString().slice(0, 10),
    machine: describeMachine(),
    seconds,
    versions: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
    tables,
  }
  const kept = `${JSON.stringify(results, undefined, 2)}\n`
  return { 'bench/results.json': kept, ...reportFiles(results, readFileSync(pathOf('README.md'), 'utf8')) }
}

export function writeReport(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(pathOf(name), text)
}

/** The files that are made of results, by name; README is the one there is, with another table. */
export function reportFiles(results: Results, readmeText: string): Readonly<Record<string, string>> {
  return {
    'bench/RESULTS.md': resultsPage(results),
    'docs/images/bench.svg': chart(results),
    'README.md': withTable(readmeText, summary(results)),
  }
}

const TABLE = /(<!-- bench: npm run bench -- --report -->\n)[\s\S]*?(<!-- \/bench -->)/

function withTable(text: string, table: string): string {
  if (!TABLE.test(text)) throw new Error('README.md has no place for the table of benchmarks')
  return text.replace(TABLE, (_, start: string, end: string) => `${start}\n${table}\n${end}`)
}

const pathOf = (name: string) => new URL(`../${name}`, import.meta.url)
