/**
 * `npm run api`: writes the public surface of each package, as its declarations have it, to api/*.api.md, so that a change
 * of it is seen in review. With `--check` it fails where the files are not current. It fails either way where a public
 * member has no comment. Works on the build.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor'

const root = new URL('../', import.meta.url).pathname
// The extractor does not make it.
mkdirSync(`${root}api`, { recursive: true })
const localBuild = !process.argv.includes('--check')

const packages = [
  { name: 'arc-tsdb-client', folder: root },
  { name: 'arc-tsdb-testing', folder: `${root}testing/` },
]
for (const { name, folder } of packages) {
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: `${folder}dist/index.d.ts`,
      compiler: { overrideTsconfig: { compilerOptions: { module: 'NodeNext', skipLibCheck: true, types: ['node'] } } },
      apiReport: {
        enabled: true,
        reportFolder: `${root}api`,
        reportFileName: `${name}.api.md`,
        reportTempFolder: `${root}node_modules/.cache/api`,
      },
      // What is missing in the comments is told in the report itself; the rules of TSDoc beyond that are not ours.
      messages: { extractorMessageReporting: { default: { logLevel: 'none' as never } } },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: `${folder}package.json`,
  })
  const { apiReportChanged } = Extractor.invoke(config, {
    localBuild,
    messageCallback: (message) => {
      message.handled = true
    },
  })
  if (apiReportChanged && !localBuild) {
    console.error(`api/${name}.api.md is not what the build declares; run npm run api, and look at the change`)
    process.exitCode = 1
  }
  const undocumented = undocumentedIn(readFileSync(`${root}api/${name}.api.md`, 'utf8'))
  if (undocumented.length > 0) {
    console.error(`${name}: ${undocumented.length} public members have no comment: ${undocumented.join('; ')}`)
    process.exitCode = 1
  }
}

/** The declarations that the extractor marks, each with the name of what it is in. */
function undocumentedIn(report: string): readonly string[] {
  const lines = report.split('\n')
  return lines.flatMap((line, at) => {
    if (!line.includes('(undocumented)')) return []
    const owner = lines.slice(0, at + 2).findLast((above) => above.startsWith('export '))
    const member = lines[at + 1]?.trim() ?? ''
    return [owner?.trim() === member ? member : `${owner?.replace(/ (extends|\{).*/, '')}: ${member}`]
  })
}
