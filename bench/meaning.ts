/**
 * What selecting files costs and saves: `ARC_URL=… ARC_TOKEN=… tsx -C arc-source bench/meaning.ts`, against a server whose
 * database `meaning_bench` may be written. Two measurements of 720 files, an hour each, and a query over one hour of them in
 * every form, interleaved, beside the form that Arc selects by best. Every text is new to the server's caches.
 */
import { ArcClient, type SqlFragment, sql } from '../src/index.ts'
import { Rewriter, rewriteQuery } from '../src/query/sql/rewrite.ts'

const HOUR = 3_600_000
const ROUNDS = 9
cost()
const url = process.env.ARC_URL
if (url === undefined) throw new Error('set ARC_URL, and ARC_TOKEN if the server wants one')
await using arc = new ArcClient({ url, token: process.env.ARC_TOKEN, database: 'meaning_bench' })

const last = Math.floor(Date.now() / HOUR) * HOUR
for (const measurement of ['cpu', 'mem']) {
  const [found] = await arc.query.rows(
    `SELECT count(DISTINCT time_bucket(INTERVAL 1 HOUR, time)) AS n FROM ${measurement}`,
  )
  if (Number(found?.n ?? 0) >= 720) continue
  for (let hour = 0; hour < 720; hour++) {
    const rows = Array.from({ length: 20 }, (_, index) => ({
      time: new Date(last - hour * HOUR + index * 1000),
      host: 'a',
      usage: index,
    }))
    await arc.write.rows(measurement, rows)
  }
  await arc.write.makeVisible()
}

const [low, high] = [new Date(last - HOUR), new Date(last - 1)]
const [a, b] = [low.toISOString(), high.toISOString()]
const plain = `time >= '${a}' AND time < '${b}'`
const forms: Readonly<Record<string, (tag: string) => string | SqlFragment>> = {
  best: (tag) => `SELECT count(*) AS n, ${tag} FROM cpu WHERE ${plain}`,
  'full hours': (tag) =>
    `SELECT count(*) AS n, ${tag} FROM cpu WHERE time >= '${a}' AND time < '${new Date(last).toISOString()}'`,
  timeRange: (tag) => sql`SELECT count(*) AS n, ${sql.raw(tag)} FROM cpu WHERE ${sql.timeRange('time', low, high)}`,
  dates: (tag) => sql`SELECT count(*) AS n, ${sql.raw(tag)} FROM cpu WHERE time >= ${low} AND time < ${high}`,
  between: (tag) => `SELECT count(*) AS n, ${tag} FROM cpu WHERE time BETWEEN '${a}' AND '${b}'`,
  buckets: (tag) =>
    `SELECT max(n) AS n, ${tag} FROM (SELECT time_bucket('1 hour', time) AS h, count(*) AS n FROM cpu WHERE ${plain} GROUP BY h)`,
  with: (tag) => `WITH x AS (SELECT * FROM cpu WHERE ${plain}) SELECT count(*) AS n, ${tag} FROM x`,
  'sub-query': (tag) => `SELECT count(*) AS n, ${tag} FROM (SELECT * FROM cpu WHERE ${plain}) AS q`,
  'open end, NOW()': (tag) => `SELECT count(*) AS n, ${tag} FROM cpu WHERE time >= NOW() - INTERVAL '1 hour'`,
  'open end, asking': (tag) => `SELECT count(*) AS n, ${tag} FROM cpu WHERE time >= NOW() - INTERVAL '1 hour'`,
  'open end, literal': (tag) => `SELECT count(*) AS n, ${tag} FROM cpu WHERE time >= '${a}'`,
  'best join': (tag) =>
    `SELECT count(*) AS n, ${tag} FROM cpu AS c JOIN mem AS m ON c.time = m.time WHERE c.${plain.replace('AND ', 'AND c.')}`,
  join: (tag) =>
    `SELECT count(*) AS n, ${tag} FROM cpu c JOIN mem m ON c.host = m.host AND c.usage = m.usage WHERE c.${plain.replace('AND ', 'AND c.')} AND m.${plain.replace('AND ', 'AND m.')}`,
  'no range': (tag) => `SELECT count(*) AS n, ${tag} FROM cpu`,
}
const times: Record<string, number[]> = {}
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, text] of Object.entries(forms)) {
    const query = text(`${Date.now()}${round} AS tag`)
    // What a new client asks first.
    if (name.endsWith('asking')) await arc.write.makeVisible()
    const start = performance.now()
    await arc.query.rows(query, { rewrite: !name.startsWith('best') })
    times[name] = [...(times[name] ?? []), performance.now() - start]
  }
}
const median = (name: string) => times[name]?.slice().sort((x, y) => x - y)[ROUNDS >> 1] ?? Number.NaN
for (const name of Object.keys(forms)) {
  const base = median(name.endsWith('join') ? 'best join' : 'best')
  console.log(`${name.padEnd(20)} ${median(name).toFixed(1).padStart(7)} ms  ${(median(name) / base).toFixed(2)} x`)
}

/** What rewriting costs for a text that is new, and for one that is known, beside JSON.stringify of the same text. */
function cost(): void {
  const texts = {
    plain: (n: number) =>
      `SELECT time, host, usage_user, usage_idle FROM cpu WHERE host = 'web-${n}' AND time >= '2026-08-22T10:00:00Z' AND time < '2026-08-22T11:00:00.001Z' ORDER BY time DESC LIMIT 1000`,
    buckets: (n: number) =>
      `SELECT time_bucket('5 minutes', time) AS bucket, host, avg(usage_user) AS usage, count(*) AS n FROM cpu WHERE host IN ('web-${n}', 'web-2') AND time >= now() - INTERVAL '6 hours' AND usage_user > 5 GROUP BY bucket, host ORDER BY bucket DESC LIMIT 1000`,
    join: (n: number) =>
      `WITH busy AS (SELECT host, time, usage_user FROM cpu WHERE time >= '2026-08-22T10:00:00Z' AND time < '2026-08-22T11:00:00Z' AND usage_user > ${n}) SELECT b.host, date_trunc('minute', b.time) AS minute, avg(b.usage_user) AS u, avg(m.used) AS p FROM busy b JOIN mem m ON b.host = m.host AND b.time = m.time GROUP BY ALL ORDER BY minute`,
  }
  const rewriter = new Rewriter()
  const known = (text: string) => rewriter.rewrite(text, {})
  for (const [name, text] of Object.entries(texts)) {
    const per500 = (microseconds: number) => ((microseconds * 500) / text(1).length).toFixed(1)
    const fresh = fastest(text, (each) => rewriteQuery(each, {}))
    const json = fastest(text, (each) => JSON.stringify({ sql: each }))
    const again = fastest(() => text(1), known)
    console.log(
      `${name.padEnd(20)} ${per500(fresh).padStart(7)} µs for 500 bytes of new text, ${per500(again)} of known, ${per500(json)} JSON.stringify`,
    )
  }
}

/** Microseconds for one text, in the fastest of many short runs: others use the machine as well. */
function fastest(text: (n: number) => string, run: (text: string) => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 400; round++) {
    const texts = Array.from({ length: 40 }, (_, index) => text(round * 40 + index))
    const start = performance.now()
    for (const each of texts) run(each)
    best = Math.min(best, ((performance.now() - start) * 1_000) / texts.length)
  }
  return best
}
