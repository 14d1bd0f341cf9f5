/** How pages link to each other: as on GitHub, which is where their sources are read. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

const root = join(import.meta.dirname, '../..')
const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly repository: { readonly url: string }
}

/** Folders with pages of the site; `reference` is made by scripts/docs.ts. */
const PAGE_FOLDERS = /^(\.|docs|decisions|testing|reference(\/.*)?)$/

/** Where the sources are. */
export const REPOSITORY = repository.url.replace(/^git\+|\.git$/g, '')

/** The anchor that GitHub, and the docs site, give to a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}

/**
 * A link of a page as the site has it: to another page, or, of what is no page, to the repository.
 *
 * @param page - Where it stands, from the root of the repository: `docs/writing.md`.
 */
export function siteLink(page: string, target: string): string {
  if (/^([a-z]+:|#|\/)/.test(target)) return target
  const [path = '', anchor] = target.split('#')
  const file = posix.join(posix.dirname(page), path)
  const hash = anchor === undefined ? '' : `#${anchor}`
  if (isPage(file)) return `${path.replace(/README\.md$/, 'index.md')}${hash}`
  const kind = existsSync(join(root, file)) && statSync(join(root, file)).isDirectory() ? 'tree' : 'blob'
  return `${REPOSITORY}/${kind}/main/${file}${hash}`
}

function isPage(file: string): boolean {
  return file.endsWith('.md') && PAGE_FOLDERS.test(posix.dirname(file))
}

/** The pages in a folder of the repository, without their folder and extension. */
export function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -'.md'.length))
}

/** The first heading of a page, without markup. */
export function titleOf(page: string): string {
  const [, title = page] = /^# (.+)$/m.exec(readFileSync(join(root, page), 'utf8')) ?? []
  return title.replaceAll('`', '')
}
