/** A row of a {@link NamedTable}. */
export interface NamedRow {
  readonly id: number
  readonly name: string
}

/** What the server keeps in SQLite: rows with ids that are never used twice, and names that are unique. */
export class NamedTable<Row extends NamedRow> {
  readonly #rows = new Map<number, Row>()
  #lastId = 0

  /** All rows in the order of their ids. */
  get rows(): readonly Row[] {
    return [...this.#rows.values()]
  }

  get(id: number): Row | undefined {
    return this.#rows.get(id)
  }

  /** Adds a row made from the next id; `'duplicate'`, and no id used up, when its name is taken. */
  insert(make: (id: number) => Row): Row | 'duplicate' {
    const row = make(this.#lastId + 1)
    if (this.#isTaken(row)) return 'duplicate'
    this.#lastId = row.id
    this.#rows.set(row.id, row)
    return row
  }

  update(id: number, change: Partial<Omit<Row, 'id'>>): Row | 'duplicate' | 'missing' {
    const row = this.#rows.get(id)
    if (row === undefined) return 'missing'
    const changed: Row = { ...row, ...change }
    if (this.#isTaken(changed)) return 'duplicate'
    this.#rows.set(id, changed)
    return changed
  }

  delete(id: number): boolean {
    return this.#rows.delete(id)
  }

  #isTaken(candidate: Row): boolean {
    return this.rows.some((row) => row.name === candidate.name && row.id !== candidate.id)
  }
}

/** Newest first by a time of whole seconds; rows of the same second keep the order of their ids, as SQLite leaves them. */
export function newestFirst<Row>(rows: readonly Row[], time: (row: Row) => string): Row[] {
  return [...rows].sort((a, b) => (time(a) < time(b) ? 1 : time(a) > time(b) ? -1 : 0))
}

/** SQLite's `LIMIT`: a negative one is no limit. */
export function sqlLimit<Row>(rows: readonly Row[], limit: number): readonly Row[] {
  return limit < 0 ? rows : rows.slice(0, limit)
}
