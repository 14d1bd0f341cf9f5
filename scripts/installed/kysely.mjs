import assert from 'node:assert/strict'
import { ArcClient } from 'arc-tsdb-client'
import { ArcDialect, last, timeBucket, timeRange } from 'arc-tsdb-client/kysely'
import { Kysely } from 'kysely'

const database = `kysely_${Date.now().toString(36)}_${process.pid}`
const arc = ArcClient.fromEnv({ database })
const db = new Kysely({ dialect: new ArcDialect({ client: arc }) })
const at = (minutes) => new Date(Date.UTC(2026, 7, 22, 10, minutes))
const hosts = ["o'Brien", 'C:\\', "'; DROP TABLE cpu --"]
const rows = Array.from({ length: 90 }, (_, i) => ({ time: at(i), host: hosts[i % 3], usage: i / 4 }))

const { numInsertedOrUpdatedRows } = await db.insertInto('cpu').values(rows).executeTakeFirst()
assert.equal(numInsertedOrUpdatedRows, 90n)
await arc.write.makeVisible()

const found = await db
  .selectFrom('cpu')
  .select([timeBucket('1 hour', 'time').as('hour'), last('usage').as('usage')])
  .where(timeRange('time', at(10), at(70)))
  .where('host', 'in', hosts)
  .groupBy('hour')
  .orderBy('hour')
  .execute()
assert.deepEqual(found, [
  { hour: at(0), usage: 59 / 4 },
  { hour: at(60), usage: 69 / 4 },
])
let streamed = 0
for await (const row of db.selectFrom('cpu').select(['host', 'usage']).stream(10)) {
  assert.ok(hosts.includes(row.host))
  streamed++
}
assert.equal(streamed, 90)
assert.deepEqual(
  (await db.introspection.getTables()).map(({ name }) => name),
  ['cpu'],
)
await assert.rejects(db.deleteFrom('cpu').execute(), /arc\.delete\.rows/)
await assert.rejects(
  db.transaction().execute(async () => {}),
  /no transactions/,
)
await db.destroy()
await arc.close()
console.log('inserted, queried, streamed, introspected, refused')
