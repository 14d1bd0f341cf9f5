/**
 * How faithful the test kit is: replays every recorded exchange and ingest vector and prints what agrees, what differs and
 * what does not apply, with each difference.
 *
 *   npm run fidelity                 the embedded Arc, held to testing/fidelity/baseline.json: what agrees on
 *                                  the wire (status, headers, types, values) must go on agreeing
 *   npm run fidelity -- --update     adds what newly agrees to the baseline
 *   ARC_URL=… ARC_TOKEN=… npm run fidelity               a real server, freshly started (ARC_STORAGE_PATH: its directory)
 *   ARC_URL=… ARC_TOKEN=… npm run fidelity -- --record   … and renews the recordings that differ from its answers
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { EXCHANGE_FILES, type ExchangeFile, loadExchanges } from '../../test/recordings.ts'
import { compareBinary } from './binary.ts'
import { renewed } from './record.ts'
import { DEFAULT_SERVER_FILES, type ReplayOutcome, replay, replayFile } from './replay.ts'
import type { ReplayTarget } from './send.ts'
import { replayHarmlessVectors, replayVectors } from './vectors.ts'

const BASELINE = new URL('baseline.json', import.meta.url)
const VECTORS = 'ingest-vectors'

type Report = Readonly<Record<string, readonly ReplayOutcome[]>>
/** Per file, the names of what agrees. */
type Baseline = Readonly<Record<string, readonly string[]>>

const { values } = parseArgs({ options: { update: { type: 'boolean' }, record: { type: 'boolean' } } })
const { ARC_URL, ARC_TOKEN = '', ARC_STORAGE_PATH } = process.env

if (ARC_URL === undefined) {
  const report = await embeddedReport()
  print(report, EXCHANGE_FILES)
  holdToBaseline(agreeing(report))
} else {
  const target: ReplayTarget = {
    url: ARC_URL,
    adminToken: ARC_TOKEN,
    ...(ARC_STORAGE_PATH === undefined ? {} : { storageRoot: ARC_STORAGE_PATH }),
  }
  const report = await realReport(target)
  print(report, DEFAULT_SERVER_FILES)
  if (values.record) for (const file of DEFAULT_SERVER_FILES) record(file, report[file] ?? [])
}

async function embeddedReport(): Promise<Report> {
  const report: Record<string, readonly ReplayOutcome[]> = {}
  for (const file of EXCHANGE_FILES) report[file] = await replayFile(file, compareBinary)
  report[VECTORS] = await replayVectors()
  return report
}

async function realReport(target: ReplayTarget): Promise<Report> {
  const report: Record<string, readonly ReplayOutcome[]> = {}
  for (const file of DEFAULT_SERVER_FILES) report[file] = await replay(loadExchanges(file), target, compareBinary)
  report[VECTORS] = await replayHarmlessVectors(target)
  return report
}

function print(report: Report, applicable: readonly ExchangeFile[]): void {
  for (const [file, outcomes] of Object.entries(report)) {
    const differing = outcomes.filter(({ differences }) => differences.length > 0)
    console.log(`${file}: ${outcomes.length - differing.length} agree, ${differing.length} differ`)
    for (const { name, differences, words = [] } of outcomes) {
      if (differences.length + words.length > 0) console.log(`  ${name}`)
      for (const difference of differences) console.log(`    ${difference}`)
      for (const word of words) console.log(`    (words) ${word}`)
    }
  }
  const skipped = EXCHANGE_FILES.filter((file) => !applicable.includes(file))
  for (const file of skipped)
    console.log(`${file}: ${loadExchanges(file).length} not applicable (needs its own switches)`)
  const exchanges = Object.entries(report).filter(([file]) => file !== VECTORS)
  const all = exchanges.flatMap(([, outcomes]) => outcomes)
  console.log(`wire, exchanges: ${summary(all)}`)
  console.log(`wire, vectors: ${summary(report[VECTORS] ?? [])}`)
  console.log(
    `words (not measured): ${all.filter(({ words = [] }) => words.length > 0).length} refusals in other words`,
  )
}

function summary(outcomes: readonly ReplayOutcome[]): string {
  return `${outcomes.filter(({ differences }) => differences.length === 0).length} of ${outcomes.length} agree`
}

function agreeing(report: Report): Baseline {
  return Object.fromEntries(
    Object.entries(report).map(([file, outcomes]) => [
      file,
      outcomes.filter(({ differences }) => differences.length === 0).map(({ name }) => name),
    ]),
  )
}

function holdToBaseline(now: Baseline): void {
  const baseline: Baseline = JSON.parse(readFileSync(BASELINE, 'utf8'))
  const lost = Object.entries(baseline).flatMap(([file, names]) =>
    names.filter((name) => !now[file]?.includes(name)).map((name) => `${file}: ${name}`),
  )
  if (lost.length > 0) {
    console.error(`No longer agree, although the baseline says so:\n  ${lost.join('\n  ')}`)
    process.exitCode = 1
  } else if (values.update) {
    writeFileSync(BASELINE, `${JSON.stringify(now, null, 2)}\n`)
  }
}

function record(file: ExchangeFile, outcomes: readonly ReplayOutcome[]): void {
  const exchanges = loadExchanges(file).map((exchange, index) => {
    const outcome = outcomes[index]
    const isStale = outcome?.answer !== undefined && outcome.differences.length > 0
    return isStale ? renewed(exchange, outcome.answer) : exchange
  })
  const lines = exchanges.map((exchange) => JSON.stringify(exchange))
  writeFileSync(new URL(`../../test/fixtures/exchanges/${file}.json`, import.meta.url), `[\n${lines.join(',\n')}\n]\n`)
}
