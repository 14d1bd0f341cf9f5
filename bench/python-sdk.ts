/** Arc's Python SDK as a case: it writes in a process of its own, in its turn. Its packages are installed under node_modules. */
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { BenchCase, DiscardServer } from './harness.ts'
import { ROWS, type Workload } from './workload.ts'

const PACKAGE = 'arc-tsdb-client==0.1.2'
export const PYTHON_SDK = `Python SDK, ${PACKAGE}, write_columnar`

const REQUESTS = 8
const folder = fileURLToPath(new URL('../node_modules/.cache/bench-python', import.meta.url))
const script = fileURLToPath(new URL('python.py', import.meta.url))

/** `undefined`, with the reason on the console, where there is no Python or the package cannot be installed. */
export async function startPythonSdk(
  server: DiscardServer,
  { time, host, floats }: Workload,
): Promise<(BenchCase & AsyncDisposable) | undefined> {
  try {
    install()
  } catch (error) {
    console.log(`Without the Python SDK: ${(error as Error).message.split('\n')[0]}`)
    return undefined
  }
  const { hostname, port } = new URL(server.url)
  const child = spawn(`${folder}/bin/python`, [script, hostname, port], { stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]()
  const ask = async (line: string, expected: string) => {
    child.stdin.write(`${line}\n`)
    assert.equal((await answers.next()).value, expected)
  }
  await ask(JSON.stringify({ time, host, ...floats }), 'ready')
  const run = () => ask(String(REQUESTS), 'done')
  return {
    name: PYTHON_SDK,
    rows: ROWS * REQUESTS,
    runsElsewhere: true,
    run,
    check: async () => {
      const before = await server.stats()
      await run()
      const after = await server.stats()
      assert.equal(after.requests - before.requests, REQUESTS)
      // Five floats of nine bytes, a time and a host.
      assert((after.bytes - before.bytes) / REQUESTS > ROWS * 50)
    },
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.stdin.end()
      await ended
    },
  }
}

function install(): void {
  if (existsSync(`${folder}/installed`)) return
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' })
  execFileSync(`${folder}/bin/pip`, ['install', '--quiet', PACKAGE], { stdio: 'pipe' })
  execFileSync('touch', [`${folder}/installed`])
}
