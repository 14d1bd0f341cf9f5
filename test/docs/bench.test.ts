/** What README and bench/RESULTS.md say of speed is what bench/results.json has, which `npm run bench -- --report` writes. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { TASKS } from '../../bench/report/summary.ts'
import { type Results, reportFiles } from '../../bench/report.ts'

const pathOf = (name: string) => new URL(`../../${name}`, import.meta.url)
const read = (name: string) => readFileSync(pathOf(name), 'utf8')
const isKept = existsSync(pathOf('bench/results.json'))

it.skipIf(!isKept)(
  `every page is made of bench/results.json${isKept ? '' : ' (skipped: no report has been written)'}`,
  () => {
    const files = reportFiles(JSON.parse(read('bench/results.json')), read('README.md'))
    for (const [name, text] of Object.entries(files)) expect(read(name), name).toBe(text)
  },
)

/** A run in which the case with the number n, counted through all tables, has n million rows a second. */
function sample(tables = TASKS.map(({ table }) => table)): Results {
  let count = 0
  return {
    date: '2026-08-22',
    machine: '2 × some cores',
    seconds: 300,
    versions: { 'apache-arrow': '21.2.0' },
    tables: TASKS.filter(({ table }) => tables.includes(table)).map(({ table, ours, comparisons }) => {
      const names = [...new Set([...Object.keys(ours), ...comparisons.map(({ other }) => other)])]
      const results = names.map((name) => {
        count++
        const rowsPerSecond = count * 1e6
        const figures = { bestRowsPerSecond: rowsPerSecond, megabytesPerSecond: 5, spread: 0.1, ratio: count }
        return { name, rowsPerSecond, ...figures, cpuSecondsPerMillionRows: 0.25 }
      })
      return { id: table, title: `the table ${table}`, reference: names[0] ?? '', results }
    }),
  }
}

describe('a report', () => {
  const readme = read('README.md')

  it('has the figures of its run everywhere, ratios first', () => {
    const files = reportFiles(sample(['encode', 'ingest']), readme)
    // Of the table encode: typed arrays 1, arrays 2, row objects 3, @msgpack/msgpack 4, msgpackr 5, the copy 6.
    expect(files['README.md']).toContain(
      '| arrays: **0.5 ×** @msgpack/msgpack<br>arrays: **0.4 ×** msgpackr<br>typed arrays: **0.17 ×** copying the body | 1 typed arrays<br>2 arrays<br>3 row objects |',
    )
    expect(files['bench/RESULTS.md']).toContain('| msgpackr, arrays | 5 × | 5 | 10 % | 5 | 0.25 |')
    expect(files['docs/images/bench.svg']).toMatch(/>row objects<\/text><rect class="ours"[^>]*><text[^>]*>9</)
  })

  it('draws bars as long as their figures', () => {
    const svg = reportFiles(sample(['ingest']), readme)['docs/images/bench.svg'] ?? ''
    const bars = [...svg.matchAll(/width="(\d+)" height="18" rx="3"\/><text[^>]*>([\d.]+)</g)]
    expect(bars).toHaveLength(8)
    const [[, most, figure] = []] = bars
    for (const [, length, value] of bars)
      expect(Number(length) / Number(most)).toBeCloseTo(Number(value) / Number(figure), 1)
  })

  it('leaves out what was not run, and says so', () => {
    expect(reportFiles(sample(), readme)['README.md']).toContain('| write to Arc |')
    const files = reportFiles(sample(['encode', 'ingest']), readme)
    expect(files['README.md']).not.toContain('| write to Arc |')
    expect(files['bench/RESULTS.md']).toContain('- A real server: without `ARC_URL`')
    expect(files['bench/RESULTS.md']).toContain('- The Python SDK: there was no Python')
  })

  it('is refused without a case that README shows', () => {
    const whole = sample(['encode'])
    const tables = whole.tables.map((one) => ({ ...one, results: one.results.slice(1) }))
    expect(() => reportFiles({ ...whole, tables }, readme)).toThrow('the results have no case typed arrays')
  })

  it('changes nothing of README but its table', () => {
    const [before = '', after = ''] = readme.split(/<!-- bench: [\s\S]*<!-- \/bench -->/)
    const text = reportFiles(sample(), readme)['README.md'] ?? ''
    expect(text.startsWith(before) && text.endsWith(after)).toBe(true)
    expect(before.length * after.length).toBeGreaterThan(0)
  })
})
