/**
 * `npm run browser`: a Chromium for the tests that need one, if there is none: from Debian where that is root's to do, else
 * Playwright's own, which needs no rights and exists for Linux, macOS and Windows. Asks first, unless `--install` or CI says so.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { CHROMIUM } from '../test/browser/chromium.ts'

if (CHROMIUM !== undefined) {
  console.log(`Chromium: ${CHROMIUM}`)
} else if (await mayInstall()) {
  install()
} else {
  console.log('There is no Chromium here. Run npm run browser -- --install, or name one: CHROMIUM=/path/to/chrome')
  process.exitCode = 1
}

async function mayInstall(): Promise<boolean> {
  if (process.argv.includes('--install') || process.env.CI) return true
  if (!process.stdin.isTTY) return false
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await lines.question('There is no Chromium here. Download and install one? (y/N) ')
  lines.close()
  return /^y(es)?$/i.test(answer.trim())
}

function install(): void {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update'])
    run('apt-get', ['install', '--yes', 'chromium'])
  } else {
    run(process.execPath, [join(import.meta.dirname, '../node_modules/playwright-core/cli.js'), 'install', 'chromium'])
  }
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}
