/** Chromium for tests: the one that is installed here, by `npm run browser` for example. Nothing is downloaded. */
import { existsSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
]

/** The path of the browser, or `undefined`: then tests that need it are skipped, and say so. `CHROMIUM` names another place. */
export const CHROMIUM: string | undefined = [process.env.CHROMIUM ?? '', ...PLACES, chromium.executablePath()].find(
  existsSync,
)

/** A browser with pages of one kind. */
export interface OpenBrowser extends AsyncDisposable {
  newPage: BrowserContext['newPage']
  /** What pages wrote to their consoles as warnings and errors, exceptions included. Empty it where they are expected. */
  readonly complaints: string[]
}

export async function openBrowser(options: BrowserContextOptions = {}): Promise<OpenBrowser> {
  // Root, as in containers, has no sandbox; the pages are the project's own.
  const args = ['--no-sandbox', '--disable-background-networking']
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args })
  const context = await browser.newContext(options)
  const complaints: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(error.error().message))
  return {
    newPage: () => context.newPage(),
    complaints,
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

/** The colours of the opaque pixels of the page's canvas, as `red,green,blue`. */
export async function coloursOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.querySelector('canvas')
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    const found = new Set<string>()
    for (let i = 0; i < pixels.length; i += 4)
      if (pixels[i + 3] === 255) found.add(`${pixels[i]},${pixels[i + 1]},${pixels[i + 2]}`)
    return [...found]
  })
}

/** Serves these texts, by path, on a free port. */
export function serveText(
  texts: Readonly<Record<string, readonly [type: string, text: string]>>,
): Promise<AsyncDisposable & { readonly url: string }> {
  return serve((request, response) => {
    const [type, text] = texts[request.url ?? ''] ?? ['text/plain', '']
    response.setHeader('content-type', type)
    response.end(text)
  })
}

/** Serves on a free port. */
export async function serve(answer: RequestListener): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
