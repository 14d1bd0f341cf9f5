import { jsonOf, textOf, wellFormed } from '../text.ts'
import type { TelemetryRow } from './exporter.ts'

/** Attributes by their keys, of any type. */
export type AttributesLike = Readonly<Record<string, unknown>>

/** So many columns a table may get from attributes; keys made of ids would give it one a row. */
const MAX_COLUMNS = 500

/** Where the attributes beyond that go, as JSON. */
const OTHER = 'other_attributes'

type ColumnType = 'string' | 'double' | 'bool'

/**
 * Which column each attribute of a table goes to: the one of its name. A column holds one type, and Arc tells names apart
 * without case, keeps none that starts with `_`, and dies of an empty one; so an attribute that cannot have its name gets
 * the name with its type: `user.id.string` where `user.id` holds numbers.
 */
export class AttributeColumns {
  readonly #columns = new Map<string, string>()
  readonly #taken: Set<string>

  /** `fixed` are the columns that are not attributes. */
  constructor(fixed: readonly string[]) {
    this.#taken = new Set([...fixed, 'time', OTHER])
  }

  /** Puts attributes into a row; the later ones win. */
  fill(row: TelemetryRow, ...attributes: readonly AttributesLike[]): void {
    const others: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(Object.assign({}, ...attributes) as AttributesLike)) {
      if (value === undefined || value === null) continue
      const type = typeof value === 'number' ? 'double' : typeof value === 'boolean' ? 'bool' : 'string'
      const column = this.#columnOf(key, type)
      if (column === undefined) others[key] = value
      else row[column] = type === 'string' ? textOf(value) : (value as number | boolean)
    }
    if (Object.keys(others).length > 0) row[OTHER] = jsonOf(others)
  }

  #columnOf(key: string, type: ColumnType): string | undefined {
    const owner = `${type}:${key}`
    const known = this.#columns.get(owner)
    if (known !== undefined) return known
    if (this.#columns.size >= MAX_COLUMNS) return undefined
    const column = this.#freeName(storable(key), type)
    this.#columns.set(owner, column)
    return column
  }

  #freeName(name: string, type: ColumnType): string {
    for (let number = 0; ; number++) {
      const candidate = number === 0 ? name : number === 1 ? `${name}.${type}` : `${name}.${type}${number}`
      const folded = candidate.toLowerCase()
      if (this.#taken.has(folded)) continue
      this.#taken.add(folded)
      return candidate
    }
  }
}

/** The longest name of a column that Arc's client sends has 255 characters. */
const MAX_NAME = 240

function storable(key: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const name = wellFormed(key.slice(0, MAX_NAME)).replace(/[\0-\x1f\x7f]/g, '\uFFFD')
  return name === '' || name.startsWith('_') ? `attribute.${name}` : name
}
