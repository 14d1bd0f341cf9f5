/**
 * What a client knows of the latest row of each measurement: what it has written itself, and what the server said when it was
 * asked. Arc looks for the rows of `time >= …` up to 24 hours ahead of now, so a query without an upper end depends on whether
 * there are later ones (decisions/0012-open-ends.md).
 */

/** The latest row of a measurement that has any, and the server's clock, in seconds since 1970. */
export interface LatestTime {
  readonly latest: number | undefined
  readonly now: number
}

interface Asked {
  readonly answer: Promise<LatestTime>
  /** By `performance.now()`. */
  validUntil: number
  /** From then on the next one is asked for, though nobody waits for it. */
  renewAt: number
}

/** Two hours below what Arc reads: for what others write meanwhile, and for the 60 s for which Arc remembers its files. */
const AHEAD_SECONDS = 22 * 3_600
const VALID_MS = 60_000
/** So that asking is never more than a hundredth of what the server does. */
const VALID_PER_MS = 100
const FAILURE_VALID_MS = 5_000
const MOST_REMEMBERED = 1_000

export class LatestTimes {
  /** In microseconds; of measurements with rows that far ahead only. */
  readonly #written = new Map<string, number>()
  readonly #asked = new Map<string, Asked>()

  /** This client sends rows up to `micros`, into any measurement of the database unless one is given. */
  written(database: string, measurement: string | undefined, micros: number): void {
    const key = keyOf(database, measurement)
    if (isAhead(micros) && micros > (this.#written.get(key) ?? 0)) this.#written.set(key, micros)
  }

  /** Rows may have appeared whose times are not known here. */
  forget(): void {
    this.#asked.clear()
  }

  /**
   * The instant of the latest row in microseconds, if it is further ahead than Arc looks, or else `undefined`. Rejects if that
   * cannot be found out. Asks once for all that want to know, and waits only for the first answer.
   */
  async latestAhead(
    database: string,
    measurement: string,
    ask: () => Promise<LatestTime>,
  ): Promise<number | undefined> {
    const key = keyOf(database, measurement)
    const now = performance.now()
    let asked = this.#asked.get(key)
    if (asked === undefined || now > asked.validUntil) {
      asked = start(ask)
      if (this.#asked.size >= MOST_REMEMBERED) this.#asked.clear()
      this.#asked.set(key, asked)
    } else if (now > asked.renewAt) {
      const before = asked
      const next = start(ask)
      before.renewAt = Number.POSITIVE_INFINITY
      const replace = () => void (this.#asked.get(key) === before && this.#asked.set(key, next))
      next.answer.then(replace, () => {})
    }
    const { latest, now: serverNow } = await asked.answer
    const stored = latest !== undefined && latest - serverNow > AHEAD_SECONDS ? latest * 1e6 : 0
    return Math.max(stored, this.#writtenAhead(key), this.#writtenAhead(keyOf(database, undefined))) || undefined
  }

  #writtenAhead(key: string): number {
    const micros = this.#written.get(key) ?? 0
    if (isAhead(micros)) return micros
    this.#written.delete(key)
    return 0
  }
}

const keyOf = (database: string, measurement: string | undefined) => `${database}\n${measurement ?? ''}`
const isAhead = (micros: number) => micros / 1e6 - Date.now() / 1000 > AHEAD_SECONDS

function start(ask: () => Promise<LatestTime>): Asked {
  const startedAt = performance.now()
  const asked: Asked = {
    answer: ask(),
    validUntil: Number.POSITIVE_INFINITY,
    renewAt: Number.POSITIVE_INFINITY,
  }
  const holdFor = (validMs: number) => {
    asked.validUntil = startedAt + validMs
    asked.renewAt = startedAt + validMs / 2
  }
  const tookMs = () => performance.now() - startedAt
  asked.answer.then(
    () => holdFor(Math.max(VALID_MS, VALID_PER_MS * tookMs())),
    () => holdFor(tookMs() + FAILURE_VALID_MS),
  )
  return asked
}
