/**
 * Listening to a signal that many calls share, such as one per web request: a single listener per signal, because Node takes
 * more than ten for a leak and prints a warning.
 */

interface Subscription {
  readonly callbacks: Set<() => void>
  readonly listener: () => void
}

const subscriptions = new WeakMap<AbortSignal, Subscription>()

/** Calls back once when `signal` aborts. Returns what ends that; the signal is free of listeners when the last one has. */
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
