#!/usr/bin/env node
/** `npx arc-types`: TypeScript of the measurements of a live database. */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { ArcClient } from 'arc-tsdb-client'
import { readSchema } from '../schema.ts'
import { messageOf } from '../text.ts'
import { schemaFile } from './schema-file.ts'

const HELP = `arc-types --out <file> [--check] [--database <name>]

Writes defineMeasurement calls and row types of every measurement in a database.
The server is ARC_URL, with ARC_TOKEN; the database is --database or ARC_DATABASE.

  --out <file>       where to write
  --check            write nothing; fail if the file is not what would be written
  --database <name>  the database instead of ARC_DATABASE
`

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`arc-types: ${messageOf(error)}`)
  process.exitCode = 1
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      check: { type: 'boolean', default: false },
      database: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  if (values.out === undefined) throw new Error('say where to write: --out src/arc-schema.ts')
  const arc = ArcClient.fromEnv({ database: values.database })
  try {
    const measurements = await readSchema(arc)
    const text = schemaFile(measurements)
    if (values.check) return await check(values.out, text)
    await writeFile(values.out, text)
    console.log(`${values.out}: ${measurements.length} measurements`)
    return 0
  } finally {
    await arc.close()
  }
}

async function check(file: string, text: string): Promise<number> {
  const current = await readFile(file, 'utf8').catch(() => undefined)
  if (current?.replaceAll('\r\n', '\n') === text) return 0
  console.error(`arc-types: ${file} does not match the database; run arc-types --out ${file}`)
  return 1
}
