/** What must not compile: checked by `npm run typecheck`, which fails when a line below is no longer an error. */
import type { ArcClient } from '../../../src/index.ts'

/** Never called. */
export async function refused(arc: ArcClient): Promise<void> {
  const policy = { name: 'p', database: 'd', retention_days: 30, buffer_days: 7, is_active: true }
  await arc.retention.create(policy)
  // @ts-expect-error: without is_active the policy would never run
  await arc.retention.create({ name: 'p', database: 'd', retention_days: 30, buffer_days: 7 })
  // @ts-expect-error: without buffer_days the server takes 0
  await arc.retention.create({ name: 'p', database: 'd', retention_days: 30, is_active: true })
  // @ts-expect-error: a wrong name
  await arc.retention.create({ ...policy, retentionDays: 30 })
  // @ts-expect-error: a wrong type
  await arc.retention.create({ ...policy, retention_days: '30' })
  // @ts-expect-error: PUT replaces everything, so everything must be sent
  await arc.retention.update(1, { retention_days: 60 })
  await arc.retention.patch(1, { retention_days: 60 })
  // @ts-expect-error: only the server writes this field
  await arc.retention.patch(1, { last_deleted_count: 0 })
  // @ts-expect-error: neither looks nor acts
  await arc.retention.execute(1, {})
  // @ts-expect-error: neither looks nor acts
  await arc.retention.execute(1, { confirm: false })
  await arc.retention.execute(1, { dry_run: true })

  const query = {
    name: 'q',
    database: 'd',
    source_measurement: 'a',
    destination_measurement: 'b',
    query: '',
    interval: '1h',
  }
  // @ts-expect-error: without is_active the query would never run
  await arc.continuousQueries.create(query)
  // @ts-expect-error: PUT replaces everything, so everything must be sent
  await arc.continuousQueries.update(1, { is_active: false })
  await arc.continuousQueries.patch(1, { is_active: false })

  // @ts-expect-error: without permissions the server grants read and write
  await arc.auth.createToken({ name: 't' })
  // @ts-expect-error: no such permission
  await arc.auth.createToken({ name: 't', permissions: ['root'] })
  // @ts-expect-error: neither looks nor acts
  await arc.delete.rows({ database: 'd', measurement: 'm', where: 'a = 1' })
  // @ts-expect-error: there is no undo, so confirm must be true
  await arc.databases.delete('d')
  // @ts-expect-error: no such level
  await arc.system.logs({ level: 'loud' })
  // @ts-expect-error: no such family
  await arc.system.timeseries('weather')
  // @ts-expect-error: a restore overwrites data, so confirm must be true
  await arc.backup.restore({ backup_id: 'backup-20261122-185434-afea3e25' })
  // @ts-expect-error: PUT replaces every limit
  await arc.governance.update(1, { max_rows_per_query: 10 })
  // @ts-expect-error: exactly one of the two
  await arc.edgeSync.requeue({})

  // Lists are lists, though the server sends null for an empty one.
  const tags: readonly string[] = (await arc.continuousQueries.get(1)).tag_columns
  const policies: readonly { id: number }[] = await arc.retention.list()
  // @ts-expect-error: the raw client hands out what the server sends
  const raw: readonly { id: number }[] = (await arc.api.GET('/api/v1/retention')).data
  // @ts-expect-error: no such path
  await arc.api.GET('/api/v1/retentions')
  // @ts-expect-error: a status may be the disabled one
  const { cluster_name } = await arc.cluster.status()
  void [tags, policies, raw, cluster_name]
}
