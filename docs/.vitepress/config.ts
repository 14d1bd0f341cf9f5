/**
 * The docs site: every page of the repository, with its links as they are on GitHub, and the reference of both packages,
 * which scripts/docs.ts makes first. Nothing is loaded from elsewhere: fonts and the index of the search are files of the site.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DefaultTheme, defineConfig } from 'vitepress'
import { anchorOf, pagesIn, REPOSITORY, siteLink, titleOf } from './links.ts'

const root = join(import.meta.dirname, '../..')

/** The guides in the order in which they are needed. A page that no group has is shown in the last. */
const groups: readonly (readonly [text: string, pages: readonly string[]])[] = [
  ['Start', ['getting-started', 'connecting', 'errors', 'troubleshooting']],
  [
    'Write',
    [
      'writing',
      'buffered-writing',
      'spool',
      'lines-and-files',
      'types',
      'time',
      'logging',
      'opentelemetry',
      'types-from-schema',
    ],
  ],
  ['Query', ['querying', 'sql-traps', 'result-types', 'large-results', 'charts', 'arrow', 'kysely', 'recipes']],
  ['Manage', ['management', 'retention', 'continuous-queries', 'deleting', 'tokens', 'backups']],
  ['Test', ['testing', 'testing-management']],
  ['Operate', ['operations', 'servers', 'compatibility']],
  ['Coming from', ['influxdb', 'clickhouse', 'python-sdk']],
]
const listed = groups.flatMap(([, pages]) => pages)
const others = pagesIn('docs').filter((page) => !listed.includes(page))

const guides = [...groups, ['More', others] as const].map(([text, pages]) => ({
  text,
  collapsed: false,
  items: pages.filter((page) => existsSync(join(root, `docs/${page}.md`))).map((page) => linkTo(`docs/${page}`)),
}))
const project = {
  text: 'The project',
  collapsed: true,
  items: [
    ...['CHANGELOG', 'CONTRIBUTING', 'ARCHITECTURE', 'SECURITY'].map(linkTo),
    ...pagesIn('decisions')
      .filter((page) => page !== 'README')
      .map((page) => linkTo(`decisions/${page}`)),
  ],
}

function linkTo(page: string): DefaultTheme.SidebarItem {
  return { text: titleOf(`${page}.md`), link: `/${page}` }
}

/** The entries alone: their pages list what they have, and every page of the site repeats its sidebar. */
const reference = {
  text: 'Reference',
  items: [
    'arc-tsdb-client',
    'namespaces',
    'arc-tsdb-client/kysely',
    'arc-tsdb-client/otel',
    'arc-tsdb-client/pino',
    'arc-tsdb-client/winston',
    'arc-tsdb-testing',
  ].map((text) => ({ text, link: `/reference/${text}/` })),
}

export default defineConfig({
  title: 'arc-tsdb-client',
  description: 'The TypeScript client of the Arc time-series database',
  srcDir: root,
  srcExclude: ['{.*,api,bench,dist,docs-html,examples,openapi,scripts,src,test}/**', 'testing/*/**'],
  outDir: join(root, 'docs-html'),
  cacheDir: join(root, 'node_modules/.cache/vitepress'),
  rewrites: { 'README.md': 'index.md', ':folder/README.md': ':folder/index.md' },
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    anchor: { slugify: anchorOf },
    toc: { slugify: anchorOf },
    config(md) {
      md.core.ruler.push('site-links', ({ tokens, env }) => {
        const { relativePath } = env as { readonly relativePath: string }
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const target = token.type === 'link_open' ? token.attrGet('href') : null
          if (target !== null) token.attrSet('href', siteLink(relativePath, target))
        }
      })
    },
  },
  vite: { build: { chunkSizeWarningLimit: 5_000 } },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/docs/getting-started' },
      { text: 'Reference', link: '/reference/' },
      { text: 'Repository', link: REPOSITORY },
    ],
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: [...guides, reference, project],
  },
})
