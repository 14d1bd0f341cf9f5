/** The measures of the house: how large each part may be, and what no file may be. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { circlesOf, readImports } from './imports.ts'

const MAX_FILE_LINES = 350

interface Measure {
  readonly what: string
  readonly found: number
  readonly most: number
}

/** Prints each measure with its bound. */
export function printMeasures(): void {
  const client = filesOf('src', 'src/generated', 'src/integrations')
  const writer = filesOf('src/ingest/writer')
  const kit = filesOf('testing/src')
  const all = [...client, ...kit]
  const measures: Measure[] = [
    { what: 'lines of the client', found: linesOf(client), most: 17_000 },
    { what: 'lines of the writer', found: linesOf(writer), most: 2_300 },
    { what: 'files of the writer', found: writer.length, most: 13 },
    { what: 'lines of the test kit', found: linesOf(kit), most: 9_900 },
    {
      what: `files over ${MAX_FILE_LINES} lines`,
      found: all.filter((file) => linesOf([file]) > MAX_FILE_LINES).length,
      most: 0,
    },
    { what: 'circles of imports', found: circlesOf(readImports()).length, most: 0 },
    { what: 'types named …Context, …Parts or …Manager', found: all.flatMap(vagueTypesOf).length, most: 0 },
  ]
  for (const { what, found, most } of measures) {
    console.log(`${found <= most ? 'ok    ' : 'over  '} ${what}: ${found} (at most ${most})`)
  }
}

/** The sources that git knows or would add, below `folder` but not below `without`. */
function filesOf(folder: string, ...without: readonly string[]): readonly string[] {
  const excluded = without.map((each) => `:!${each}`)
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', folder, ...excluded], {
    encoding: 'utf8',
  })
  return listed.split('\n').filter((file) => file.endsWith('.ts'))
}

function linesOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length - 1, 0)
}

function vagueTypesOf(file: string): readonly string[] {
  const named = readFileSync(file, 'utf8').matchAll(
    /^(?:export )?(?:interface|class|type) (\w*(?:Context|Parts|Manager))\b/gm,
  )
  // The lexer's own term: where in the SQL a value stands.
  return [...named].map(([, name = '']) => name).filter((name) => name !== 'SqlContext')
}
