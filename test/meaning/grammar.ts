/** Random queries over two measurements, with everything that Arc is known to misread, and the rows they are about. */

/** Numbers from 0 to 1 that a seed repeats. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Row {
  readonly time: Date
  readonly host: string
  readonly usage: number | null
  readonly load: number | null
  readonly msg: string
  readonly uptime: string
}

const DAY = 86_400_000
const HOUR = 3_600_000
const START = Date.UTC(2026, 7, 22, 10)

/** Rows around full hours, some in the far past and future, with NULLs, NaN and awkward texts. */
export function rowsOf(seed: number): Row[] {
  const random = randomFrom(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const row = (millis: number): Row => ({
    time: new Date(millis),
    host: pick(['a', 'b', 'c', "d'e"]),
    usage: pick([0, 1, 2.5, 5, 7, 10, -1, Number.NaN, null]),
    load: pick([0, 1, 2, 3, null]),
    msg: pick(['', 'x', 'WHERE x', "it's; -- so", 'C:\\', '__STR_1__', 'time > ', 'from']),
    uptime: pick(['2026-08-22T09:00:00Z', '2026-08-22T12:00:00Z']),
  })
  const edges = [0, 1, 300, 1_800_000, 3_599_700, 3_599_999]
  const rows = [-2, -1, 0, 1, 2, 3].flatMap((hour) => edges.map((edge) => row(START + hour * HOUR + edge)))
  const far = [
    Date.UTC(1965, 0, 1),
    Date.UTC(2019, 5, 1),
    Date.UTC(2026, 7, 17, 0, 30),
    START + 20 * DAY,
    START + 400 * DAY,
    Date.UTC(2190, 0, 1),
  ]
  return [...rows, ...far.map(row)]
}

/** One random query. Its rows come in any order. */
export function queryOf(random: () => number): string {
  return new Grammar(random).query(2)
}

class Grammar {
  readonly #random: () => number

  constructor(random: () => number) {
    this.#random = random
  }

  #pick<T>(...items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T
  }

  #chance(p: number): boolean {
    return this.#random() < p
  }

  query(depth: number): string {
    const kind = this.#random()
    const text =
      kind < 0.45
        ? this.#plain(depth)
        : kind < 0.58
          ? this.#join()
          : kind < 0.7
            ? this.#with(depth)
            : kind < 0.8
              ? this.#union(depth)
              : kind < 0.9
                ? `SELECT q.host, q.time, q.load FROM (${this.#star('')}) AS q`
                : this.#odd()
    return this.#decorate(text)
  }

  #decorate(text: string): string {
    const at = this.#random()
    if (at < 0.05) return `-- don't read this\n${text}`
    if (at < 0.1) return `/* a /* b */ "c */ ${text}`
    if (at < 0.13) return text.replaceAll(' ', '\u00a0')
    if (at < 0.2) return text.replaceAll(/ (FROM|JOIN|WHERE|AND) /g, '\n$1\n')
    if (at < 0.24) return `${text} ;`
    if (at < 0.28) return `${text} -- it's`
    if (at < 0.31) return `(${text})`
    return text
  }

  #measurement(): string {
    return this.#pick('cpu', 'cpu', 'cpu', 'mem', '"cpu"')
  }

  #plain(depth: number): string {
    const name = this.#measurement()
    const [from, alias] = this.#pick(
      [name, ''],
      [`${name} AS c`, 'c'],
      [`${name} c`, 'c'],
      [name, name.replaceAll('"', '')],
    )
    const where = this.#where(alias, depth)
    const columns = this.#columns(alias)
    const group = /\b(?:count|sum|max|min)\(/.test(columns) && !columns.includes('OVER') ? ' GROUP BY ALL' : ''
    if (this.#chance(0.08)) return `FROM ${from} SELECT ${columns}${where}${group}`
    return `SELECT ${columns} FROM ${from}${where}${group}`
  }

  #star(alias: string): string {
    const name = this.#measurement()
    return `SELECT time, host, usage, load, msg FROM ${name}${this.#where(alias, 0)}`
  }

  #columns(alias: string): string {
    const c = alias === '' ? '' : `${alias}.`
    return this.#pick(
      'count(*) AS n',
      `count(*) AS n, count(${c}usage) AS u`,
      `${c}host, ${c}time`,
      `${c}time, ${c}load`,
      `${c}msg, count(*) AS n`,
      `date_trunc('hour', ${c}time) AS h, count(*) AS n`,
      `time_bucket('1 hour', ${c}time) AS h, sum(${c}load) AS l`,
      `time_bucket(INTERVAL '15 minutes', ${c}time) AS h, count(*) AS n`,
      `date_trunc('week', ${c}time) AS w, count(*) AS n`,
      `extract(hour FROM ${c}time) AS h, count(*) AS n`,
      `count(*) FILTER (WHERE ${this.#range(`${c}time`)}) AS n`,
      `${c}host IS DISTINCT FROM ${c}msg AS d, count(*) AS n`,
      `${c}host IS NOT DISTINCT FROM lower(${c}msg) AS d, count(*) AS n`,
      `CASE WHEN ${c}time > '2026-08-22T11:00:00Z' THEN 1 ELSE 0 END AS k, count(*) AS n`,
      `${c}usage > 5, ${c}usage < 20 AS k, ${c}host`,
      `sum(CASE WHEN ${c}usage > 20 THEN 1 ELSE 0 END) AS s, min(${c}usage) AS m`,
      `CASE WHEN ${c}usage > 5 THEN 'x' END AS k, count(*) AS n`,
      `${c}host AS "from", ${c}msg`,
      `trim('a' FROM ${c}host) AS t, count(*) AS n`,
      `e'it\\'s' AS e, $$a 'b' WHERE time > '2026-01-01'$$ AS d, count(*) AS n`,
      `'C:\\' AS p, '__STR_1__' AS q, 'read_parquet' AS r, count(*) AS n`,
      `max(${c}load) AS "set", min(${c}time) AS "call"`,
      `${c}time, max(${c}load) OVER (ORDER BY ${c}time, ${c}load ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING) AS m`,
      `${c}time, row_number() OVER (PARTITION BY ${c}host ORDER BY ${c}time, ${c}msg, ${c}load, ${c}usage) AS r`,
    )
  }

  #where(alias: string, depth: number): string {
    const c = alias === '' ? '' : `${alias}.`
    if (this.#chance(0.1)) return ''
    const conditions = Array.from({ length: 1 + Math.floor(this.#random() * 3) }, () => this.#condition(c, depth))
    return ` WHERE ${conditions.join(this.#pick(' AND ', ' AND ', ' AND ', ' OR '))}`
  }

  #condition(c: string, depth: number): string {
    if (this.#chance(0.55))
      return this.#range(this.#pick(`${c}time`, `${c}time`, `${c}time`, `${c}"time"`, `(${c}time)`))
    return this.#pick<() => string>(
      () => `${c}host = 'a'`,
      () => `${c}host IN ('a', 'b')`,
      () => `${c}msg LIKE '%x%' AND ${c}msg <> ''`,
      () => `${c}msg LIKE 'W%' OR ${c}host = 'b' AND ${c}msg <> ''`,
      () => `${c}msg <> ''`,
      () => `${c}msg = 'C:\\'`,
      () => `${c}msg = '__STR_1__'`,
      () => `${c}msg = 'it''s; -- so'`,
      () => `${c}msg = 'time > '`,
      () => `${c}load > 1`,
      () => `${c}load IS DISTINCT FROM NULL`,
      () => `${c}load IS NOT DISTINCT FROM ${c}load`,
      () => `${c}uptime > '2026-08-22T10:00:00Z'`,
      () => `NOT (${this.#range(`${c}time`)})`,
      () => `(${this.#range(`${c}time`)} OR ${c}host = 'c')`,
      () => `CASE WHEN ${c}time > '2026-08-22T11:00:00Z' THEN TRUE ELSE ${c}load > 1 END`,
      () => `isnan(${c}usage)`,
      () => `${c}usage ${this.#pick('>', '>=', '<', '<=', '<>', '=')} ${this.#pick('5', '-1', '2.5', '1e1', '(7)')}`,
      () => `NOT (${c}usage ${this.#pick('>', '<', '<=')} ${this.#pick('5', '10')})`,
      () => `${this.#pick('5', '20')} ${this.#pick('<', '>=')} ${c}usage`,
      () => `${c}usage ${this.#pick('', 'NOT ')}BETWEEN 1 AND ${this.#pick('20', '5')}`,
      () => `${c}usage ${this.#pick('', 'NOT ')}IN (${this.#pick('5', '5, 20')})`,
      () => (depth > 0 ? `${c}load >= (SELECT min(load) FROM mem WHERE ${this.#range('time')})` : 'TRUE'),
      () => (depth > 0 ? `EXISTS (SELECT 1 FROM mem AS x WHERE ${this.#range('x.time')} AND x.host = 'a')` : 'TRUE'),
      () => (depth > 0 ? `${c}time IN (SELECT time FROM mem WHERE load = 1)` : 'TRUE'),
    )()
  }

  #range(column: string): string {
    const [a, b] = [this.#instant(), this.#instant()]
    const [low, high] = a < b ? [a, b] : [b, a]
    return this.#pick<() => string>(
      () => `${column} >= ${this.#literal(low)} AND ${column} < ${this.#literal(high)}`,
      () => `${column} >= ${this.#literal(low)} AND ${column} <= ${this.#literal(high)}`,
      () => `${column} > ${this.#literal(low)}`,
      () => `${column} < ${this.#literal(high)}`,
      () => `${column} <= ${this.#literal(high)}`,
      () => `${column} BETWEEN ${this.#literal(low)} AND ${this.#literal(high)}`,
      () => `${this.#literal(low)} <= ${column} AND ${this.#literal(high)} > ${column}`,
      () => `${column} = ${this.#literal(low)}`,
      () => `${column} >= now() - INTERVAL '100 days' AND ${column} < now() - INTERVAL 2 DAYS`,
      () => `${column} >= NOW() - INTERVAL '3000 hours'`,
      () =>
        `${column} >= ${this.#literal(low)} + INTERVAL '1 hour' AND ${column} < ${this.#literal(high)} + INTERVAL '90 minutes'`,
      () => `${column} >= '0100-01-01T00:00:00Z' AND ${column} < '9999-01-01T00:00:00Z'`,
    )()
  }

  #instant(): number {
    return START + this.#pick(-2, -1, 0, 1, 2, 3, 4, 480) * HOUR + this.#pick(0, 0, 0, 1, 300, 1_800_000, 3_599_999)
  }

  #literal(millis: number): string {
    const iso = new Date(millis).toISOString()
    return this.#pick(
      `'${iso}'`,
      `'${iso}'`,
      `'${iso.replace('.000Z', 'Z')}'`,
      `'${iso.replace('Z', '+00:00')}'`,
      `'${new Date(millis + 2 * HOUR).toISOString().replace('Z', '+02')}'`,
      `'${iso.replace('T', ' ').replace('Z', '')}'`,
      `TIMESTAMP '${iso.replace('T', ' ').replace('Z', '')}'`,
      `TIMESTAMPTZ '${iso}'`,
      `'${iso}'::TIMESTAMPTZ`,
      `('${iso}')`,
    )
  }

  #join(): string {
    const on = this.#pick(
      'ON c.time = m.time',
      'ON c.host = m.host AND c.time = m.time',
      `ON c.host = m.host AND ${this.#range('m.time')}`,
      'USING (time)',
    )
    const where = this.#pick(
      ` WHERE ${this.#range('c.time')}`,
      ` WHERE ${this.#range('c.time')} AND ${this.#range('m.time')}`,
      ` WHERE ${this.#range('m.time')}`,
      '',
    )
    return this.#pick(
      `SELECT count(*) AS n FROM cpu AS c ${this.#pick('', 'LEFT ', 'INNER ', 'RIGHT ', 'FULL ')}JOIN mem AS m ${on}${where}`,
      `SELECT c.host, count(*) AS n FROM cpu c, mem m WHERE c.time = m.time AND ${this.#range('c.time')} GROUP BY c.host`,
      `SELECT cpu.host, mem.load FROM cpu, mem WHERE cpu.time = mem.time AND ${this.#range('mem.time')}`,
      `SELECT cpu.host, mem.load FROM cpu JOIN mem ON cpu.time = mem.time AND ${this.#range('cpu.time')}`,
      `SELECT count(*) AS n FROM cpu CROSS JOIN range(3) AS r(i) WHERE ${this.#range('time')} AND i > 0`,
      `SELECT c.time, m.time AS t FROM cpu c ASOF JOIN mem m ON c.host = m.host AND c.time >= m.time${where}`,
      `SELECT count(*) AS n FROM (cpu AS c JOIN mem AS m USING (time))${where}`,
      `SELECT host, time FROM cpu SEMI JOIN mem USING (host, time) WHERE ${this.#range('time')}`,
      `SELECT time, host FROM cpu NATURAL JOIN (SELECT time, host FROM mem WHERE ${this.#range('time')}) AS z`,
    )
  }

  #with(depth: number): string {
    const body = this.#star('')
    return this.#pick(
      `WITH x AS (${body}) SELECT count(*) AS n FROM x`,
      `WITH x AS MATERIALIZED (${body}) SELECT count(*) AS n FROM x`,
      `WITH x AS NOT MATERIALIZED (${body}) SELECT count(*) AS n, max(load) AS l FROM x`,
      `WITH\nx AS (${body}), "y" AS (${this.#star('')}) SELECT count(*) AS n FROM x JOIN y ON x.time = y.time`,
      `WITH x(a, b) AS (SELECT time, load FROM cpu${this.#where('', depth)}) SELECT a, b FROM x`,
      `WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r WHERE i < 3) SELECT i, count(*) AS n FROM r, cpu WHERE ${this.#range('time')} GROUP BY i`,
      `SELECT count(*) AS n FROM (WITH\nx AS (${body}) SELECT * FROM x)`,
    )
  }

  #union(depth: number): string {
    const side = () => `SELECT host, time FROM ${this.#measurement()}${this.#where('', depth - 1)}`
    return `${side()} ${this.#pick('UNION ALL', 'UNION', 'EXCEPT', 'INTERSECT')} ${side()}`
  }

  #odd(): string {
    return this.#pick(
      `SELECT count(*) AS n FROM cpu WHERE msg IS NULL OR ${this.#range('time')}`,
      `SELECT load, count(*) AS n FROM cpu WHERE load >= 1 GROUP BY load`,
      `SELECT host, count(*) AS n FROM cpu GROUP BY host HAVING n > 3`,
      `SELECT usage > 5 AS x, count(*) AS n FROM cpu GROUP BY usage > 5`,
      `SELECT usage, count(*) AS n FROM cpu GROUP BY usage HAVING usage > 5`,
      `SELECT time, host FROM cpu WHERE usage > (SELECT max(load) FROM mem WHERE load < 3)`,
      `SELECT load AS set, host AS call FROM cpu WHERE ${this.#range('time')}`,
      `SELECT "from" = 'a' AS e, count(*) AS n FROM (SELECT host AS "from" FROM cpu) AS q GROUP BY e`,
      `SELECT i FROM range(5) AS r(i)`,
      `SELECT unnest([1, 2, 3]) AS i`,
      'TABLE cpu',
      `SELECT regexp_extract(msg, '^https?://([^/]+)', 1) AS d, count(*) AS n FROM cpu GROUP BY d`,
      `SELECT host, string_agg(msg, ',' ORDER BY load, time, msg) AS l FROM cpu WHERE ${this.#range('time')} GROUP BY host`,
      `SELECT host, count(*) AS n FROM cpu WHERE ${this.#range('time')} GROUP BY host HAVING count(*) > 1`,
      `SELECT time, host FROM cpu WHERE ${this.#range('time')} ORDER BY time`,
      `SELECT (SELECT count(*) FROM mem AS m WHERE m.host = c.host AND ${this.#range('m.time')}) AS n FROM cpu AS c WHERE ${this.#range('c.time')}`,
      `SELECT host, (SELECT max(load) FROM mem WHERE ${this.#range('time')}) AS l FROM cpu`,
    )
  }
}
