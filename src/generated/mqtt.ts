// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../management/operation.ts'
import type {
  MqttDisabled,
  MqttHealth,
  MqttStats,
  MqttSubscription,
  MqttSubscriptionRequest,
  MqttSubscriptionStats,
  MqttSubscriptionUpdateRequest,
  SuccessMessage,
} from './models.ts'

/** MQTT subscriptions: the server subscribes to a broker and writes what it receives. */
export class MqttOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Returns the counters of all subscriptions.
   *
   * Needs the `admin` permission, and `mqtt.enabled` on the server.
   *
   * @throws `ArcFeatureUnavailableError` (503) MQTT is switched off.
   *
   * @see GET /api/v1/mqtt/stats
   */
  stats(options?: CallOptions): Promise<MqttStats> {
    return this.call('mqtt.stats', {}, options)
  }

  /**
   * Returns how the subscriptions are doing, or that MQTT is switched off.
   *
   * Needs the `admin` permission, and `mqtt.enabled` on the server.
   *
   * @throws `ArcServerError` (503) The subscriptions could not be read.
   *
   * @see GET /api/v1/mqtt/health
   */
  health(options?: CallOptions): Promise<MqttHealth | MqttDisabled> {
    return this.call('mqtt.health', {}, options)
  }

  /**
   * Lists all subscriptions.
   *
   * Needs the `admin` permission, and `mqtt.enabled` on the server.
   *
   * @throws `ArcServerError` (500) The store failed.
   * @throws `ArcFeatureUnavailableError` (503) MQTT is switched off.
   *
   * @see GET /api/v1/mqtt/subscriptions
   */
  list(options?: CallOptions): Promise<MqttSubscription[]> {
    return this.call('mqtt.list', {}, options)
  }

  /**
   * Creates a subscription, stopped.
   *
   * `auto_start` acts when the server boots; call `start` to begin.
   *
   * Needs the `admin` permission, and `mqtt.enabled` on the server.
   *
   * @param body - Which broker and topics to subscribe to, and where to store the messages.
   *
   * @throws `ArcValidationError` (400) A field is missing or malformed (`validation error: …`).
   * @throws `ArcConflictError` (409) The name is taken.
   * @throws `ArcServerError` (500) The store failed, or a password was given and the server has no
   * `ARC_ENCRYPTION_KEY`.
   * @throws `ArcFeatureUnavailableError` (503) MQTT is switched off.
   *
   * @see POST /api/v1/mqtt/subscriptions
   */
  create(body: MqttSubscriptionRequest, options?: CallOptions): Promise<MqttSubscription> {
    return this.call('mqtt.create', { body }, options)
  }

  /**
   * Returns one subscription.
   *
   * Needs the `admin` permission, and `mqtt.enabled` on the server.
   *
   * @param id - The subscription's id.
   *
   * @throws `ArcNotFoundError` (404) No subscription has this id.
   * @throws `ArcServerError` (500) The store failed.
   * @throws `ArcFeatureUnavailableError` (503) MQTT is switched off.
   *
   * @see GET /api/v1/mqtt/subscriptions/{id}
   */
  get(id: string, options?: CallOptions): Promise<MqttSubscription> {
    return this.call('mqtt.get', { path: { id } }, options)
  }

  /**
   * Changes what is sent of a stopped subscription.
   *
   * Unlike the other PUT routes this one keeps what is left out. An unknown id is a 500.
   *
   * Needs the `admin` permission, and `mqtt.enabled` on the server.
   *
   * @param id - The subscription's id.
   * @param body - Only the fields that are sent change.
   *
   * @throws `ArcValidationError` (400) A field is malformed.
   * @throws `ArcConflictError` (409) The subscription is running, or the name is taken.
   * @throws `ArcServerError` (500) No subscription has this id, or the store failed.
   * @throws `ArcFeatureUnavailableError` (503) MQTT is switched off.
   *
   * @see PUT /api/v1/mqtt/subscriptions/{id}
   */
  update(id: string, body: MqttSubscriptionUpdateRequest, options?: CallOptions): Promise<MqttSubscription> {
    return this.call('mqtt.update', { path: { id }, body }, options)
  }

  /**
   * Stops and deletes a subscription.
   *
   * An unknown id is a 500.
   *
   * Needs the `admin` permission, and `mqtt.enabled` on the server.
   *
   * @param id - The subscription's id.
   *
   * @throws `ArcServerError` (500) No subscription has this id, or the store failed.
   * @throws `ArcFeatureUnavailableError` (503) MQTT is switched off.
   *
   * @see DELETE /api/v1/mqtt/subscriptions/{id}
   */
  delete(id: string, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('mqtt.delete', { path: { id } }, options)
  }

  /**
   * Starts a subscription.
   *
   * Needs the `admin` permission, and `mqtt.enabled` on the server.
   *
   * @param id - The subscription's id.
   *
   * @throws `ArcConflictError` (409) The subscription is running already.
   * @throws `ArcServerError` (500) No subscription has this id, or the broker or the store failed.
   * @throws `ArcFeatureUnavailableError` (503) MQTT is switched off.
   *
   * @see POST /api/v1/mqtt/subscriptions/{id}/start
   */
  start(id: string, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('mqtt.start', { path: { id } }, options)
  }

  /**
   * Stops a subscription.
   *
   * Needs the `admin` permission, and `mqtt.enabled` on the server.
   *
   * @param id - The subscription's id.
   *
   * @throws `ArcConflictError` (409) The subscription is not running, or no subscription has this id.
   * @throws `ArcServerError` (500) The broker or the store failed.
   * @throws `ArcFeatureUnavailableError` (503) MQTT is switched off.
   *
   * @see POST /api/v1/mqtt/subscriptions/{id}/stop
   */
  stop(id: string, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('mqtt.stop', { path: { id } }, options)
  }

  /**
   * Pauses a subscription.
   *
   * Needs the `admin` permission, and `mqtt.enabled` on the server.
   *
   * @param id - The subscription's id.
   *
   * @throws `ArcConflictError` (409) The subscription is not running, or no subscription has this id.
   * @throws `ArcServerError` (500) The broker or the store failed.
   * @throws `ArcFeatureUnavailableError` (503) MQTT is switched off.
   *
   * @see POST /api/v1/mqtt/subscriptions/{id}/pause
   */
  pause(id: string, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('mqtt.pause', { path: { id } }, options)
  }

  /**
   * Stops and starts a subscription.
   *
   * Needs the `admin` permission, and `mqtt.enabled` on the server.
   *
   * @param id - The subscription's id.
   *
   * @throws `ArcConflictError` (409) The subscription is not running.
   * @throws `ArcServerError` (500) No subscription has this id, or the broker or the store failed.
   * @throws `ArcFeatureUnavailableError` (503) MQTT is switched off.
   *
   * @see POST /api/v1/mqtt/subscriptions/{id}/restart
   */
  restart(id: string, options?: CallOptions): Promise<SuccessMessage> {
    return this.call('mqtt.restart', { path: { id } }, options)
  }

  /**
   * Returns the counters of one subscription.
   *
   * Needs the `admin` permission, and `mqtt.enabled` on the server.
   *
   * @param id - The subscription's id.
   *
   * @throws `ArcServerError` (500) No subscription has this id.
   * @throws `ArcFeatureUnavailableError` (503) MQTT is switched off.
   *
   * @see GET /api/v1/mqtt/subscriptions/{id}/stats
   */
  subscriptionStats(id: string, options?: CallOptions): Promise<MqttSubscriptionStats> {
    return this.call('mqtt.subscriptionStats', { path: { id } }, options)
  }
}
