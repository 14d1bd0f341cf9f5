/**
 * The MQTT subscriptions of one Arc: what is stored, its defaults and its checks. There is no broker client behind them, so
 * starting one ends as it does against a broker that does not answer.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { type GoValue, goStruct } from '../go-json.ts'

export const createSubscriptionRequest = goStruct('mqtt.CreateSubscriptionRequest', {
  name: 'string',
  broker: 'string',
  client_id: 'string',
  topics: '[]string',
  qos: '*int',
  database: 'string',
  username: 'string',
  password: 'string',
  tls_enabled: 'bool',
  tls_cert_path: 'string',
  tls_key_path: 'string',
  tls_ca_path: 'string',
  tls_insecure_skip_verify: 'bool',
  auto_start: 'bool',
  topic_mapping: 'map[string]string',
  keep_alive_seconds: 'int',
  connect_timeout_seconds: 'int',
  reconnect_max_seconds: 'int',
  clean_session: 'bool',
})

/** Everything optional: what is left out stays as it is. */
export const updateSubscriptionRequest = goStruct('mqtt.UpdateSubscriptionRequest', {
  name: '*string',
  broker: '*string',
  client_id: '*string',
  topics: '[]string',
  qos: '*int',
  database: '*string',
  username: '*string',
  password: '*string',
  tls_enabled: '*bool',
  tls_cert_path: '*string',
  tls_key_path: '*string',
  tls_ca_path: '*string',
  tls_insecure_skip_verify: '*bool',
  auto_start: '*bool',
  topic_mapping: 'map[string]string',
  keep_alive_seconds: '*int',
  connect_timeout_seconds: '*int',
  reconnect_max_seconds: '*int',
  clean_session: '*bool',
})

export type SubscriptionStatus = 'stopped' | 'running' | 'error' | 'paused'

/** A subscription as the API shows it; `''` and an empty mapping are left out. */
export interface Subscription {
  readonly id: string
  readonly name: string
  readonly broker: string
  readonly client_id: string
  readonly topics: readonly string[]
  readonly qos: number
  readonly database: string
  readonly username?: string
  readonly has_password: boolean
  readonly tls_enabled: boolean
  readonly tls_cert_path?: string
  readonly tls_key_path?: string
  readonly tls_ca_path?: string
  readonly tls_insecure_skip_verify: boolean
  readonly auto_start: boolean
  readonly status: SubscriptionStatus
  readonly error_message?: string
  readonly topic_mapping?: Readonly<Record<string, string>>
  readonly keep_alive_seconds: number
  readonly connect_timeout_seconds: number
  readonly reconnect_max_seconds: number
  readonly clean_session: boolean
  readonly created_at: string
  readonly updated_at: string
}

type Settings = Omit<Subscription, 'id' | 'status' | 'error_message' | 'created_at' | 'updated_at'>

/** What a create request means, with the server's defaults; an explicit `qos` of 0 stays 0. */
export function settingsOf(request: CreateRequest): Settings {
  const { password, qos, topics, client_id, topic_mapping, ...rest } = request
  return {
    ...rest,
    client_id: client_id === '' ? `arc-${randomBytes(4).toString('hex')}` : client_id,
    topics: topics ?? [],
    qos: qos ?? 1,
    has_password: password !== '',
    topic_mapping: topic_mapping ?? {},
    keep_alive_seconds: rest.keep_alive_seconds || 60,
    connect_timeout_seconds: rest.connect_timeout_seconds || 30,
    reconnect_max_seconds: rest.reconnect_max_seconds || 60,
  }
}

/** The settings after an update; an empty password removes it. */
export function updatedSettings(current: Subscription, request: UpdateRequest): Subscription {
  const { password, ...changes } = request
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null))
  return { ...current, ...given, ...(password === null ? {} : { has_password: password !== '' }) }
}

export function newSubscriptionId(): string {
  return randomUUID()
}

/** Without the members that Go leaves out when they are empty. */
export function shownSubscription(subscription: Subscription): Subscription {
  const { username, tls_cert_path, tls_key_path, tls_ca_path, error_message, topic_mapping, ...always } = subscription
  const texts = { username, tls_cert_path, tls_key_path, tls_ca_path, error_message }
  return {
    ...always,
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text !== '')),
    ...(topic_mapping === undefined || Object.keys(topic_mapping).length === 0 ? {} : { topic_mapping }),
  }
}

const BROKER_SCHEMES = ['tcp://', 'ssl://', 'ws://', 'wss://', 'mqtt://', 'mqtts://']

/** The first thing that is wrong with the settings. */
export function subscriptionProblem(settings: Settings): string | undefined {
  const { name, broker, client_id: clientId, topics, qos, database } = settings
  if (name === '') return 'name is required'
  if (byteLength(name) > 255) return 'name exceeds 255 characters'
  if (broker === '') return 'broker is required'
  if (byteLength(broker) > 2048) return 'broker URL exceeds 2048 characters'
  if (!BROKER_SCHEMES.some((scheme) => broker.startsWith(scheme))) {
    return `invalid broker URL: must start with one of: [${BROKER_SCHEMES.join(' ')}]`
  }
  if (brokerAddress(broker) === '') return 'invalid broker URL: host is required'
  if (clientId === '') return 'client_id is required'
  if (byteLength(clientId) > 255) return 'client_id exceeds 255 characters'
  if (topics.length === 0) return 'at least one topic is required'
  if (topics.length > 100) return 'maximum 100 topics allowed'
  if (topics.includes('')) return 'empty topic not allowed'
  if (topics.some((topic) => byteLength(topic) > 1024)) return 'topic pattern exceeds 1024 characters'
  if (qos < 0 || qos > 2) return 'qos must be 0, 1, or 2'
  if (database === '') return 'database is required'
  if ([settings.tls_cert_path, settings.tls_key_path, settings.tls_ca_path].some((path) => path?.includes('..'))) {
    return 'path traversal not allowed in certificate paths'
  }
  const seconds = ['keep_alive_seconds', 'connect_timeout_seconds', 'reconnect_max_seconds'] as const
  const negative = seconds.find((member) => settings[member] < 0)
  return negative === undefined ? undefined : `${negative} cannot be negative`
}

/** `host:port` of a broker URL, `''` when it has none. */
export function brokerAddress(broker: string): string {
  return /^\w+:\/\/([^/?#]*)/.exec(broker)?.[1] ?? ''
}

type CreateRequest = GoValue<(typeof createSubscriptionRequest)['fields']>
type UpdateRequest = GoValue<(typeof updateSubscriptionRequest)['fields']>

function byteLength(text: string): number {
  return Buffer.byteLength(text)
}
