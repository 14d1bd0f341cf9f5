/** Random writes to an embedded Arc against an oracle, at full size; `npm test` runs the short form of the same test. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const TEST = 'test/unit/testing/write-differential.test.ts'

/** Runs the test with 2,000 payloads, or 200. Returns what went wrong. */
export async function run(short: boolean): Promise<readonly string[]> {
  const cases = short ? 200 : 2_000
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', TEST], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, ARC_SOAK_CASES: String(cases) },
    stdio: 'inherit',
  })
  return status === 0 ? [] : [`${TEST} with ${cases} payloads`]
}
