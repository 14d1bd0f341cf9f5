/** The names that a write may use (docs/wire-notes.md#names). */
import { isDatabaseName } from '../routes/databases.ts'

const CHARACTERS = 'must start with a letter and contain only alphanumeric characters, underscores, or hyphens'

/** Why the server refuses a database name, or undefined. */
export function refuseDatabase(name: string): string | undefined {
  return isDatabaseName(name) ? undefined : `invalid database name: ${CHARACTERS} (max 64 characters)`
}

/** Why the server refuses a measurement name, or undefined. A name of more than 128 characters gets the same text. */
export function refuseMeasurement(name: string, place = ''): string | undefined {
  if (/^[a-zA-Z][a-zA-Z0-9_-]{0,127}$/.test(name)) return undefined
  return `invalid measurement name ${JSON.stringify(name)}${place}: ${CHARACTERS}`
}
