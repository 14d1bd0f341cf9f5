import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { ArcClient } from 'arc-tsdb-client'

const database = `pino_${Date.now().toString(36)}_${process.pid}`
const arc = ArcClient.fromEnv({ database })
// A program of its own: pino waits for its transport when it ends.
writeFileSync(
  'program.mjs',
  `import pino from 'pino'
  const logger = pino({ transport: { target: 'arc-tsdb-client/pino', options: { database: '${database}' } } })
  for (let i = 0; i < 10_000; i++) logger.info({ i }, 'line')
  logger.error(new RangeError('no'))`,
)
execFileSync(process.execPath, ['program.mjs'], { stdio: 'inherit' })
await arc.write.makeVisible()
const rows = await arc.query.rows(
  'SELECT level, level_number, count(*) AS n, max(error_type) AS type FROM logs AS l GROUP BY ALL ORDER BY level',
)
assert.deepEqual(rows, [
  { level: 'error', level_number: 50, n: 1, type: 'RangeError' },
  { level: 'info', level_number: 30, n: 10_000, type: null },
])
await arc.close()
console.log('10001 lines came back')
