import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: { index: 'src/index.ts', cli: 'src/cli.ts' },
  tsconfig: '../tsconfig.json',
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  outExtensions: () => ({ js: '.js', dts: '.d.ts' }),
  deps: {
    // Node reads zstd itself since 22.15.
    onlyBundle: ['fzstd'],
  },
  dts: { sourcemap: true },
  sourcemap: true,
  clean: true,
})
