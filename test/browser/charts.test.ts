/** The blocks of docs/charts.md that draw in a browser, in Chromium, on an embedded Arc. */
import { startTestServer } from 'arc-tsdb-testing'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { ArcClient } from '../../src/index.ts'
import { readPages } from '../docs/pages.ts'
import { CHROMIUM, coloursOf, openBrowser, serveText } from './chromium.ts'

const root = new URL('../../', import.meta.url).pathname
const blocks = readPages()
  .find(({ name }) => name === 'docs/charts.md')
  ?.blocks.filter(({ run }) => !run)

test.skipIf(CHROMIUM === undefined)(
  `uPlot draws the columns of docs/charts.md${CHROMIUM ? '' : ' (skipped: no Chromium here)'}`,
  { timeout: 60_000 },
  async () => {
    expect(blocks).toHaveLength(1)
    await using server = await startTestServer()
    await using arc = new ArcClient({ url: server.url, token: server.token })
    const time = Array.from({ length: 600 }, (_, i) => Date.UTC(2026, 7, 22, 10) + i * 1_000)
    const idle = time.map((_, i) => (i % 3 === 0 ? null : i + 0.5))
    await arc.write.columns('cpu', { time, usage: time.map((_, i) => i / 7), idle })
    await arc.write.makeVisible()

    const source = `
      import { ArcClient } from 'arc-tsdb-client'
      const arc = new ArcClient(${JSON.stringify({ url: server.url, token: server.token })})
      ${blocks?.[0]?.code}
      document.title = 'drawn'`
    const { outputFiles } = await build({
      stdin: { contents: source, resolveDir: root, loader: 'ts' },
      bundle: true,
      format: 'esm',
      platform: 'browser',
      conditions: ['arc-source'],
      target: 'es2022',
      write: false,
      outdir: '/',
      external: ['apache-arrow'],
    })
    const script = outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? ''
    await using page = await serveText({
      '/': ['text/html', '<body><script type="module" src="/main.js"></script>'],
      '/main.js': ['text/javascript', script],
    })
    await using browser = await openBrowser()
    const tab = await browser.newPage()
    await tab.goto(page.url)
    await tab.waitForFunction('document.title === "drawn"')
    const colours = await coloursOf(tab)
    expect(colours).toContain('37,99,235')
    expect(colours).toContain('22,163,74')
    expect(browser.complaints).toEqual([])
  },
)
