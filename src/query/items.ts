/**
 * The items of arrays that arrive one after the other.
 *
 * An async generator would pass every item through several turns of the promise queue; here an item that has arrived
 * takes one. Once `signal` is aborted the items that are left of an array are passed over, and the source has the word.
 */
export function itemsOf<T>(
  source: AsyncGenerator<readonly T[], void, undefined>,
  signal?: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  let items: readonly T[] = []
  let at = 0
  let waiting = 0
  let lastTurn: Promise<unknown> = Promise.resolve()

  const advance = async (): Promise<IteratorResult<T, void>> => {
    while (at === items.length || signal?.aborted) {
      const { value, done } = await source.next()
      if (done) return { value: undefined, done }
      items = value
      at = 0
    }
    return { value: items[at++] as T, done: false }
  }
  /** After those who asked before. */
  const inTurn = (): Promise<IteratorResult<T, void>> => {
    waiting++
    const turn = lastTurn.then(advance).finally(() => waiting--)
    lastTurn = turn.catch(() => {})
    return turn
  }
  const leave = () => {
    items = []
    at = 0
  }
  return {
    next: () =>
      waiting === 0 && at < items.length && !signal?.aborted
        ? Promise.resolve({ value: items[at++] as T, done: false })
        : inTurn(),
    return() {
      leave()
      return source.return() as Promise<IteratorResult<T, void>>
    },
    throw(error) {
      leave()
      return source.throw(error) as Promise<IteratorResult<T, void>>
    },
    async [Symbol.asyncDispose]() {
      await this.return()
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
