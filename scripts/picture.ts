/** `npm run picture`: docs/images/dashboard-*.png, the dashboard with a day of the demo's flights, in light and dark. */
import { mkdirSync, statSync } from 'node:fs'
import { openBrowser } from '../test/browser/chromium.ts'
import { startDemo } from '../test/browser/demo.ts'

const root = new URL('../', import.meta.url).pathname
/** README is read on phones, too. */
const MAX_BYTES = 150_000

const dashboard = await startDemo()
try {
  mkdirSync(`${root}docs/images`, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    const path = `${root}docs/images/dashboard-${colorScheme}.png`
    await using browser = await openBrowser({ colorScheme, viewport: { width: 1000, height: 640 } })
    const page = await browser.newPage()
    await page.goto(dashboard.url)
    await page.getByText(/points, least/).waitFor()
    await page.screenshot({ path })
    const { size } = statSync(path)
    if (size > MAX_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MAX_BYTES}`)
    console.log(`${path}: ${Math.round(size / 1000)} kB`)
  }
} finally {
  await dashboard.stop()
}
