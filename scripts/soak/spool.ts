/**
 * A process with a spool is killed again and again while the server is down. Whatever `sync()` had confirmed before a
 * kill must reach the server once it is up.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { mulberry32 } from '../../test/proxy.ts'
import { openSoakTarget } from './writer-target.ts'

export interface SpoolSoakOptions {
  readonly kills: number
  /** A process is killed at a random moment up to this long after it had the directory, every other one after its first confirmation. */
  readonly maxLifeMs: number
  readonly seed?: number
}

export interface SpoolSoakReport {
  /** Rows that `sync()` had confirmed, over all processes. */
  readonly confirmed: number
  readonly rows: number
  readonly distinct: number
  readonly problems: readonly string[]
}

/** No process gets further: each numbers its rows from a multiple of this. */
const IDS_PER_PROCESS = 10_000_000
const script = fileURLToPath(new URL('spool-child.ts', import.meta.url))

export async function run(short: boolean): Promise<readonly string[]> {
  const options = { kills: short ? 5 : 50, maxLifeMs: 300 }
  const report = await soakSpool(options)
  console.log(
    `${options.kills} kills; sync() confirmed ${report.confirmed} rows; in the database ${report.rows}, distinct ${report.distinct}`,
  )
  return report.problems
}

export async function soakSpool({ kills, maxLifeMs, seed = 1 }: SpoolSoakOptions): Promise<SpoolSoakReport> {
  const random = mulberry32(seed)
  const directory = await mkdtemp(join(tmpdir(), 'arc-spool-soak-'))
  const target = await openSoakTarget('spool_soak')
  try {
    const confirmed: number[] = []
    for (let i = 0; i < kills; i++) {
      // Also before anything was confirmed; but, so that there is something to look for, not every time.
      const leastRows = i % 2 === 0 ? 1 : 0
      const lifeMs = random() * maxLifeMs
      confirmed.push(await runAndKill(directory, target.database, i * IDS_PER_PROCESS, leastRows, lifeMs))
    }
    const problems: string[] = []
    const writer = target.arc.write.buffered({
      spool: { directory },
      onError: (error) => problems.push(`while sending: ${error}`),
    })
    await writer.ready()
    await writer.flush()
    await writer.close()
    for (const [i, count] of confirmed.entries()) {
      const from = i * IDS_PER_PROCESS
      const found = await target.count('readings', `id >= ${from} AND id < ${from + count}`)
      if (found.distinct !== count)
        problems.push(`process ${i}: ${count - found.distinct} of ${count} confirmed rows are missing`)
    }
    const { rows, distinct } = await target.count('readings')
    return { confirmed: confirmed.reduce((sum, count) => sum + count, 0), rows, distinct, problems }
  } finally {
    await target.close()
    await rm(directory, { recursive: true, force: true })
  }
}

/**
 * Runs a producer and kills it `lifeMs` after it had confirmed `leastRows`. Resolves to the rows it had confirmed on
 * disk by then.
 */
function runAndKill(
  directory: string,
  database: string,
  firstId: number,
  leastRows: number,
  lifeMs: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--conditions=arc-source', '--import=tsx', script, directory, database, String(firstId)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let output = ''
    let isDoomed = false
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
      if (isDoomed || confirmedIn(output) < leastRows) return
      isDoomed = true
      void sleep(lifeMs).then(() => child.kill('SIGKILL'))
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`the producer ended by itself, with ${code}`))
      resolve(confirmedIn(output))
    })
  })
}

/** The number on the last line; a line that the kill cut short does not count. */
function confirmedIn(output: string): number {
  return Number(output.split('\n').at(-2) ?? -1)
}
