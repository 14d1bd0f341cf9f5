/**
 * Turns openapi/ into src/generated/.
 *
 *   npm run generate                           write src/generated
 *   npm run generate -- --check                exit 1 if src/generated is not what openapi/ says
 *   npm run generate -- --bundle <file.json>   only write the published document, one JSON file
 *
 * `--root <arc.yaml>` and `--out <directory>` read and write elsewhere.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { loadDocument } from './generate/document.ts'
import { driftOf, generateFiles, writeFiles } from './generate/files.ts'
import { published } from './generate/published.ts'

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: 'openapi/arc.yaml' },
    out: { type: 'string', default: 'src/generated' },
    check: { type: 'boolean', default: false },
    bundle: { type: 'string' },
  },
})

const document = await loadDocument(values.root)

if (values.bundle !== undefined) {
  mkdirSync(dirname(values.bundle), { recursive: true })
  writeFileSync(values.bundle, `${JSON.stringify(published(document), null, 2)}\n`)
} else if (values.check) {
  const drift = driftOf(await generateFiles(document), values.out)
  if (drift.length > 0) {
    console.error(`${values.out} is not what ${values.root} says:\n${drift.map((line) => `  ${line}`).join('\n')}`)
    console.error('Run `npm run generate` and commit the result; never edit generated files.')
    process.exitCode = 1
  }
} else {
  writeFiles(await generateFiles(document), values.out)
}
