/** Every parameter of the handwritten surface that is not a write of its own, with values that no type allows. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ArcClient, ArcError, defineMeasurement, fillBuckets, lineProtocol, sql } from '../../src/index.ts'
import { any, boom, VALUES } from './hostile-values.ts'
import { type RecordingClient, recordingClient } from './ingest/recording.ts'

type Use = (arc: ArcClient, value: never) => unknown

const filled = { time: 'time', every: '1 hour', from: 0, to: 7_200_000 } as const
const rows = [{ time: new Date(3_600_000), host: 'a', v: 1 }]
const definition = { name: 'p', database: 'd', retention_days: 7 }
const query = {
  name: 'q',
  database: 'd',
  source_measurement: 'a',
  destination_measurement: 'b',
  query: 'SELECT 1',
  interval: '1h',
}

const SURFACE: Readonly<Record<string, Use>> = {
  'client: options': (_, value) => new ArcClient(value),
  'client: url': (_, value) => new ArcClient({ url: value }),
  'client: token': (_, token) => new ArcClient({ url: 'http://a', token }),
  'client: database': (_, database) => new ArcClient({ url: 'http://a', database }),
  'client: headers': (_, headers) => new ArcClient({ url: 'http://a', headers }),
  'client: a header': (_, value) => new ArcClient({ url: 'http://a', headers: { a: value } }),
  'client: retry': (_, retry) => new ArcClient({ url: 'http://a', retry }),
  'client: tls': (_, tls) => new ArcClient({ url: 'http://a', tls }),
  'client: fetch': (_, fetch) => new ArcClient({ url: 'http://a', fetch }),
  'client: transport': (_, transport) => new ArcClient({ url: 'http://a', transport }),
  'client: logger': (_, logger) => new ArcClient({ url: 'http://a', logger }),
  'client: fromEnv': (_, options) => ArcClient.fromEnv(options),

  'defineMeasurement: name': (_, name) => defineMeasurement(name, { v: 'float64' }),
  'defineMeasurement: schema': (_, schema) => defineMeasurement('m', schema),
  'defineMeasurement: a type': (_, type) => defineMeasurement('m', { v: type }),
  'defineMeasurement: options': (_, options) => defineMeasurement('m', { v: 'string' }, options),
  'defineMeasurement: tags': (_, tags) => defineMeasurement('m', { v: 'string' }, { tags }),
  'defineMeasurement: a tag': (_, tag) => defineMeasurement('m', { v: 'string' }, { tags: [tag] }),

  'lineProtocol: name': (_, name) => lineProtocol(name, { fields: { v: 1 } }),
  'lineProtocol: point': (_, point) => lineProtocol('m', point),
  'lineProtocol: tags': (_, tags) => lineProtocol('m', { tags, fields: { v: 1 } }),
  'lineProtocol: a tag': (_, tag) => lineProtocol('m', { tags: { t: tag }, fields: { v: 1 } }),
  'lineProtocol: fields': (_, fields) => lineProtocol('m', { fields }),
  'lineProtocol: a field': (_, field) => lineProtocol('m', { fields: { v: field } }),
  'lineProtocol: time': (_, time) => lineProtocol('m', { fields: { v: 1 }, time }),

  'buffered: options': (arc, options) => arc.write.buffered(options),
  'buffered: database': (arc, database) => arc.write.buffered({ database }),
  'buffered: defaultColumns': (arc, defaultColumns) => arc.write.buffered({ defaultColumns }),
  'buffered: a default': (arc, value) => arc.write.buffered({ defaultColumns: { host: value } }),
  'buffered: retry': (arc, retry) => arc.write.buffered({ retry }),
  'buffered: spool': (arc, spool) => arc.write.buffered({ spool }),
  'buffered: onDrop': (arc, onDrop) => arc.write.buffered({ onDrop }),
  'append: measurement': (arc, name) => arc.write.buffered().append(name, { v: 1 }),
  'append: rows': (arc, given) => arc.write.buffered().append('m', given),
  'append: a row': (arc, row) => arc.write.buffered().append('m', any([row])),
  'append: a cell': (arc, cell) => arc.write.buffered().append('m', { v: cell }),
  'append: time': (arc, time) => arc.write.buffered().append('m', { time, v: 1 }),
  'append: a cell of a declared column': (arc, v) =>
    arc.write.buffered().append(defineMeasurement('m', { v: 'int64' }), { v }),
  'append: options': (arc, options) => arc.write.buffered().append('m', { v: 1 }, options),
  'append: database': (arc, database) => arc.write.buffered().append('m', { v: 1 }, { database }),
  'appendColumns: columns': (arc, columns) => arc.write.buffered().appendColumns('m', columns),
  'appendColumns: a column': (arc, v) => arc.write.buffered().appendColumns('m', { v }),
  'appendColumns: time': (arc, time) => arc.write.buffered().appendColumns('m', { time, v: [1] }),
  'appendColumns: options': (arc, options) => arc.write.buffered().appendColumns('m', { v: [1] }, options),
  'flush: options': (arc, options) => arc.write.buffered().flush(options),
  'close: options': (arc, options) => arc.write.buffered().close(options),
  'ready: options': (arc, options) => arc.write.buffered().ready(options),

  'tle: options': (arc, options) => arc.write.tle('', options),
  'tle: measurement': (arc, measurement) => arc.write.tle('', { measurement }),
  'makeVisible: options': (arc, options) => arc.write.makeVisible(options),
  'makeVisible: signal': (arc, signal) => arc.write.makeVisible({ signal }),
  'write.rows: maxRows': (arc, maxRows) => arc.write.rows('m', [{ v: 1 }], { maxRows }),
  'write.lineProtocol: precision': (arc, precision) => arc.write.lineProtocol('m v=1', { precision }),

  'imports.csv: options': (arc, options) => arc.imports.csv(new Blob(['a']), options),
  'imports.csv: measurement': (arc, measurement) => arc.imports.csv(new Blob(['a']), { measurement }),
  'imports.csv: delimiter': (arc, delimiter) => arc.imports.csv(new Blob(['a']), { measurement: 'm', delimiter }),
  'imports.csv: skipRows': (arc, skipRows) => arc.imports.csv(new Blob(['a']), { measurement: 'm', skipRows }),
  'imports.csv: database': (arc, database) => arc.imports.csv(new Blob(['a']), { measurement: 'm', database }),
  'imports.parquet: file': (arc, file) => arc.imports.parquet(file, { measurement: 'm' }),
  'imports.lineProtocol: options': (arc, options) => arc.imports.lineProtocol(new Blob(['a']), options),
  'imports.tle: measurement': (arc, measurement) => arc.imports.tle(new Blob(['a']), { measurement }),

  'fillBuckets: rows': (_, given) => fillBuckets(given, any(filled)),
  'fillBuckets: a row': (_, row) => fillBuckets([row], any(filled)),
  'fillBuckets: a time': (_, time) => fillBuckets([{ time }], filled),
  'fillBuckets: a key': (_, host) => fillBuckets([{ time: new Date(0), host }], { ...filled, by: 'host' }),
  'fillBuckets: options': (_, options) => fillBuckets(rows, options),
  'fillBuckets: time': (_, time) => fillBuckets(rows, { ...filled, time }),
  'fillBuckets: every': (_, every) => fillBuckets(rows, { ...filled, every }),
  'fillBuckets: from': (_, from) => fillBuckets(rows, { ...filled, from }),
  'fillBuckets: to': (_, to) => fillBuckets(rows, { ...filled, to }),
  'fillBuckets: by': (_, by) => fillBuckets(rows, { ...filled, by }),
  'fillBuckets: fill': (_, fill) => fillBuckets(rows, { ...filled, fill }),
  'fillBuckets: timeZone': (_, timeZone) => fillBuckets(rows, { ...filled, timeZone }),

  'sql: called': (_, strings) => sql(strings),
  'sql: a value': (_, value) => sql`SELECT ${value}`,
  'sql: a list': (_, value) => sql`SELECT 1 WHERE 1 IN ${[value]}`,
  'sql.id': (_, name) => sql.id(name),
  'sql.join: parts': (_, parts) => sql.join(parts),
  'sql.join: a part': (_, part) => sql.join([part]),
  'sql.join: separator': (_, separator) => sql.join([1, 2], separator),
  'sql.raw': (_, text) => sql.raw(text),
  'sql.time': (_, instant) => sql.time(instant),
  'sql.timeRange: column': (_, column) => sql.timeRange(column, new Date(0)),
  'sql.timeRange: from': (_, from) => sql.timeRange('time', from, new Date(0)),
  'sql.timeRange: to': (_, to) => sql.timeRange('time', new Date(0), to),
  'sql.timeBucket: width': (_, width) => sql.timeBucket(width, 'time'),
  'sql.timeBucket: column': (_, column) => sql.timeBucket('1 hour', column),
  'sql.downsample: column': (_, column) => sql.downsample(column, new Date(0), new Date(1), 5),
  'sql.downsample: points': (_, points) => sql.downsample('v', new Date(0), new Date(1), points),

  'query.rows: text': (arc, text) => arc.query.rows(text),
  'query.rows: options': (arc, options) => arc.query.rows('SELECT 1', options),
  'query.rows: database': (arc, database) => arc.query.rows('SELECT 1', { database }),
  'query.rows: signal': (arc, signal) => arc.query.rows('SELECT 1', { signal }),
  'query.columns: options': (arc, options) => arc.query.columns('SELECT 1', options),
  'query.arrow: text': (arc, text) => arc.query.arrow(text),
  'query.json: options': (arc, options) => arc.query.json('SELECT 1', options),
  'query.estimate: text': (arc, text) => arc.query.estimate(text),
  'query.stream: text': (arc, text) => arc.query.stream(text).next(),
  'query.stream: options': (arc, options) => arc.query.stream('SELECT 1', options).next(),
  'query.batches: options': (arc, options) => arc.query.batches('SELECT 1', options).next(),
  'query.ipcStream: text': (arc, text) => arc.query.ipcStream(text).getReader().read(),
  'query.meaning: text': (arc, text) => arc.query.meaning(text),
  'query.meaning: options': (arc, options) => arc.query.meaning('SELECT 1', options),
  'query.measurements: options': (arc, options) => arc.query.measurements(options),

  'delete.rows: request': (arc, request) => arc.delete.rows(request),
  'delete.rows: where': (arc, where) => arc.delete.rows({ database: 'd', measurement: 'm', where, confirm: true }),
  'delete.rows: confirm': (arc, confirm) =>
    arc.delete.rows({ database: 'd', measurement: 'm', where: 'true', confirm }),
  'delete.rows: options': (arc, options) =>
    arc.delete.rows({ database: 'd', measurement: 'm', where: 'v = 1', confirm: true }, options),
  'retention.ensure': (arc, policy) => arc.retention.ensure(policy),
  'retention.ensure: days': (arc, retention_days) => arc.retention.ensure(any({ ...definition, retention_days })),
  'retention.execute: id': (arc, id) => arc.retention.execute(id, { confirm: true }),
  'retention.execute: request': (arc, request) => arc.retention.execute(1, request),
  'continuousQueries.ensure': (arc, given) => arc.continuousQueries.ensure(given),
  'continuousQueries.ensure: query': (arc, text) => arc.continuousQueries.ensure(any({ ...query, query: text })),
  'continuousQueries.execute: id': (arc, id) => arc.continuousQueries.execute(id),
  'continuousQueries.catchUp: options': (arc, options) => arc.continuousQueries.catchUp(1, options),
  'continuousQueries.catchUp: from': (arc, from) => arc.continuousQueries.catchUp(1, { from }),
  'auth.createToken': (arc, token) => arc.auth.createToken(token),
  'auth.createToken: options': (arc, options) => arc.auth.createToken({ name: 'n', permissions: ['read'] }, options),
  'system.capabilities: options': (arc, options) => arc.system.capabilities(options),
  'system.generation: options': (arc, options) => arc.system.generation(options),
  'api: path': (arc, path) => arc.api.GET(path),
  'api: init': (arc, init) => arc.api.GET('/api/v1/databases', init),
  'api: a parameter': (arc, id) => arc.api.GET('/api/v1/retention/{id}', { params: { path: { id } } }),
  'api: body': (arc, body) => arc.api.POST('/api/v1/auth/tokens', { body }),
  'api: a header': (arc, value) => arc.api.GET('/api/v1/databases', { headers: { a: value } }),
}

let client: RecordingClient
beforeEach(() => {
  client = recordingClient(() => ({ status: 400, body: { error: 'no' } }))
})
afterEach(async () => {
  await client.arc.close().catch(() => {})
})

test.each(Object.entries(SURFACE))('%s', async (_, use) => {
  for (const [name, make] of Object.entries(VALUES)) {
    const value = any(make())
    const error: unknown = await (async () => use(client.arc, value))().then(
      () => undefined,
      (reason: unknown) => reason,
    )
    // What a getter of the caller's throws is the caller's.
    if (error === undefined || error === boom) continue
    if (!(error instanceof ArcError))
      throw new Error(`${name}: ${Object.prototype.toString.call(error)} ${error instanceof Error ? error.stack : ''}`)
  }
})

test('bytes that no string can hold', async () => {
  await expect(client.arc.write.tle(new Uint8Array(2 ** 29))).rejects.toBeInstanceOf(ArcError)
})
