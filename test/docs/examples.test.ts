/** The examples of queries run, and end as they say. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

it.each([
  ['polars', /host-0 . 49\.949082 . 99\.9 . 33334/],
  ['duckdb', /'host-2' . 4 +. 3333 . 49\.95/],
  ['proxy-arrow', /^2500 rows: time: Timestamp<MICROSECOND, .*>, usage: Float64$/m],
  [
    'export-csv',
    /usage\.csv: 10001 lines\n {2}time,host,usage,note\r\n {2}2026-08-22T10:00:00Z,"host ""0""",-?0,'=1\+1\r\n {2}2026-08-22T10:00:01Z,"host ""1""",-0\.5,""\r\n {2}2026-08-22T10:00:02Z,"host ""2""",-1,\r\n/,
  ],
])('examples/%s.ts', { timeout: 120_000 }, async (name, output) => {
  const args = ['--import', 'tsx', '--conditions', 'arc-source', '--unhandled-rejections=strict', `examples/${name}.ts`]
  const env = { ...process.env, ARC_URL: '', NODE_OPTIONS: '' }
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env })
  expect(stdout).toMatch(output)
})
