/**
 * `/api/v1/mqtt` and `/api/v1/sync-spokes`: what is registered is kept and shown; nothing connects and nothing is received.
 * Everything needs `admin`. The defaults of a subscription are recorded ones.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { TestArc } from '../arc.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { rfc3339, rfc3339Nano } from '../timestamps.ts'
import { errorReply, failureReply, nullIfEmpty } from './replies.ts'

type Row = Readonly<Record<string, unknown>>
type Handler = (request: TestRequest, rows: Map<string, Row>) => TestReply

const MQTT = '/api/v1/mqtt'
const SUBSCRIPTION = `${MQTT}/subscriptions/:id`
const SPOKES = '/api/v1/sync-spokes'
const SPOKE = `${SPOKES}/:id`

const subscriptions = (): Map<string, Row> => new Map()
const spokes = (): Map<string, Row> => new Map()

export const registryRoutes: readonly Route[] = [
  { method: 'GET', path: `${MQTT}/health`, permission: 'admin', handle: mqttHealth },
  mqtt('GET', `${MQTT}/stats`, (_request, rows) =>
    json(200, { success: true, stats: { subscriptions: [...rows.values()].map(statsOf), summary: summaryOf(rows) } }),
  ),
  mqtt('GET', `${MQTT}/subscriptions`, (_request, rows) =>
    json(200, { success: true, subscriptions: nullIfEmpty([...rows.values()]), count: rows.size }),
  ),
  mqtt('POST', `${MQTT}/subscriptions`, subscribe),
  mqtt(
    'GET',
    SUBSCRIPTION,
    known(404, 'Subscription not found', (subscription) => ({ subscription })),
  ),
  mqtt('PUT', SUBSCRIPTION, (request, rows) => {
    const id = request.params.id ?? ''
    const stored = rows.get(id)
    if (stored === undefined) return failureReply(500, 'Failed to update subscription')
    const subscription = { ...stored, ...bodyOf(request), updated_at: rfc3339() }
    rows.set(id, subscription)
    return json(200, { success: true, subscription: { ...subscription, updated_at: rfc3339Nano() } })
  }),
  mqtt('DELETE', SUBSCRIPTION, (request, rows) =>
    rows.delete(request.params.id ?? '')
      ? json(200, { success: true, message: 'Subscription deleted' })
      : failureReply(500, 'Failed to delete subscription'),
  ),
  mqtt(
    'GET',
    `${SUBSCRIPTION}/stats`,
    known(500, 'Failed to get subscription stats', (row) => ({ stats: statsOf(row) })),
  ),
  ...(['start', 'restart'] as const).map((action) =>
    mqtt('POST', `${SUBSCRIPTION}/${action}`, () => failureReply(500, `Failed to ${action} subscription`)),
  ),
  ...['stop', 'pause'].map((action) =>
    mqtt('POST', `${SUBSCRIPTION}/${action}`, () => failureReply(409, 'subscription not running')),
  ),
  spoke('GET', SPOKES, (_request, rows) => json(200, { spokes: [...rows.values()].reverse() })),
  spoke('POST', SPOKES, register),
  spoke('GET', SPOKE, (_request, _rows, row) => json(200, row)),
  spoke('DELETE', SPOKE, (_request, rows, { spoke_id }) => {
    rows.delete(String(spoke_id))
    const note =
      'Files already received from this spoke are retained; delete them separately if you want the storage back.'
    return json(200, { spoke_id, deleted: true, note })
  }),
  spoke('POST', `${SPOKE}/rotate`, (_request, _rows, { spoke_id }) => {
    const warning = 'The previous secret no longer authenticates. Reconfigure the spoke before its next contact window.'
    return json(200, { spoke_id, secret: newSecret(), warning })
  }),
  ...[true, false].map((enabled) =>
    spoke('POST', `${SPOKE}/${enabled ? 'enable' : 'disable'}`, (_request, rows, row) => {
      rows.set(String(row.spoke_id), { ...row, enabled })
      return json(200, { spoke_id: row.spoke_id, enabled })
    }),
  ),
]

function mqttHealth(_request: TestRequest, arc: TestArc): TestReply {
  if (!arc.options.mqtt) return json(200, { status: 'disabled', healthy: false })
  const total = arc.state(subscriptions).size
  const status = total === 0 ? 'healthy' : 'unhealthy'
  const counts = { total, running: 0, stopped: total, errors: 0 }
  return json(200, { status, healthy: total === 0, subscriptions: counts })
}

const SUBSCRIPTION_DEFAULTS = {
  qos: 1,
  has_password: false,
  tls_enabled: false,
  tls_insecure_skip_verify: false,
  auto_start: false,
  status: 'stopped',
  keep_alive_seconds: 60,
  connect_timeout_seconds: 30,
  reconnect_max_seconds: 60,
  clean_session: false,
}

function subscribe(request: TestRequest, rows: Map<string, Row>): TestReply {
  const { password, ...given } = bodyOf(request)
  const missing = ['name', 'broker', 'topics', 'database'].find((member) => !given[member])
  if (missing !== undefined) return failureReply(400, `validation error: ${missing} is required`)
  if ([...rows.values()].some(({ name }) => name === given.name)) {
    return failureReply(409, `subscription name already exists: subscription with name '${given.name}' already exists`)
  }
  const id = randomUUID()
  const now = rfc3339()
  const client = { client_id: `arc-${randomBytes(4).toString('hex')}` }
  const stamps = { id, created_at: now, updated_at: now }
  const subscription = { ...client, ...SUBSCRIPTION_DEFAULTS, ...given, ...stamps, has_password: Boolean(password) }
  rows.set(id, subscription)
  // The answer shows the times before they are stored in whole seconds.
  const nanos = rfc3339Nano()
  return json(201, { success: true, subscription: { ...subscription, created_at: nanos, updated_at: nanos } })
}

function statsOf({ id, name, status }: Row) {
  return { id, name, status, messages_received: 0, messages_failed: 0, bytes_received: 0, reconnects: 0 }
}

function summaryOf({ size }: Map<string, Row>) {
  const zeros = { running: 0, error: 0, total_messages: 0, total_failed: 0, total_bytes: 0 }
  return { total_subscriptions: size, stopped: size, ...zeros }
}

function register(request: TestRequest, rows: Map<string, Row>): TestReply {
  const { spoke_id, name } = bodyOf(request)
  if (!spoke_id) return errorReply(400, 'edgesync: spoke ID is required')
  if (!name) return errorReply(400, 'edgesync: spoke name is required')
  if (rows.has(String(spoke_id))) return errorReply(409, `"${spoke_id}": edgesync: spoke already registered`)
  const counters = { files_received: 0, bytes_received: 0 }
  rows.set(String(spoke_id), { spoke_id, name, enabled: true, ...counters, registered_at: rfc3339Nano() })
  const warning = 'This secret is shown once and cannot be retrieved. Store it now; if it is lost, rotate.'
  return json(201, { spoke_id, name, secret: newSecret(), warning })
}

function mqtt(method: Route['method'], path: string, handle: Handler): Route {
  return {
    method,
    path,
    permission: 'admin',
    handle: (request, arc) =>
      arc.options.mqtt ? handle(request, arc.state(subscriptions)) : failureReply(503, 'MQTT subsystem disabled'),
  }
}

/** With an `:id` in the path, the handler gets its row, or the answer is a 404. */
function spoke(
  method: Route['method'],
  path: string,
  handle: (request: TestRequest, rows: Map<string, Row>, row: Row) => TestReply,
): Route {
  return {
    method,
    path,
    permission: 'admin',
    when: (options) => options.edgeSync,
    handle(request, arc) {
      const rows = arc.state(spokes)
      const row = path === SPOKES ? {} : rows.get(request.params.id ?? '')
      return row === undefined ? errorReply(404, 'spoke not registered') : handle(request, rows, row)
    },
  }
}

function known(status: number, error: string, show: (row: Row) => object): Handler {
  return (request, rows) => {
    const row = rows.get(request.params.id ?? '')
    return row === undefined ? failureReply(status, error) : json(200, { success: true, ...show(row) })
  }
}

function bodyOf({ body }: TestRequest): Row {
  try {
    return Object(JSON.parse(new TextDecoder().decode(body)))
  } catch {
    return {}
  }
}

function newSecret(): string {
  return randomBytes(32).toString('hex')
}
