/**
 * Listens to a signal that many calls may share, such as that of one web request. Each signal gets a single listener, because
 * Node reports more than ten as a possible leak.
 */

interface Subscription {
  readonly callbacks: Set<() => void>
  readonly listener: () => void
}

const subscriptions = new WeakMap<AbortSignal, Subscription>()

/** Calls back once when `signal` aborts. Returns a function that unsubscribes; the last one also removes the listener. */
export function subscribeToAbort(signal: AbortSignal, callback: () => void): () => void {
  let subscription = subscriptions.get(signal)
  if (subscription === undefined) {
    const callbacks = new Set<() => void>()
    subscription = {
      callbacks,
      listener: () => {
        for (const each of callbacks) each()
      },
    }
    subscriptions.set(signal, subscription)
    signal.addEventListener('abort', subscription.listener, { once: true })
  }
  const { callbacks, listener } = subscription
  callbacks.add(callback)
  return () => {
    if (!callbacks.delete(callback) || callbacks.size > 0) return
    signal.removeEventListener('abort', listener)
    subscriptions.delete(signal)
  }
}
