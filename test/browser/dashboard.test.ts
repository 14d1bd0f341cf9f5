/** examples/dashboard in Chromium, on an embedded Arc: what a person sees of it, and what it does not answer. */
import { request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { startTestServer, type TestServer } from 'arc-tsdb-testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startDashboard } from '../../examples/dashboard/server.ts'
import { ArcClient } from '../../src/index.ts'
import { CHROMIUM, coloursOf, type OpenBrowser, openBrowser } from './chromium.ts'
import { startDemo } from './demo.ts'

const HOSTILE = '<img src=x onerror="window.hacked=1">'
const MINUTE = 60_000
const LINE = { light: '47,111,237', dark: '110,168,255' }

/** An address of this machine that others reach it by. */
const elsewhere = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address

// A browser on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let server: TestServer
let arc: ArcClient
let dashboard: Awaited<ReturnType<typeof startDashboard>>

beforeAll(async () => {
  server = await startTestServer()
  arc = new ArcClient({ url: server.url, token: server.token, retry: false })
  dashboard = await startDashboard(arc)
  const now = Date.now()
  const time = Array.from({ length: 1_000_000 }, (_, i) => now - 20 * MINUTE + (i * 20 * MINUTE) / 1_000_000)
  const rpm = Float64Array.from(time, (_, i) => (i === 600_000 ? 9_999 : 3_000 + Math.sin(i / 9_000) * 500))
  await arc.write.columns('engine', {
    time,
    rpm,
    [HOSTILE]: new Int32Array(time.length).fill(7),
    note: time.map(() => 'x'),
  })
  await arc.write.makeVisible()
})
afterAll(async () => {
  await dashboard?.[Symbol.asyncDispose]()
  await arc?.close()
  await server?.close()
})

describe.skipIf(CHROMIUM === undefined)(`the page${CHROMIUM ? '' : ' (skipped: no Chromium here)'}`, () => {
  let browser: OpenBrowser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.[Symbol.asyncDispose]())

  /** The page with a chart on it, and the requests for points that it makes. */
  async function open(range = '15 minutes'): Promise<{ page: Page; asked: URLSearchParams[] } & AsyncDisposable> {
    const page = await browser.newPage()
    const asked: URLSearchParams[] = []
    page.on('request', (sent) => {
      const url = new URL(sent.url())
      if (url.pathname === '/points') asked.push(url.searchParams)
    })
    await page.goto(dashboard.url)
    await page.getByText(/points, least/).waitFor()
    await page.getByLabel('Range').selectOption(range)
    await settled(page)
    return {
      page,
      asked,
      async [Symbol.asyncDispose]() {
        await page.close()
        expect(browser.complaints.splice(0)).toEqual([])
      },
    }
  }

  const summary = (page: Page) => page.locator('#summary').textContent()
  const settled = (page: Page) => page.waitForFunction(() => document.querySelector('[aria-busy]') === null)
  const columnIs = async (page: Page, name: string) => {
    await page.getByLabel('Column').selectOption(name)
    await settled(page)
  }
  const span = (asked: URLSearchParams | undefined) => Number(asked?.get('to')) - Number(asked?.get('from'))

  it('draws a million points by two for each pixel, and the peak among them', async () => {
    await using opened = await open()
    const { page, asked } = opened
    await columnIs(page, 'rpm')
    await page.getByText(/most 9,999/).waitFor()
    expect(await page.getByRole('heading').textContent()).toBe('rpm of engine')
    const [, points = ''] = /^([\d,]+) points/.exec((await summary(page)) ?? '') ?? []
    expect(Number(points.replace(',', ''))).toBeGreaterThan(1_000)
    expect(Number(points.replace(',', ''))).toBeLessThanOrEqual(2 * Number(asked.at(-1)?.get('points')))
    expect(await coloursOf(page)).toContain(LINE.light)
  })

  it('asks only for what is new, and shows it', async () => {
    await using opened = await open()
    const { page, asked } = opened
    await columnIs(page, 'rpm')
    await page.getByText(/most 9,999/).waitFor()
    const whole = asked.at(-1)
    await arc.write.rows('engine', [{ time: new Date(), rpm: 12_345, [HOSTILE]: 7n, note: 'x' }])
    await arc.write.makeVisible()
    await page.getByText(/last 12,345/).waitFor()
    const refresh = asked.at(-1)
    expect(Number(whole?.get('points'))).toBeGreaterThan(500)
    expect(Number(refresh?.get('points'))).toBeLessThan(60)
    expect(Number(refresh?.get('from'))).toBeGreaterThan(Number(whole?.get('to')) - MINUTE)
    // Buckets stay where they are.
    const width = span(whole) / Number(whole?.get('points'))
    expect((Number(refresh?.get('from')) - Number(whole?.get('from'))) % width).toBe(0)
    // What was there before is still there.
    expect(await summary(page)).toMatch(/^1,\d\d\d points|^2,\d\d\d points/)
  })

  it('says what fails, keeps the chart, and goes on by itself', async () => {
    await using opened = await open()
    const { page } = opened
    server.failNext({
      path: '/api/v1/query/msgpack',
      status: 500,
      body: { success: false, error: 'the disk is on fire' },
    })
    await page.getByRole('alert').getByText('the disk is on fire').waitFor()
    expect(await coloursOf(page)).toContain(LINE.light)
    expect(await page.content()).not.toContain(server.token)
    await page.getByRole('alert').waitFor({ state: 'hidden' })
    // The browser itself writes the failed request to the console.
    expect(browser.complaints.splice(0)).toEqual([expect.stringContaining('502')])
  })

  it('is usable by keyboard', async () => {
    await using opened = await open()
    const { page, asked } = opened
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.id)
    const stops: unknown[] = []
    await page.locator('body').focus()
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('Tab')
      stops.push(await focused())
    }
    expect(stops).toEqual(['measurement', 'column', 'range', 'live', 'chart'])
    const before = span(asked.at(-1))
    const press = async (key: string) => {
      await page.keyboard.press(key)
      await settled(page)
      return asked.at(-1)
    }
    const half = await press('+')
    expect(span(half) / before).toBeCloseTo(0.5, 1)
    expect(await page.getByLabel('Range').inputValue()).toBe('')
    expect(Number((await press('ArrowLeft'))?.get('from'))).toBeLessThan(Number(half?.get('from')))
    expect(span(await press('Escape'))).toBeGreaterThanOrEqual(24 * 60 * MINUTE)
    await page.getByLabel('Range').focus()
    expect(span(await press('ArrowDown'))).toBeGreaterThanOrEqual(7 * 24 * 60 * MINUTE)
  })

  it('zooms into the range that is marked with the pointer', async () => {
    await using opened = await open()
    const { page, asked } = opened
    const before = span(asked.at(-1))
    const box = await page.locator('.u-over').boundingBox()
    if (box === null) throw new Error('the chart has no area')
    await page.mouse.move(box.x + box.width * 0.25, box.y + 50)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.5, box.y + 60)
    await page.mouse.up()
    await settled(page)
    expect(span(asked.at(-1)) / before).toBeCloseTo(0.25, 1)
  })

  it('fits a phone', async () => {
    await using opened = await open()
    const { page } = opened
    await page.setViewportSize({ width: 320, height: 640 })
    await page.waitForFunction(() => (document.querySelector('canvas')?.getBoundingClientRect().width ?? 999) < 320)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    for (const control of await page.locator('select, .switch').all())
      expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    expect(await coloursOf(page)).toContain(LINE.light)
  })

  it('is dark where the system is', async () => {
    await using opened = await open()
    const { page } = opened
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(() => coloursOf(page)).toContain(LINE.dark)
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(13, 18, 25)')
  })

  it('shows a day of flights by npm run dashboard, and ends with it', { timeout: 300_000 }, async () => {
    const demo = await startDemo()
    const page = await browser.newPage()
    try {
      await page.goto(demo.url)
      await page.getByText(/points, least/).waitFor()
      expect(await page.getByRole('heading').textContent()).toBe('delay of flights')
      // About 16,000 flights a day: two for each pixel, but for the small hours.
      expect(Number(/^([\d,]+) points/.exec((await summary(page)) ?? '')?.[1]?.replace(',', ''))).toBeGreaterThan(1_000)
    } finally {
      await page.close()
      expect(await demo.stop()).toBe(0)
    }
    expect(browser.complaints.splice(0)).toEqual([])
  })

  it('shows hostile names as text', async () => {
    await using opened = await open()
    const { page } = opened
    // Arc itself refuses such a name for a measurement, though not for a column.
    await page.route(/\/measurements/, (route) => route.fulfill({ json: [HOSTILE, 'engine'] }))
    await page.route(/\/columns/, (route) => route.fulfill({ json: [HOSTILE] }))
    await page.route(/\/points/, (route) => {
      const url = new URL(route.request().url())
      url.searchParams.set('measurement', 'engine')
      return route.continue({ url: url.href })
    })
    await page.reload()
    await page.getByRole('heading').getByText(`${HOSTILE} of ${HOSTILE}`).waitFor()
    expect(await summary(page)).toMatch(/least 7, most 7/)
    expect(await page.getByLabel('Column').inputValue()).toBe(HOSTILE)
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    await page.unrouteAll({ behavior: 'wait' })
  })

  it('runs no script of others, even where markup got in', async () => {
    await using opened = await open()
    const { page } = opened
    await page.evaluate((markup) => document.body.insertAdjacentHTML('beforeend', markup), HOSTILE)
    await expect.poll(() => browser.complaints.join()).toContain('Content Security Policy')
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    browser.complaints.length = 0
  })
})

describe('the server', () => {
  const range = 'from=1700000000000&to=1700000060000&points=10'

  it.each<[string, string, Record<string, string>, number]>([
    ['its page', '/', {}, 200],
    [
      'its page, reached from a link elsewhere',
      '/',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      200,
    ],
    ['points', `/points?measurement=engine&column=rpm&${range}`, { 'sec-fetch-site': 'same-origin' }, 200],
    ['no other site', '/measurements', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, 403],
    ['no other origin', '/measurements', { origin: 'http://evil.example' }, 403],
    ['no name that was made to point here', '/measurements', { host: 'evil.example' }, 403],
    ['no path on disk', '/../server.ts', {}, 404],
    ['no encoded path on disk', '/..%2f..%2fpackage.json', {}, 404],
    ['no path of Arc', '/api/v1/databases', {}, 404],
    ['no range that is none', '/points?measurement=engine&column=rpm&from=5&to=5&points=1', {}, 400],
    [
      'no range of thousands of years',
      '/points?measurement=engine&column=rpm&from=0&to=99999999999999&points=1',
      {},
      400,
    ],
    ['no more points than a screen has', `/points?measurement=engine&column=rpm&${range}000000`, {}, 400],
    ['nothing without a column', `/points?measurement=engine&${range}`, {}, 400],
    ['no SQL in a name', `/points?measurement=engine%22;DROP&column=rpm)%20FROM%20x--&${range}`, {}, 502],
    ['no SQL in a number', '/points?measurement=engine&column=rpm&from=1&to=2)--&points=1', {}, 400],
  ])('answers %s', async (_, path, headers, status) => {
    const answer = await send('GET', path, headers)
    expect(answer.status).toBe(status)
    expect(answer.body).not.toContain(server.token)
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(answer.headers['content-security-policy']).not.toContain('unsafe')
  })

  it('takes nothing', async () => {
    expect((await send('POST', '/measurements', {})).status).toBe(405)
  })

  it.skipIf(elsewhere === undefined)(
    `listens on this machine only${elsewhere ? '' : ' (skipped: it has no other address)'}`,
    async () => {
      const { port } = new URL(dashboard.url)
      const refused = await fetch(`http://${elsewhere}:${port}/`).catch(({ cause }: Error) => cause)
      expect(refused).toMatchObject({ code: 'ECONNREFUSED' })
    },
  )
})

// `fetch` would not send such a Host, and would tidy up the path.
function send(method: string, path: string, headers: Record<string, string>) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const { port } = new URL(dashboard.url)
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let body = ''
      response.setEncoding('latin1').on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    sent.on('error', reject).end()
  })
}
