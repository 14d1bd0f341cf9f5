/**
 * Refuses names that the server mangles, loses or crashes on, before a byte is sent.
 *
 * A column called `""` is acknowledged and crashes the server seconds later. One that starts with `_` is acknowledged but not
 * stored. Two that differ only by case read back as one (docs/wire-notes.md#names).
 */

import { describe } from '../base/describe.ts'
import { ArcValidationError } from '../errors.ts'
import { atRow } from './refusals.ts'

const MEASUREMENT = /^[a-zA-Z][a-zA-Z0-9_-]{0,127}$/
const LONE_SURROGATE = /\p{Surrogate}/u
const MAX_COLUMN_NAME = 255

/** Refuses a measurement name that the server would refuse, or store under a broken path. */
export function checkMeasurementName(name: unknown): asserts name is string {
  if (typeof name === 'string' && MEASUREMENT.test(name)) return
  throw new ArcValidationError(
    `${describe(name)} is not a measurement name: it starts with a letter, goes on with letters, digits, "_" or "-", and has 1 to 128 characters`,
    typeof name === 'string' ? { measurement: name } : {},
  )
}

/** The column names of one measurement: each is checked when it first appears, against the rules and against the others. */
export class ColumnNames {
  readonly #measurement: string
  readonly #byLowerCase = new Map<string, string>([['time', 'time']])

  constructor(measurement: string) {
    this.#measurement = measurement
  }

  /** Accepts `name`, or throws an `ArcValidationError` that says why not. `row` is where it first appears, if that is a row. */
  add(name: string, row?: number): void {
    const problem = problemOf(name)
    if (problem !== undefined) this.#refuse(name, problem, row)
    const folded = fold(name)
    const other = this.#byLowerCase.get(folded)
    if (other === undefined) {
      this.#byLowerCase.set(folded, name)
    } else if (other !== name) {
      const clash = `differs from the column ${describe(other)} only by case, and Arc reads both as one; rename it`
      this.#refuse(name, clash, row)
    }
  }

  /** Forgets a name whose first row was refused. */
  delete(name: string): void {
    this.#byLowerCase.delete(fold(name))
  }

  #refuse(column: string, problem: string, row: number | undefined): never {
    throw new ArcValidationError(`${this.#measurement}${atRow(row)}: the column name ${describe(column)} ${problem}`, {
      measurement: this.#measurement,
      column,
      row,
    })
  }
}

/** As the server's DuckDB compares names: `Ä` and `ä` are two columns, `A` and `a` are one. */
function fold(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function problemOf(name: string): string | undefined {
  if (name === '') return 'is empty; Arc crashes on it, so give the column a name'
  if (name.startsWith('_'))
    return 'starts with "_"; Arc acknowledges such columns and does not store them, so rename it'
  if (name.length > MAX_COLUMN_NAME) return `has ${name.length} characters; at most ${MAX_COLUMN_NAME} are sent`
  if (hasControlCharacter(name)) return 'contains a control character; remove it'
  if (LONE_SURROGATE.test(name)) return 'contains half a surrogate pair, which UTF-8 cannot carry; remove it'
  return undefined
}

function hasControlCharacter(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i)
    if (unit < 0x20 || unit === 0x7f) return true
  }
  return false
}
