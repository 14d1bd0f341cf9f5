/** bench/RESULTS.md: every table of a run, ratios first. */
import type { BenchTable } from '../harness.ts'
import { PYTHON_SDK } from '../python-sdk.ts'
import type { Results } from '../report.ts'
import { significant } from './summary.ts'

const COMMAND = 'npm run bench -- --report'

export function resultsPage({ date, machine, seconds, versions, tables }: Results): string {
  const withPython = tables.some(({ results }) => results.some(({ name }) => name === PYTHON_SDK))
  const withArc = tables.some(({ id }) => id.endsWith('-arc'))
  return [
    '# Results',
    '',
    `Written by \`${withArc ? 'ARC_URL=… ARC_TOKEN=… ' : ''}${COMMAND}\`, on ${date}, in ${seconds} s. The table and the picture in README are made of the same figures.`,
    '',
    `- Machine: ${machine}. Client and server share it.`,
    `- Versions: ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
    '- All cases of a table take turns in one process, in an order that rotates, after warming up; garbage is collected before each turn. Figures are medians; *spread* is the distance between the quartiles. Ratios are to the case in bold: they say more than rates, which depend on the machine.',
    '- What a case sends or returns is checked before it is timed.',
    '- The clients of other databases write to a server that answers 204 to everything: that shows what their encoding and sending costs, not how fast their database is.',
    '',
    '## Not covered',
    '',
    '- A network: everything runs over loopback, without TLS.',
    ...(withArc ? [] : ['- A real server: without `ARC_URL` the report has none.']),
    '- More than four requests in flight, other shapes of rows, compressed bodies, browsers, and versions of Node but this one.',
    '- Memory, and a machine that does other things as well; `npm run soak` is for these.',
    ...(withPython ? [] : ['- The Python SDK: there was no Python that could install it.']),
    '',
    ...tables.flatMap(section),
  ].join('\n')
}

function section({ title, reference, results }: BenchTable): string[] {
  const rows = results.map((result) => {
    const name = result.name === reference ? `**${result.name}**` : result.name
    const cells = [
      `${significant(result.ratio)} ×`,
      significant(result.rowsPerSecond / 1e6),
      `${(result.spread * 100).toFixed(0)} %`,
      result.megabytesPerSecond === undefined ? '' : significant(result.megabytesPerSecond),
      result.cpuSecondsPerMillionRows === undefined ? '' : significant(result.cpuSecondsPerMillionRows),
    ]
    return `| ${name} | ${cells.join(' | ')} |`
  })
  return [
    `## ${title}`,
    '',
    '| case | ratio | M rows/s | spread | MB/s | CPU s per M rows |',
    '|---|---:|---:|---:|---:|---:|',
    ...rows,
    '',
  ]
}
