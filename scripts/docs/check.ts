/** What a reader of the docs site meets: links that lead somewhere, search, no complaint, nothing from elsewhere, on a phone. */
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, posix } from 'node:path'
import { CHROMIUM, openBrowser, serve } from '../../test/browser/chromium.ts'

const root = join(import.meta.dirname, '../..')
const site = join(root, 'docs-html')
const screenshots = join(root, '.scratch')
const PHONE = { width: 390, height: 844 }

/** The reference has hundreds of pages of a few kinds: one of each. */
const OF_REFERENCE = [
  '',
  'arc-tsdb-client/',
  'namespaces/',
  'arc-tsdb-client/classes/ArcClient.html',
  'namespaces/classes/Retention.html',
]

/** What is wrong with the site in docs-html/: nothing, or a line for each fault. */
export async function problemsOfSite(): Promise<readonly string[]> {
  const files = readdirSync(site, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  const pages = files.filter((name) => name.endsWith('.html') && name !== '404.html')
  return [...deadLinks(pages), ...(await problemsInChromium(pages))]
}

function deadLinks(pages: readonly string[]): readonly string[] {
  const text = new Map(pages.map((page) => [page, readFileSync(join(site, page), 'utf8')]))
  return pages.flatMap((page) => {
    const links = new Set(
      [...(text.get(page) ?? '').matchAll(/\b(?:href|src)="([^"]+)"/g)].map(([, link = '']) => link),
    )
    return [...links].flatMap((link) => {
      if (/^[a-z]+:/.test(link)) return []
      const [path = '', anchor = ''] = decodeURI(link).split('#')
      const target =
        path === '' ? page : fileOf(path.startsWith('/') ? path : posix.join('/', posix.dirname(page), path))
      if (!existsSync(join(site, target))) return [`${page}: ${link} leads nowhere`]
      const lacksAnchor = anchor !== '' && !text.get(target)?.includes(`id="${anchor}"`)
      return lacksAnchor ? [`${page}: ${link}: no such heading`] : []
    })
  })
}

async function problemsInChromium(pages: readonly string[]): Promise<readonly string[]> {
  if (CHROMIUM === undefined) return ['there is no Chromium here; CHROMIUM=<path> names one']
  const problems: string[] = []
  await using server = await serveSite()
  await using browser = await openBrowser({ viewport: PHONE })
  const tab = await browser.newPage()
  tab.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(server.url))
      problems.push(`a request goes to ${request.url()}`)
  })

  await tab.goto(server.url)
  await tab.locator('.VPNavBarSearch button').first().click()
  await tab.locator('.VPLocalSearchBox input').fill('backpressure')
  const found = tab.locator('.VPLocalSearchBox .result').first()
  await found.click()
  await tab.waitForURL(/buffered-writing/)
  if (!(await tab.locator('h1').innerText()).startsWith('Buffered writing'))
    problems.push('the search does not lead to the page')

  const guides = pages.filter((page) => !page.startsWith('reference/'))
  for (const page of [...guides, ...OF_REFERENCE.map((name) => `reference/${name}`)]) {
    await tab.goto(`${server.url}${page}`, { waitUntil: 'networkidle' })
    const [has, shown] = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    if (Number(has) > Number(shown)) problems.push(`${page} is ${has} pixels wide on a phone of ${shown}`)
  }
  await tab.goto(`${server.url}docs/buffered-writing.html`, { waitUntil: 'networkidle' })
  mkdirSync(screenshots, { recursive: true })
  await tab.screenshot({ path: join(screenshots, 'docs-phone.png') })
  await tab.setViewportSize({ width: 1280, height: 900 })
  await tab.screenshot({ path: join(screenshots, 'docs-desktop.png') })
  console.log(`${guides.length + OF_REFERENCE.length} pages in Chromium; screenshots in .scratch/`)
  return [...problems, ...browser.complaints.map((text) => `the console says: ${text}`)]
}

/** As any static server does it. */
function fileOf(path: string): string {
  return decodeURI(path)
    .replace(/^\//, '')
    .replace(/(^|\/)$/, '$1index.html')
}

function serveSite() {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.svg': 'image/svg+xml',
  }
  return serve((request, response) => {
    const file = join(site, fileOf(new URL(request.url ?? '', 'http://site').pathname))
    response.writeHead(existsSync(file) ? 200 : 404, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
    })
    if (existsSync(file)) createReadStream(file).pipe(response)
    else response.end()
  })
}
