import { resolve } from 'node:path'
import { defineConfig, type Rolldown } from 'tsdown'
import manifest from './package.json' with { type: 'json' }

/** Where one is not installed, the client works without it. */
const optionalPeers = Object.keys(manifest.peerDependencies)

/**
 * Marks the imports of optional peers in declarations. Where the package is not installed its types are `any`; without the
 * mark, projects that check the declarations of their libraries (`skipLibCheck: false`) would not compile. One mark covers
 * one line, so these imports share it; no other line moves, or "Go to definition" would miss the sources.
 */
const optionalPeerTypes: Rolldown.Plugin = {
  name: 'optional-peer-types',
  renderChunk(code, { fileName }) {
    const [block] = /^(?:import .*\n)+\n/.exec(code) ?? []
    if (!fileName.endsWith('.d.ts') || block === undefined) return null
    const lines = block.split('\n')
    const peers = lines.filter((line) => optionalPeers.some((peer) => line.endsWith(` from "${peer}";`)))
    if (peers.length === 0) return null
    const others = lines.filter((line) => line !== '' && !peers.includes(line))
    const marked = [...others, '// @ts-ignore: optional', peers.join(' ')]
    while (marked.length < lines.length) marked.push('')
    return { code: marked.join('\n') + code.slice(block.length), map: null }
  },
}

/** The files behind package.json#imports are entries of their own: the runtime chooses between them when it loads the client. */
const platformEntries = {
  'transport/node-platform': 'src/transport/node-platform.ts',
  'transport/web-platform': 'src/transport/web-platform.ts',
  'ingest/writer/spool': 'src/ingest/writer/spool.ts',
  'ingest/writer/spool-unavailable': 'src/ingest/writer/spool-unavailable.ts',
}

/** Entries for other libraries, built on the public surface alone. */
const integrations = {
  'integrations/arc-types': 'src/integrations/arc-types/cli.ts',
  'integrations/kysely': 'src/integrations/kysely/index.ts',
  'integrations/otel': 'src/integrations/otel/index.ts',
  'integrations/pino': 'src/integrations/pino/index.ts',
  'integrations/winston': 'src/integrations/winston/index.ts',
}

/**
 * All that the client loads at once goes into one file, and what the platform entries share with it into another. Left
 * alone, the bundler makes a file of every set of modules that is loaded together, and each costs the bundles of users
 * imports, exports and compression: 4 kB of 50.
 */
function chunkOf(id: string, context: Rolldown.ChunkingContext): string | null {
  const loads = (...entries: string[]) => {
    const modules = new Set(entries.map((entry) => resolve(entry)))
    for (const module of modules) for (const next of context.getModuleInfo(module)?.importedIds ?? []) modules.add(next)
    return modules
  }
  if (!loads('src/index.ts').has(id)) return null
  return loads(...Object.values(platformEntries)).has(id) ? 'base' : 'client'
}

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    ...platformEntries,
    ...integrations,
  },
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
  deps: {
    // The integrations import the client by its name, as a user does.
    neverBundle: [/^#/, /^node:/, manifest.name, ...optionalPeers],
    onlyBundle: [],
  },
  dts: { sourcemap: true },
  plugins: [optionalPeerTypes],
  outputOptions: { codeSplitting: { groups: [{ name: chunkOf }] } },
  sourcemap: true,
  clean: true,
})
