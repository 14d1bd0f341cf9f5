/** Waiting until the writer holds less. */
import type { Gauge } from './gauge.ts'

interface Wait {
  /** The wait ends when fewer bytes than this are held. */
  readonly below: number
  readonly resolve: () => void
}

export class Room {
  readonly #gauge: Gauge
  readonly #relieve: (below: number) => void
  readonly #waits = new Set<Wait>()
  /** Resolves when everyone who has queued so far is done. */
  #line: Promise<void> = Promise.resolve()
  #inLine = 0

  /** @param relieve Starts something that will make room, if nothing is under way. */
  constructor(gauge: Gauge, relieve: (below: number) => void) {
    this.#gauge = gauge
    this.#relieve = relieve
  }

  get heldBytes(): number {
    return this.#gauge.heldBytes
  }

  /** Whether the queue is empty: only then may a source append without queueing. */
  get isFree(): boolean {
    return this.#inLine === 0
  }

  /** Gives `wait` a promise that resolves when fewer than `below` bytes are held, or the writer closes. */
  async below(below: number, wait: (room: Promise<void>) => Promise<unknown>): Promise<void> {
    if (this.#gauge.heldBytes < below) return
    this.#relieve(below)
    let resolve = () => {}
    const room = new Promise<void>((done) => {
      resolve = done
    })
    const entry = { below, resolve }
    this.#waits.add(entry)
    try {
      await wait(room)
    } finally {
      this.#waits.delete(entry)
    }
  }

  /**
   * Runs `work` once everyone who queued before is done. Woken all at once, the waiters would take the room from each
   * other, and large items would never get any.
   */
  async inLine<T>(wait: (turn: Promise<void>) => Promise<unknown>, work: () => Promise<T>): Promise<T> {
    const before = this.#line
    let done = () => {}
    const finished = new Promise<void>((resolve) => {
      done = resolve
    })
    // A waiter that gives up must not let the next one in early.
    this.#line = Promise.all([before, finished]).then(() => {})
    this.#inLine++
    try {
      await wait(before)
      return await work()
    } finally {
      this.#inLine--
      done()
    }
  }

  /** Bytes have left memory. */
  released(): void {
    let lowest = Number.POSITIVE_INFINITY
    for (const wait of this.#waits) {
      if (this.#gauge.heldBytes < wait.below) {
        this.#waits.delete(wait)
        wait.resolve()
      } else lowest = Math.min(lowest, wait.below)
    }
    if (lowest < Number.POSITIVE_INFINITY) this.#relieve(lowest)
  }

  /** The writer closes, which ends all waits. */
  close(): void {
    for (const { resolve } of this.#waits) resolve()
  }
}
