/** The database that a call names: in a header, or as a part of the path. */
import { describe } from '../base/describe.ts'
import type { OptionRule } from '../base/options.ts'
import { ArcValidationError } from '../errors.ts'

/**
 * Returns the name when the server would accept it as a database for writing (docs/wire-notes.md#names).
 *
 * @throws ArcValidationError
 */
export function checkDatabaseName(name: unknown): string {
  if (typeof name !== 'string' || !/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name)) {
    throw new ArcValidationError(
      `Invalid database name ${describe(name)}: it must start with a letter and hold only letters, digits, "_" and "-", 64 at most`,
    )
  }
  return name
}

/** The database that a call goes to: `null` is the one of the server, which is called `default`. */
export function databaseName(database: string | null | undefined, fallback: string): string {
  return (database === undefined ? fallback : database) ?? 'default'
}

/** A database, or `null` for the one of the server. */
export const databaseOrNull: OptionRule<string | null | undefined> = (name) =>
  name === undefined || name === null ? name : checkDatabaseName(name)
