/** `/api/v1/mqtt`: subscriptions without a broker. Everything needs `admin`; with MQTT switched off all but health is a 503. */
import type { TestArc } from '../arc.ts'
import { readBody } from '../go-json.ts'
import { json, type Route, type TestReply, type TestRequest } from '../route.ts'
import { rfc3339, rfc3339Nano } from '../timestamps.ts'
import {
  brokerAddress,
  createSubscriptionRequest,
  newSubscriptionId,
  type Subscription,
  type SubscriptionStatus,
  settingsOf,
  shownSubscription,
  subscriptionProblem,
  updatedSettings,
  updateSubscriptionRequest,
} from './mqtt-subscriptions.ts'
import { failureReply, nullIfEmpty } from './replies.ts'

const BASE = '/api/v1/mqtt'
const SUBSCRIPTION = `${BASE}/subscriptions/:id`

export const mqttRoutes: readonly Route[] = [
  { method: 'GET', path: `${BASE}/health`, permission: 'admin', handle: health },
  { method: 'GET', path: `${BASE}/stats`, permission: 'admin', handle: whenEnabled(stats) },
  { method: 'GET', path: `${BASE}/subscriptions`, permission: 'admin', handle: whenEnabled(list) },
  { method: 'POST', path: `${BASE}/subscriptions`, permission: 'admin', handle: whenEnabled(create) },
  { method: 'GET', path: SUBSCRIPTION, permission: 'admin', handle: whenEnabled(get) },
  { method: 'PUT', path: SUBSCRIPTION, permission: 'admin', handle: whenEnabled(update) },
  { method: 'DELETE', path: SUBSCRIPTION, permission: 'admin', handle: whenEnabled(remove) },
  { method: 'POST', path: `${SUBSCRIPTION}/start`, permission: 'admin', handle: whenEnabled(connect('start')) },
  { method: 'POST', path: `${SUBSCRIPTION}/restart`, permission: 'admin', handle: whenEnabled(connect('restart')) },
  { method: 'POST', path: `${SUBSCRIPTION}/stop`, permission: 'admin', handle: whenEnabled(notRunning) },
  { method: 'POST', path: `${SUBSCRIPTION}/pause`, permission: 'admin', handle: whenEnabled(notRunning) },
  { method: 'GET', path: `${SUBSCRIPTION}/stats`, permission: 'admin', handle: whenEnabled(subscriptionStats) },
]

/** Subscriptions by id. */
function mqttState(): Map<string, Subscription> {
  return new Map()
}

function health(_request: TestRequest, arc: TestArc): TestReply {
  if (!arc.options.mqtt) return json(200, { status: 'disabled', healthy: false })
  const { total, running, stopped, errors } = countStates(arc)
  const degraded = errors > 0 ? 'degraded' : 'healthy'
  const status = running === 0 && total > 0 ? 'unhealthy' : degraded
  return json(200, { status, healthy: status === 'healthy', subscriptions: { total, running, stopped, errors } })
}

function stats(_request: TestRequest, arc: TestArc): TestReply {
  const { total, running, stopped, errors } = countStates(arc)
  return json(200, {
    success: true,
    stats: {
      subscriptions: byName(arc).map(statsOf),
      summary: {
        total_subscriptions: total,
        running,
        stopped,
        error: errors,
        total_messages: 0,
        total_failed: 0,
        total_bytes: 0,
      },
    },
  })
}

function list(_request: TestRequest, arc: TestArc): TestReply {
  const subscriptions = byName(arc).map(shownSubscription)
  return json(200, { success: true, subscriptions: nullIfEmpty(subscriptions), count: subscriptions.length })
}

function create(request: TestRequest, arc: TestArc): TestReply {
  const body = readBody(request, createSubscriptionRequest)
  if (body.error !== undefined) return failureReply(400, 'Invalid request body')
  const settings = settingsOf(body.value)
  const problem = subscriptionProblem(settings)
  if (problem !== undefined) return failureReply(400, `validation error: ${problem}`)
  if (isNameTaken(arc, settings.name)) return nameTaken(settings.name)
  const id = newSubscriptionId()
  const stored = { ...settings, id, status: 'stopped' as const, created_at: rfc3339(), updated_at: rfc3339() }
  arc.state(mqttState).set(id, stored)
  // The answer shows the times before they were stored in whole seconds.
  const now = rfc3339Nano()
  const subscription = shownSubscription({ ...stored, created_at: now, updated_at: now })
  return json(201, { success: true, subscription })
}

function get(request: TestRequest, arc: TestArc): TestReply {
  const subscription = find(request, arc)
  if (subscription === undefined) return failureReply(404, 'Subscription not found')
  return json(200, { success: true, subscription: shownSubscription(subscription) })
}

function update(request: TestRequest, arc: TestArc): TestReply {
  const body = readBody(request, updateSubscriptionRequest)
  if (body.error !== undefined) return failureReply(400, 'Invalid request body')
  const current = find(request, arc)
  if (current === undefined) return failureReply(500, 'Failed to update subscription')
  const updated = updatedSettings(current, body.value)
  const problem = subscriptionProblem(updated)
  if (problem !== undefined) return failureReply(400, `validation error: ${problem}`)
  if (isNameTaken(arc, updated.name, current.id)) return nameTaken(updated.name)
  arc.state(mqttState).set(current.id, { ...updated, updated_at: rfc3339() })
  const subscription = shownSubscription({ ...updated, updated_at: rfc3339Nano() })
  return json(200, { success: true, subscription })
}

function remove(request: TestRequest, arc: TestArc): TestReply {
  if (!arc.state(mqttState).delete(request.params.id ?? '')) return failureReply(500, 'Failed to delete subscription')
  return json(200, { success: true, message: 'Subscription deleted' })
}

/** Nothing answers at the broker's address. */
function connect(action: 'start' | 'restart') {
  return (request: TestRequest, arc: TestArc): TestReply => {
    const subscription = find(request, arc)
    if (subscription !== undefined) {
      const address = brokerAddress(subscription.broker)
      arc.state(mqttState).set(subscription.id, {
        ...subscription,
        status: 'error',
        error_message: `connection failed: network Error : dial tcp ${address}: connect: connection refused`,
        updated_at: rfc3339(),
      })
    }
    return failureReply(500, `Failed to ${action} subscription`)
  }
}

function notRunning(): TestReply {
  return failureReply(409, 'subscription not running')
}

function subscriptionStats(request: TestRequest, arc: TestArc): TestReply {
  const subscription = find(request, arc)
  if (subscription === undefined) return failureReply(500, 'Failed to get subscription stats')
  return json(200, { success: true, stats: statsOf(subscription) })
}

function statsOf({ id, name, status }: Subscription) {
  return { id, name, status, messages_received: 0, messages_failed: 0, bytes_received: 0, reconnects: 0 }
}

function countStates(arc: TestArc) {
  const all = byName(arc)
  const count = (...states: SubscriptionStatus[]) => all.filter(({ status }) => states.includes(status)).length
  return {
    total: all.length,
    running: count('running'),
    stopped: count('stopped', 'paused'),
    errors: count('error'),
  }
}

function byName(arc: TestArc): Subscription[] {
  return [...arc.state(mqttState).values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function find(request: TestRequest, arc: TestArc): Subscription | undefined {
  return arc.state(mqttState).get(request.params.id ?? '')
}

function isNameTaken(arc: TestArc, name: string, except?: string): boolean {
  return byName(arc).some((subscription) => subscription.name === name && subscription.id !== except)
}

function nameTaken(name: string): TestReply {
  return failureReply(409, `subscription name already exists: subscription with name '${name}' already exists`)
}

function whenEnabled(handle: (request: TestRequest, arc: TestArc) => TestReply): Route['handle'] {
  return (request, arc) => (arc.options.mqtt ? handle(request, arc) : failureReply(503, 'MQTT subsystem disabled'))
}
