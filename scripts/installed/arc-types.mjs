import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { ArcClient } from 'arc-tsdb-client'

const MEASUREMENTS = 200

const database = `types_${Date.now().toString(36)}_${process.pid}`
const arc = ArcClient.fromEnv({ database })
for (let i = 0; i < MEASUREMENTS; i++) {
  const name = `m${String(i).padStart(3, '0')}`
  await arc.write.rows(name, [{ time: new Date(), host: 'a', usage: 1.5, cores: 8n, up: true, [`only in ${name}`]: 1 }])
}
await arc.write.makeVisible()
await arc.close()

const arcTypes = (...args) =>
  execFileSync('npx', ['arc-types', '--out', 'arc-schema.ts', ...args], {
    env: { ...process.env, ARC_DATABASE: database },
  })
const startedAt = performance.now()
arcTypes()
const seconds = (performance.now() - startedAt) / 1000
arcTypes('--check')
assert.equal(readFileSync('arc-schema.ts', 'utf8').match(/ = defineMeasurement\(/g)?.length, MEASUREMENTS)

writeFileSync(
  'use.ts',
  `import { ArcClient } from 'arc-tsdb-client'
import { type Database, type M007Row, m007 } from './arc-schema.js'
const arc = new ArcClient({ url: 'http://127.0.0.1:9' })
export const write = () => arc.write.rows(m007, [{ time: new Date(), cores: 8n, 'only in m007': 1 }])
export const read = (): Promise<M007Row[]> => arc.query.rows<Database['m007']>('SELECT * FROM m007 AS m')
// @ts-expect-error: a number is no text
export const wrong = () => arc.write.rows(m007, [{ host: 1 }])
`,
)
const compilerOptions = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  target: 'es2022',
  module: 'nodenext',
  moduleResolution: 'nodenext',
  lib: ['es2022', 'esnext.disposable', 'dom', 'dom.asynciterable'],
  types: [],
}
writeFileSync('tsconfig.json', JSON.stringify({ compilerOptions, files: ['use.ts'] }))
const versions = ['ts54', 'ts59', 'ts-latest'].map((alias) => {
  const bin = `node_modules/${alias}/bin/tsc`
  assert.ok(existsSync(bin), `${alias} has no tsc`)
  try {
    execFileSync('node', [bin, '-p', '.'], { encoding: 'utf8' })
  } catch (error) {
    throw new Error(`${alias}: ${error.stdout}`)
  }
  return JSON.parse(readFileSync(`node_modules/${alias}/package.json`, 'utf8')).version
})
console.log(`${MEASUREMENTS} measurements in ${seconds.toFixed(1)} s; compiles under TypeScript ${versions.join(', ')}`)
