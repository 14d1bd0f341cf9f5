/**
 * Rows through a schema of the caller's, of any library that follows the Standard Schema: https://standardschema.dev. Its
 * types are written out here, as far as they are used, so that nobody has to install a package for them.
 */
import { messageOf, quantity } from '../base/describe.ts'
import { ArcValidationError } from '../errors.ts'

/** A schema for rows, of any library that follows the Standard Schema, such as zod, valibot or arktype. */
export interface RowSchema<Row> {
  /** What the standard asks of a schema. */
  readonly '~standard': {
    /** The version of the standard. */
    readonly version: 1
    /** The name of the library. */
    readonly vendor: string
    /** Takes a value, and gives what becomes of it or what is wrong with it. */
    readonly validate: (value: unknown) => RowValidation<Row> | Promise<RowValidation<Row>>
    /** Carries the types; never read. */
    readonly types?: { readonly input: unknown; readonly output: Row } | undefined
  }
}

/** What a schema says to a value. */
export type RowValidation<Row> =
  | { readonly value: Row; readonly issues?: undefined }
  | { readonly issues: readonly RowIssue[] }

/** One thing that is wrong with a value. */
export interface RowIssue {
  /** What is wrong, in the library's words. */
  readonly message: string
  /** The keys that lead to it, from the outermost on. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** What one call's rows go through, one after the other. Throws ArcValidationError for the first that the schema refuses. */
export function rowReader<Row>({ '~standard': schema }: RowSchema<Row>): (row: unknown) => Row | Promise<Row> {
  let count = 0
  return (row) => {
    const at = count++
    const failed = (cause: unknown): never => {
      throw new ArcValidationError(`row ${at}: the schema failed: ${messageOf(cause)}`, { row: at, cause })
    }
    try {
      const outcome = schema.validate(row)
      if (!('then' in outcome)) return accepted(outcome, at)
      // A promise of any realm, or of a library.
      return Promise.resolve(outcome).then((settled) => accepted(settled, at), failed)
    } catch (error) {
      if (error instanceof ArcValidationError) throw error
      return failed(error)
    }
  }
}

/** The rows as the schema makes them. */
export async function readRows<Row>(rows: readonly unknown[], schema: RowSchema<Row>): Promise<Row[]> {
  const read = rowReader(schema)
  const all: Row[] = []
  for (const row of rows) {
    const value = read(row)
    // Without a pause where there is nothing to wait for.
    all.push(value instanceof Promise ? await value : value)
  }
  return all
}

/** So many issues of a row are told, and so much of each: libraries quote the values, which can be long. */
const MAX_ISSUES = 3
const MAX_MESSAGE = 200

function accepted<Row>(outcome: RowValidation<Row>, row: number): Row {
  if (!outcome.issues) return outcome.value
  const { issues } = outcome
  const told = issues.slice(0, MAX_ISSUES).map(({ message, path = [] }) => {
    const text = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message
    return path.length === 0 ? text : `${path.map(keyOf).join('.')}: ${text}`
  })
  if (issues.length > MAX_ISSUES) told.push(`and ${quantity(issues.length - MAX_ISSUES, 'more issue', 'more')}`)
  const [column] = issues[0]?.path?.map(keyOf) ?? []
  throw new ArcValidationError(`row ${row}: ${told.join('; ')}`, { row, column, cause: issues })
}

function keyOf(segment: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof segment === 'object' ? segment.key : segment)
}
