/** `arc-test-server` as a process: what stands on the terminal when it starts, and when it cannot. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

function arcTestServer(...options: string[]): ChildProcessByStdio<null, Readable, Readable> {
  const args = ['--import', 'tsx', '--conditions', 'arc-source', cli, ...options]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } })
}

async function failure(...options: string[]): Promise<{ code: unknown; stderr: string }> {
  const child = arcTestServer(...options)
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  return { code, stderr }
}

test('says where it listens and with which token, and ends on SIGTERM', { timeout: 60_000 }, async () => {
  const child = arcTestServer('--port', '0', '--token', 'mine-mine-mine', '--version', '26.09.1')
  let output = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    output += chunk
    if (output.includes('Token: ')) child.kill('SIGTERM')
  }
  expect(output).toMatch(/^Arc for tests at http:\/\/127\.0\.0\.1:\d+\nToken: mine-mine-mine\n$/)
})

test('what keeps it from starting is one line, not a stack', { timeout: 60_000 }, async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  try {
    expect(await failure('--port', String(port))).toEqual({
      code: 1,
      stderr: `arc-test-server: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`,
    })
  } finally {
    taken.close()
  }
  const typo = await failure('--prot', '1')
  expect(typo.code).toBe(1)
  expect(typo.stderr).toMatch(/^arc-test-server: Unknown option '--prot'.*\n$/)
  expect((await failure('--version', '26')).stderr).toBe(
    'arc-test-server: version is "26"; give one of 26.09.1, 26.09.3\n',
  )
  expect(await failure('--port', 'x')).toEqual({
    code: 1,
    stderr: 'arc-test-server: --port takes a whole number, not "x"\n',
  })
})
