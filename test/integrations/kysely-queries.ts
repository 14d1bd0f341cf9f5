/** Queries as users of Kysely write them, each on the tables `cpu`, `mem` and `hosts`. */
import { last, timeBucket, timeRange } from 'arc-tsdb-client/kysely'
import { type Compilable, type Kysely, sql } from 'kysely'

export interface Tables {
  cpu: { time: Date; host: string; usage: number | null; cores: number; up: boolean; note: string | null }
  mem: { time: Date; host: string; used: number; free: number | null }
  hosts: { time: Date; name: string; region: string; 'rack no': string }
}

type Query = Compilable<unknown> & { execute(): Promise<unknown[]> }

export const T0 = Date.UTC(2026, 7, 22, 10)
const at = (minutes: number) => new Date(T0 + minutes * 60_000)

/** Texts that break careless quoting. */
export const HOSTILE = [
  "o'Brien",
  "'; DROP TABLE cpu --",
  'C:\\',
  '\\',
  "\\'",
  '"quoted"',
  '-- comment',
  '/* open',
  '$1',
  '$$',
  '?',
  '__STR_0__',
  "where x <> '' or",
  'read_parquet',
  '100% _sure_',
  'größe \u{1F600}',
  'line\nbreak',
  "''",
  "e'x'",
] as const

export const queries: Readonly<Record<string, (db: Kysely<Tables>) => Query>> = {
  'every column': (db) => db.selectFrom('cpu').select(['time', 'host', 'usage', 'cores', 'up', 'note']).orderBy('time'),
  'an alias for a column': (db) => db.selectFrom('cpu').select('usage as percent').orderBy('percent'),
  'a column named with its table': (db) => db.selectFrom('cpu').select('cpu.host').orderBy('cpu.time'),
  'an alias for a table': (db) =>
    db.selectFrom('cpu as c').select('c.host').where('c.usage', '>', 50).orderBy('c.time'),
  'a name with a space': (db) =>
    db
      .selectFrom('hosts')
      .select('rack no')
      .orderBy((eb) => eb.ref('rack no')),
  distinct: (db) => db.selectFrom('cpu').select('host').distinct().orderBy('host'),
  'distinct on': (db) =>
    db.selectFrom('cpu').distinctOn('host').select(['host', 'time']).orderBy('host').orderBy('time', 'desc'),
  'limit and offset': (db) => db.selectFrom('cpu').select('time').orderBy('time').limit(7).offset(3),
  'order by two, nulls last': (db) =>
    db
      .selectFrom('cpu')
      .select(['host', 'usage', 'time'])
      .orderBy('usage', (order) => order.desc().nullsLast())
      .orderBy('time'),
  'an equal number': (db) => db.selectFrom('cpu').select('time').where('cores', '=', 8).orderBy('time'),
  'a fraction': (db) => db.selectFrom('cpu').select('time').where('usage', '<=', 33.3).orderBy('time'),
  'a negative number': (db) => db.selectFrom('cpu').select(['time']).where('usage', '>', -1).orderBy('time'),
  'a bigint': (db) => db.selectFrom('cpu').select('time').where(sql<boolean>`cores < ${9n}`).orderBy('time'),
  'a boolean': (db) => db.selectFrom('cpu').select('time').where('up', '=', true).orderBy('time'),
  'a literal boolean': (db) => db.selectFrom('cpu').select('time').where('up', '=', sql.lit(false)).orderBy('time'),
  'is null': (db) => db.selectFrom('cpu').select('time').where('usage', 'is', null).orderBy('time'),
  'is not null': (db) => db.selectFrom('cpu').select('time').where('note', 'is not', null).orderBy('time'),
  'is distinct from': (db) =>
    db.selectFrom('cpu').select('time').where(sql<boolean>`note is distinct from (${'a'})`).orderBy('time'),
  'in texts': (db) => db.selectFrom('cpu').select('time').where('host', 'in', ['a', 'b']).orderBy('time'),
  'not in numbers': (db) => db.selectFrom('cpu').select('time').where('cores', 'not in', [4, 16]).orderBy('time'),
  'in a sub-query': (db) =>
    db
      .selectFrom('cpu')
      .select('time')
      .where('host', 'in', (eb) => eb.selectFrom('hosts').select('name').where('region', '=', 'eu'))
      .orderBy('time'),
  'in pairs': (db) =>
    db
      .selectFrom('cpu')
      .select('time')
      .where((eb) => eb(eb.refTuple('host', 'cores'), 'in', [eb.tuple('a', 4), eb.tuple('b', 8)]))
      .orderBy('time'),
  'in 300 values': (db) =>
    db
      .selectFrom('cpu')
      .select('time')
      .where(
        'cores',
        'in',
        Array.from({ length: 300 }, (_, i) => i),
      )
      .orderBy('time'),
  like: (db) => db.selectFrom('cpu').select('time').where('note', 'like', '%a%').orderBy('time'),
  'like and a comparison with the empty text': (db) =>
    db
      .selectFrom('cpu')
      .select('time')
      .where((eb) => eb.or([eb('note', 'like', 'x%'), eb.and([eb('up', '=', true), eb('note', '<>', '')])]))
      .orderBy('time'),
  'not like': (db) => db.selectFrom('cpu').select('time').where('note', 'not like', '%o%').orderBy('time'),
  ilike: (db) => db.selectFrom('cpu').select('time').where('note', 'ilike', 'O%').orderBy('time'),
  'like with an escape': (db) =>
    db.selectFrom('cpu').select('time').where(sql<boolean>`note like ${'100!% !_%'} escape ${'!'}`).orderBy('time'),
  'a regular expression': (db) =>
    db.selectFrom('cpu').select('time').where(sql<boolean>`regexp_matches(note, ${'^[a-c]\\w*$'})`).orderBy('time'),
  between: (db) =>
    db
      .selectFrom('cpu')
      .select('time')
      .where((eb) => eb.between('cores', 5, 12))
      .orderBy('time'),
  'or and not': (db) =>
    db
      .selectFrom('cpu')
      .select('time')
      .where((eb) => eb.or([eb('host', '=', 'a'), eb.not(eb('cores', '>', 4))]))
      .orderBy('time'),
  'a range of dates': (db) =>
    db.selectFrom('cpu').select('host').where('time', '>=', at(5)).where('time', '<', at(65)).orderBy('time'),
  'one instant': (db) => db.selectFrom('cpu').select('host').where('time', '=', at(14)),
  'an instant in a list': (db) =>
    db
      .selectFrom('cpu')
      .select('host')
      .where('time', 'in', [at(7), at(21)])
      .orderBy('time'),
  'the date of an instant': (db) =>
    db
      .selectFrom('cpu')
      .select((eb) => [sql<string>`strftime(time, '%Y-%m-%d %H')`.as('hour'), eb.fn.countAll<number>().as('n')])
      .groupBy('hour')
      .orderBy('hour'),
  'an interval': (db) =>
    db.selectFrom('cpu').select(sql<Date>`time + interval '1 hour'`.as('later')).orderBy('time').limit(3),
  'the difference of instants': (db) =>
    db
      .selectFrom('cpu')
      .select(sql<number>`date_diff('minute', ${at(0)}::timestamptz, time)`.as('minutes'))
      .orderBy('time'),
  'count, sum, avg, min, max': (db) =>
    db
      .selectFrom('cpu')
      .select((eb) => [
        eb.fn.countAll<number>().as('n'),
        eb.fn.sum<number>('cores').as('cores'),
        eb.fn.avg<number>('usage').as('usage'),
        eb.fn.min('usage').as('low'),
        eb.fn.max('time').as('newest'),
      ]),
  'count distinct': (db) => db.selectFrom('cpu').select((eb) => eb.fn.count<number>('host').distinct().as('hosts')),
  'a filtered aggregate': (db) =>
    db.selectFrom('cpu').select((eb) => eb.fn.count<number>('time').filterWhere('usage', '>', 40).as('busy')),
  'group by and having': (db) =>
    db
      .selectFrom('cpu')
      .select((eb) => ['host', eb.fn.avg<number>('usage').as('usage')])
      .groupBy('host')
      .having((eb) => eb.fn.countAll(), '>', 10)
      .orderBy('host'),
  'group by two': (db) =>
    db
      .selectFrom('cpu')
      .select((eb) => ['host', 'up', eb.fn.countAll<number>().as('n')])
      .groupBy(['host', 'up'])
      .orderBy('host')
      .orderBy('up'),
  quantile: (db) =>
    db.selectFrom('cpu').select(sql<number>`quantile_cont(usage, 0.95)`.as('p95')).groupBy('host').orderBy('host'),
  'an inner join': (db) =>
    db
      .selectFrom('cpu')
      .innerJoin('hosts', 'hosts.name', 'cpu.host')
      .select(['cpu.time', 'hosts.region'])
      .orderBy('cpu.time'),
  'a left join with aliases': (db) =>
    db
      .selectFrom('cpu as c')
      .leftJoin('mem as m', (join) => join.onRef('m.host', '=', 'c.host').onRef('m.time', '=', 'c.time'))
      .select(['c.time', 'c.host', 'm.used'])
      .orderBy('c.time'),
  'a self join': (db) =>
    db
      .selectFrom('cpu as a')
      .innerJoin('cpu as b', 'a.cores', 'b.cores')
      .select((eb) => ['a.host as left', 'b.host as right', eb.fn.countAll<number>().as('n')])
      .groupBy(['a.host', 'b.host'])
      .orderBy('a.host')
      .orderBy('b.host'),
  'a full join': (db) =>
    db
      .selectFrom('hosts as h')
      .fullJoin('cpu as c', 'c.host', 'h.name')
      .select((eb) => ['h.name', eb.fn.count<number>('c.time').as('n')])
      .groupBy('h.name')
      .orderBy('h.name', (order) => order.asc().nullsFirst()),
  'two tables, crossed': (db) =>
    db.selectFrom(['hosts as h', 'mem as m']).select((eb) => eb.fn.countAll<number>().as('n')),
  'a join with a sub-query': (db) =>
    db
      .selectFrom('hosts as h')
      .innerJoin(
        (eb) =>
          eb
            .selectFrom('cpu')
            .select((sub) => ['host', sub.fn.max('usage').as('peak')])
            .groupBy('host')
            .as('c'),
        (join) => join.onRef('c.host', '=', 'h.name'),
      )
      .select(['h.name', 'c.peak'])
      .orderBy('h.name'),
  'a lateral join': (db) =>
    db
      .selectFrom('hosts as h')
      .innerJoinLateral(
        (eb) =>
          eb
            .selectFrom('cpu as c')
            .select(['c.usage'])
            .whereRef('c.host', '=', 'h.name')
            .where('c.usage', 'is not', null)
            .orderBy('c.time', 'desc')
            .limit(sql.lit(1))
            .as('newest'),
        (join) => join.onTrue(),
      )
      .select(['h.name', 'newest.usage'])
      .orderBy('h.name'),
  exists: (db) =>
    db
      .selectFrom('hosts as h')
      .select('h.name')
      .where((eb) => eb.exists(eb.selectFrom('mem as m').select('m.used').whereRef('m.host', '=', 'h.name')))
      .orderBy('h.name'),
  'a scalar sub-query': (db) =>
    db
      .selectFrom('cpu')
      .select('time')
      .where('usage', '>', (eb) =>
        eb.selectFrom('cpu as other').select((sub) => sub.fn.avg<number>('other.usage').as('mean')),
      )
      .orderBy('time'),
  'a correlated sub-query in the selection': (db) =>
    db
      .selectFrom('hosts as h')
      .select((eb) => [
        'h.name',
        eb
          .selectFrom('cpu as c')
          .select((sub) => sub.fn.countAll<number>().as('n'))
          .whereRef('c.host', '=', 'h.name')
          .as('rows'),
      ])
      .orderBy('h.name'),
  'from a sub-query': (db) =>
    db
      .selectFrom((eb) => eb.selectFrom('cpu').select(['host', 'usage']).where('up', '=', true).as('busy'))
      .select((eb) => ['busy.host', eb.fn.countAll<number>().as('n')])
      .groupBy('busy.host')
      .orderBy('busy.host'),
  'a common table expression': (db) =>
    db
      .with('busy', (cte) => cte.selectFrom('cpu').select(['host', 'usage']).where('usage', '>', 50))
      .selectFrom('busy')
      .select((eb) => ['busy.host', eb.fn.countAll<number>().as('n')])
      .groupBy('busy.host')
      .orderBy('busy.host'),
  'two, the second from the first': (db) =>
    db
      .with('per_host', (cte) =>
        cte
          .selectFrom('cpu')
          .select((eb) => ['host', eb.fn.avg<number>('usage').as('mean')])
          .groupBy('host'),
      )
      .with('top', (cte) => cte.selectFrom('per_host').select(['host', 'mean']).where('mean', '>', 20))
      .selectFrom('top')
      .innerJoin('hosts', 'hosts.name', 'top.host')
      .select(['top.host', 'top.mean', 'hosts.region'])
      .orderBy('top.host'),
  'a recursive one': (db) =>
    db
      .withRecursive('n(i)', (cte) =>
        cte
          .selectNoFrom(sql<number>`1`.as('i'))
          .unionAll(cte.selectFrom('n').select(sql<number>`i + 1`.as('i')).where('n.i', '<', 5)),
      )
      .selectFrom('n')
      .select('n.i')
      .orderBy('n.i'),
  union: (db) => db.selectFrom('cpu').select('host').union(db.selectFrom('mem').select('host')).orderBy('host'),
  'union all': (db) =>
    db
      .selectFrom('cpu')
      .select(['time', 'host'])
      .unionAll(db.selectFrom('mem').select(['time', 'host']))
      .orderBy('time')
      .orderBy('host'),
  except: (db) =>
    db.selectFrom('cpu').select('host').except(db.selectFrom('hosts').select('name as host')).orderBy('host'),
  intersect: (db) =>
    db.selectFrom('cpu').select('host').intersect(db.selectFrom('hosts').select('name as host')).orderBy('host'),
  'row_number over a partition': (db) =>
    db
      .selectFrom('cpu')
      .select((eb) => [
        'time',
        eb.fn
          .agg<number>('row_number')
          .over((over) => over.partitionBy('host').orderBy('time'))
          .as('nr'),
      ])
      .orderBy('time'),
  'lag and a running sum': (db) =>
    db
      .selectFrom('cpu')
      .select((eb) => [
        'time',
        eb.fn
          .agg<number>('lag', ['usage'])
          .over((over) => over.partitionBy('host').orderBy('time'))
          .as('before'),
        eb.fn
          .sum<number>('cores')
          .over((over) => over.orderBy('time'))
          .as('total'),
      ])
      .orderBy('time'),
  'a moving average': (db) =>
    db
      .selectFrom('cpu')
      .select(sql<number>`avg(usage) over (order by time rows between 2 preceding and current row)`.as('mean'))
      .orderBy('time'),
  'the first of each group, by a window': (db) =>
    db
      .selectFrom((eb) =>
        eb
          .selectFrom('cpu')
          .select((sub) => [
            'host',
            'usage',
            sub.fn
              .agg<number>('rank')
              .over((over) => over.partitionBy('host').orderBy('time', 'desc'))
              .as('nr'),
          ])
          .as('ranked'),
      )
      .select(['ranked.host', 'ranked.usage'])
      .where('ranked.nr', '=', 1)
      .orderBy('ranked.host'),
  'case when': (db) =>
    db
      .selectFrom('cpu')
      .select((eb) =>
        eb
          .case()
          .when('usage', '>', 66)
          .then('high')
          .when('usage', '>', 33)
          .then('middle')
          .else('low')
          .end()
          .as('level'),
      )
      .orderBy('time'),
  coalesce: (db) =>
    db
      .selectFrom('cpu')
      .select((eb) => eb.fn.coalesce('usage', eb.val(0)).as('usage'))
      .orderBy('time'),
  cast: (db) =>
    db
      .selectFrom('cpu')
      .select((eb) => eb.cast<string>('cores', 'varchar').as('text'))
      .orderBy('time'),
  arithmetic: (db) =>
    db
      .selectFrom('mem')
      .select((eb) => eb('used', '/', eb('used', '+', eb.fn.coalesce('free', eb.val(1)))).as('share'))
      .orderBy('time'),
  'minus a negative number': (db) =>
    db
      .selectFrom('mem')
      .select((eb) => eb('used', '-', -1).as('more'))
      .orderBy('time'),
  concatenation: (db) =>
    db
      .selectFrom('cpu')
      .select((eb) => eb('host', '||', sql.val('/x')).as('path'))
      .orderBy('time'),
  'a value right behind a word': (db) =>
    db.selectFrom('cpu').select('time').where(sql<boolean>`host=${'a'}and cores>=${4}`).orderBy('time'),
  'no table': (db) => db.selectNoFrom(sql<number>`1 + ${2}`.as('three')) as Query,
  'date_trunc on a column': (db) =>
    db
      .selectFrom('cpu')
      .select((eb) => [sql<Date>`date_trunc('hour', (time))`.as('hour'), eb.fn.countAll<number>().as('n')])
      .groupBy('hour')
      .orderBy('hour'),
  'timeBucket and last': (db) =>
    db
      .selectFrom('cpu')
      .select([timeBucket('15 minutes', 'time').as('bucket'), last<number>('usage').as('usage')])
      .groupBy('bucket')
      .orderBy('bucket'),
  'weeks that begin on Monday': (db) =>
    db
      .selectFrom('cpu as c')
      .select((eb) => [timeBucket('1 week', eb.ref('c.time')).as('week'), eb.fn.countAll<number>().as('n')])
      .groupBy('week')
      .orderBy('week'),
  timeRange: (db) =>
    db
      .selectFrom('cpu')
      .select('host')
      .where(timeRange('time', at(5), at(65)))
      .orderBy('time'),
  'timeRange, to the microsecond': (db) =>
    db
      .selectFrom('cpu')
      .select('host')
      .where(timeRange('time', BigInt(T0) * 1000n + 1n, at(30)))
      .orderBy('time'),
}
