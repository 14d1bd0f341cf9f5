/** `npm run picture`: docs/images/dashboard-*.png, the dashboard with a day of the demo's flights, in light and dark. */
import { spawn } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { openBrowser } from '../test/browser/chromium.ts'

const root = new URL('../', import.meta.url).pathname
/** README is read on phones, too. */
const MAX_BYTES = 150_000

const dashboard = spawn(process.execPath, ['--import', 'tsx', '-C', 'arc-source', 'examples/dashboard/main.ts'], {
  cwd: root,
  env: { ...process.env, PORT: '0', ARC_URL: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const url = await addressOf(dashboard.stdout)
  mkdirSync(`${root}docs/images`, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    const path = `${root}docs/images/dashboard-${colorScheme}.png`
    await using browser = await openBrowser({ colorScheme, viewport: { width: 1000, height: 640 } })
    const page = await browser.newPage()
    await page.goto(url)
    await page.getByText(/points, least/).waitFor()
    await page.screenshot({ path })
    const { size } = statSync(path)
    if (size > MAX_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MAX_BYTES}`)
    console.log(`${path}: ${Math.round(size / 1000)} kB`)
  }
} finally {
  dashboard.kill('SIGTERM')
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const [url] = /http:\S+/.exec(line) ?? []
    if (url !== undefined) return url
  }
  throw new Error('the dashboard ended without an address')
}
