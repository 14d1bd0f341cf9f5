/**
 * `npm run stranger`: uses the published openapi.json as a stranger would. Two generators make a client of it that compiles;
 * with `ARC_URL` and `ARC_TOKEN`, schemathesis sends a server what the document allows and what it forbids, and holds the
 * answers to it.
 *
 * schemathesis is a Python program: `python3 -m venv ~/.schemathesis && ~/.schemathesis/bin/pip install schemathesis`, then
 * `SCHEMATHESIS=~/.schemathesis/bin/schemathesis`. Use a server of its own: it creates, changes and deletes whatever it can.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const directory = mkdtempSync(join(tmpdir(), 'arc-openapi-'))
const document = join(directory, 'openapi.json')
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')

try {
  run('npx', ['tsx', 'scripts/generate.ts', '--bundle', document])
  compiles('openapi-typescript', ['openapi-typescript', document, '-o', join(directory, 'schema.ts')], 'schema.ts')
  const other = ['-y', 'swagger-typescript-api@13.2.16', 'generate', '-p', document, '-o', directory, '-n', 'api.ts']
  compiles('swagger-typescript-api', other, 'api.ts')
  if (process.env.ARC_URL) schemathesis(process.env.ARC_URL, process.env.ARC_TOKEN ?? '')
  else console.log('schemathesis: not run; set ARC_URL and ARC_TOKEN')
} finally {
  rmSync(directory, { recursive: true })
}

/** What the generator makes of the document is valid TypeScript. */
function compiles(name: string, command: readonly string[], file: string): void {
  run('npx', command)
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}')
  run(process.execPath, [tsc, '--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', join(directory, file)])
  console.log(`${name}: compiles`)
}

function schemathesis(url: string, token: string): void {
  const unsafe = ['rotateToken', 'revokeToken', 'deleteToken', 'updateToken'].map((name) => `auth.${name}`)
  // It writes no MessagePack.
  const excluded = [...unsafe, 'write.columns'].flatMap((id) => ['--exclude-operation-id', id])
  const checks = 'status_code_conformance,content_type_conformance,response_schema_conformance'
  const bounds = ['--max-examples', '20', '--max-time', process.env.SECONDS ?? '300', '--no-shrink', '--seed', '1']
  run(
    process.env.SCHEMATHESIS ?? 'schemathesis',
    [
      ...['run', document, '--url', url, '-H', `Authorization: Bearer ${token}`, '--checks', checks],
      ...['--phases', 'examples,coverage,fuzzing', '--continue-on-failure', '--suppress-health-check', 'all'],
      ...[...bounds, ...excluded],
      // It leaves files of its own where it runs.
    ],
    directory,
  )
}

function run(command: string, args: readonly string[], cwd = '.'): void {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] })
}
