import assert from 'node:assert/strict'
import { once } from 'node:events'
import { ArcClient } from 'arc-tsdb-client'
import { ArcTransport } from 'arc-tsdb-client/winston'
import { createLogger } from 'winston'

const database = `winston_${Date.now().toString(36)}_${process.pid}`
const arc = ArcClient.fromEnv({ database })
const logger = createLogger({ transports: [new ArcTransport({ client: arc })] })
for (let i = 0; i < 10_000; i++) logger.info('line', { i })
logger.error(new RangeError('no'))
logger.end()
await once(logger, 'finish')
await arc.write.makeVisible()
const rows = await arc.query.rows(
  'SELECT level, level_number, count(*) AS n, max(error_type) AS type FROM logs AS l GROUP BY ALL ORDER BY level',
)
assert.deepEqual(rows, [
  { level: 'error', level_number: 0, n: 1, type: 'RangeError' },
  { level: 'info', level_number: 2, n: 10_000, type: null },
])
await arc.close()
console.log('10001 lines came back')
