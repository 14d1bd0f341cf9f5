/**
 * Random writes and random SQL on an embedded Arc against oracles, at full size; `npm test` runs the short forms of the same tests.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const TESTS = ['testing/test/write-differential.test.ts', 'testing/test/query-differential.test.ts']

/** Runs each test with 2,000 payloads or statements, or with 200. Returns what went wrong. */
export async function run(short: boolean): Promise<readonly string[]> {
  const cases = short ? 200 : 2_000
  return TESTS.filter((test) => runTest(test, cases) !== 0).map((test) => `${test} with ${cases} cases`)
}

function runTest(test: string, cases: number): number | null {
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', test], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, ARC_SOAK_CASES: String(cases) },
    stdio: 'inherit',
  })
  return status
}
