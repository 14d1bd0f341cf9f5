/** `npm run dashboard`, as a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Starts it on a free port, with an embedded Arc; it is ready when the flights of the past are written. */
export async function startDemo(): Promise<{ readonly url: string; stop(): Promise<number | null> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '-C', 'arc-source', 'examples/dashboard/main.ts'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, PORT: '0', ARC_URL: '', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  for await (const line of createInterface(child.stdout)) {
    const [url] = /http:\S+/.exec(line) ?? []
    if (url === undefined) continue
    const stop = async () => {
      child.kill('SIGINT')
      const [code] = (await ended) as [number | null]
      return code
    }
    return { url, stop }
  }
  throw new Error('the dashboard ended without an address')
}
