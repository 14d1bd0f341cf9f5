import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { startProxy } from '../../proxy.ts'
import { startSink } from './harness.ts'

const script = fileURLToPath(new URL('children/lifecycle.ts', import.meta.url))

interface Ended {
  readonly code: number | null
  readonly output: string
  readonly warnings: string
}

/** Runs a story in a process of its own; a process that does not end by itself fails the test by its timeout. */
function run(story: string, url: string, directory = ''): { readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--conditions=arc-source', '--import=tsx', script, story, url, directory])
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  let warnings = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (warnings += chunk))
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, output, warnings })))
  return { ended }
}

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'arc-spool-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}

const unsent = expect.stringMatching(
  /^\(node:\d+\) ArcWarning: arc: the process ends with \d rows? unsent in a buffered writer/m,
)
const ended = { code: 0, output: 'the program ended\n', warnings: '' }

test('a process ends by itself when it forgets the writer, and after close()', async () => {
  const stories = ['forgets the writer', 'forgets it after waiting', 'closes']
  // Side by side, because most of the time goes into starting processes.
  await Promise.all(
    stories.flatMap((story) =>
      [false, true].map(async (spooled) => {
        const sink = await startSink()
        const child = run(story, sink.url, spooled ? await temporaryDirectory() : '')
        const expected = story === 'forgets the writer' ? { ...ended, warnings: unsent } : ended
        expect(await child.ended, `${story}, ${spooled ? 'with' : 'without'} a spool`).toEqual(expected)
        if (story === 'closes') expect(sink.column('cpu', 'v')).toEqual([0, 1, 2, 3, 4])
      }),
    ),
  )
})

test('a process ends by itself when it forgets the writer while the server is down', async () => {
  const sink = await startSink()
  const proxy = await startProxy({ target: sink.url })
  await proxy.down()
  const { warnings, ...rest } = await run('forgets it after waiting', proxy.url).ended
  expect({ ...rest, warnings }).toEqual({ ...ended, warnings: unsent })
  expect(warnings).toMatch(
    /ArcWarning: arc: rows of cpu are kept and sent again: .*ECONNREFUSED.* give onError and onDrop/,
  )
  expect(warnings.match(/kept and sent again/g)).toHaveLength(1)
})

test('but not while it awaits a flush: the pauses between attempts hold it', async () => {
  const sink = await startSink()
  const proxy = await startProxy({ target: sink.url, rates: { 503: 1 } })
  const child = run('flushes', proxy.url)
  while (proxy.counts[503] < 4) await new Promise((resolve) => setTimeout(resolve, 10))
  proxy.setRates({})
  expect(await child.ended).toEqual({ ...ended, warnings: expect.stringMatching(/kept and sent again/) })
  expect(sink.column('cpu', 'v')).toEqual([0, 1, 2, 3, 4])
  await proxy.close()
})

test('a process ends by itself while one of its servers rests, and another answers no question about itself', async () => {
  const [alive, gone] = [await startSink(), await startProxy({ target: 'http://127.0.0.1:1' })]
  await gone.down()
  // It takes connections, and never answers.
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void silent.closeAllConnections())
  onTestFinished(() => void silent.close())
  const { port } = silent.address() as AddressInfo
  const child = run('writes once', [gone.url, alive.url, `http://127.0.0.1:${port}`].join())
  expect(await child.ended).toEqual(ended)
  expect(alive.stored).toHaveLength(1)
})
