/**
 * Writes docs/options.md, every option of every method, from the TSDoc of the sources. With `--check` it fails where the page
 * is not current, or an option has no comment or no `@default`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import ts from 'typescript'

const root = new URL('../', import.meta.url).pathname
const page = `${root}docs/options.md`
const entries = {
  'arc-tsdb-client': 'src/index.ts',
  'arc-tsdb-client/kysely': 'src/integrations/kysely/index.ts',
  'arc-tsdb-client/otel': 'src/integrations/otel/index.ts',
  'arc-tsdb-client/pino': 'src/integrations/pino/index.ts',
  'arc-tsdb-client/winston': 'src/integrations/winston/index.ts',
  'arc-tsdb-testing': 'testing/src/index.ts',
}

const config = ts.parseJsonConfigFileContent(
  ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile).config,
  ts.sys,
  root,
)
const program = ts.createProgram(
  Object.values(entries).map((entry) => root + entry),
  config.options,
)
const checker = program.getTypeChecker()
const faults: string[] = []

/** What takes options, and the names of the types that it takes. */
const callers: { readonly name: string; readonly takes: readonly string[] }[] = []
const interfaces = new Map<string, ts.InterfaceDeclaration>()

for (const [name, entry] of Object.entries(entries)) collectFrom(name, root + entry)
const text = write()
if (process.argv.includes('--check')) {
  if (readFileSync(page, 'utf8') !== text) faults.push('docs/options.md is not current; run npm run api')
} else {
  writeFileSync(page, text)
}
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1

/** The functions and classes that a package exports, and the namespaces of its client. */
function collectFrom(packageName: string, entry: string): void {
  const source = program.getSourceFile(entry)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) throw new Error(`${entry} is no module`)
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    const declaration = symbol.valueDeclaration
    if (declaration === undefined) continue
    const origin = packageName === 'arc-tsdb-client' ? '' : ` of ${packageName}`
    if (ts.isFunctionDeclaration(declaration)) addCaller(`${declaration.name?.text}()${origin}`, declaration)
    // The namespaces are reached from the client, by the names that users write.
    if (!ts.isClassDeclaration(declaration) || /Namespace$|Error$/.test(symbol.name)) continue
    const object = symbol.name === 'ArcClient' ? 'arc' : symbol.name === 'BufferedWriter' ? 'writer' : symbol.name
    for (const member of declaration.members) {
      if (isInternal(member)) continue
      if (ts.isConstructorDeclaration(member)) addCaller(`new ${symbol.name}()${origin}`, member)
      else if (symbol.name !== 'ArcClient') addMethod(object, member)
      else if (ts.isPropertyDeclaration(member) && member.name.getText() !== 'api') {
        for (const method of checker.getPropertiesOfType(checker.getTypeAtLocation(member))) {
          addMethod(`arc.${member.name.getText()}`, method.valueDeclaration)
        }
      } else addMethod(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static ? symbol.name : object, member)
    }
  }
}

function addMethod(object: string, declaration: ts.Declaration | undefined): void {
  if (declaration === undefined || !ts.isMethodDeclaration(declaration) || isInternal(declaration)) return
  if (ts.isPrivateIdentifier(declaration.name)) return
  addCaller(`${object}.${declaration.name.getText()}()`, declaration)
}

/** Takes in the types of the parameters that are options. */
function addCaller(name: string, declaration: ts.SignatureDeclaration): void {
  const takes = declaration.parameters.flatMap(({ name: parameter, type }) => {
    const isOptions =
      /^(options|given|point|config)$/.test(parameter.getText()) || /Options\b/.test(type?.getText() ?? '')
    return isOptions && type !== undefined ? takenBy(type) : []
  })
  if (takes.length > 0) callers.push({ name, takes: [...new Set(takes)] })
}

function takenBy(type: ts.TypeNode): readonly string[] {
  if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type)) return type.types.flatMap(takenBy)
  // An option of one method only, written where it is taken.
  if (ts.isTypeLiteralNode(type)) return type.members.map((member) => `\`${member.name?.getText()}\``)
  if (!ts.isTypeReferenceNode(type)) return []
  if (/^(Partial|Pick|Omit|Readonly)$/.test(type.typeName.getText()))
    return type.typeArguments?.slice(0, 1).flatMap(takenBy) ?? []
  return addInterface(type.typeName)
}

/** The interface of a name, with the ones that it extends and those of its options that have options. */
function addInterface(name: ts.Node): readonly string[] {
  const found = checker.getSymbolAtLocation(name)
  const symbol = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found
  const declaration = symbol?.declarations?.find(ts.isInterfaceDeclaration)
  if (
    symbol === undefined ||
    declaration === undefined ||
    !/src\/(?!generated)/.test(declaration.getSourceFile().fileName)
  )
    return []
  if (interfaces.has(symbol.name)) return [symbol.name]
  interfaces.set(symbol.name, declaration)
  for (const base of basesOf(declaration)) for (const type of base.types) takenByExpression(type)
  for (const member of declaration.members) {
    if (ts.isPropertySignature(member) && member.type !== undefined && /\w+Options\b/.test(member.type.getText()))
      takenBy(member.type)
  }
  return [symbol.name]
}

function takenByExpression(type: ts.ExpressionWithTypeArguments): readonly string[] {
  if (/^(Partial|Pick|Omit)$/.test(type.expression.getText()))
    return type.typeArguments?.slice(0, 1).flatMap(takenBy) ?? []
  return addInterface(type.expression)
}

function basesOf(declaration: ts.InterfaceDeclaration): readonly ts.HeritageClause[] {
  return [...(declaration.heritageClauses ?? [])]
}

function write(): string {
  // What every method of management takes is said once.
  const others = callers.filter(({ takes }) => String(takes) !== 'CallOptions')
  const rows = others.map(({ name, takes }) => `| \`${name}\` | ${takes.map(linked).join(', ')} |`)
  if (others.length < callers.length) rows.push(`| every other method of management | ${linked('CallOptions')} |`)
  const sections = [...interfaces]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, declaration]) => section(name, declaration))
  return `${[
    '<!-- Written by scripts/options-table.ts from the comments of the sources: edit those. -->',
    '# Options',
    'Every option there is: which method takes which, and what each does. A name that is not here is refused with the nearest one that is.',
    '## By method',
    ['| Call | Options |', '|---|---|', ...rows].join('\n'),
    ...sections,
  ].join('\n\n')}\n`
}

function section(name: string, declaration: ts.InterfaceDeclaration): string {
  const members = declaration.members.filter(ts.isPropertySignature)
  const bases = basesOf(declaration).flatMap(({ types }) =>
    types.map((type) => ({ names: takenByExpression(type), text: type.getText() })),
  )
  const inherited = bases.flatMap(({ names, text }) => {
    const only = /^Pick<\w+, (.*)>$/.exec(text)?.[1]
    return names.map((base) =>
      only ? `${only.replaceAll("'", '`').replaceAll(' | ', ', ')} of ${linked(base)}` : `all of ${linked(base)}`,
    )
  })
  const table = [
    '| Option | Type | Unit | Default | What it does |',
    '|---|---|---|---|---|',
    ...members.map((member) => row(name, member)),
  ]
  return [
    `## ${name}`,
    documentationOf(declaration, name).text,
    inherited.length > 0 ? `Also ${inherited.join(', and ')}.` : '',
    members.length > 0 ? table.join('\n') : '',
  ]
    .filter(Boolean)
    .join('\n\n')
}

function row(owner: string, member: ts.PropertySignature): string {
  const name = member.name.getText()
  const { text, fallback } = documentationOf(member, `${owner}.${name}`)
  const type = (member.type?.getText() ?? 'unknown')
    .replace(/\s+/g, ' ')
    .replace(/ \| undefined$/, '')
    .replace(/^\((.*)\)$/, '$1')
  if (member.questionToken && fallback === '') faults.push(`${owner}.${name} has no @default`)
  const given = member.questionToken ? fallback : '(required)'
  return `| \`${name}\` | ${code(type)} | ${unitOf(name)} | ${given} | ${text.replaceAll('|', '\\|')} |`
}

/** The comment of a declaration as one paragraph, and what it says of the default. */
function documentationOf(node: ts.Node, name: string): { readonly text: string; readonly fallback: string } {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)
  const whole = (comment?.getText() ?? '')
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join(' ')
    .replace(/@example.*$/, '')
    .replace(/\{@link (\w+)\}/g, (_, target: string) => (interfaces.has(target) ? linked(target) : `\`${target}\``))
    .replace(
      /\(?\bdocs\/([\w-]+\.md(?:#[\w-]+)?)\)?/g,
      (whole, target: string) =>
        `${whole.startsWith('(') ? '(' : ''}[${target.replace(/\.md.*/, '')}](${target})${whole.endsWith(')') ? ')' : ''}`,
    )
    .replace(/\s+/g, ' ')
    .trim()
  const [text = '', fallback = ''] = whole.split(/\s*@default\s+/)
  if (text === '') faults.push(`${name} has no comment`)
  return { text, fallback: fallback.replaceAll('|', '\\|') }
}

function unitOf(name: string): string {
  if (/Ms$|^milliseconds$/.test(name)) return 'ms'
  if (/Bytes$|^highWaterMark$/.test(name)) return 'bytes'
  return /Rows$/.test(name) ? 'rows' : ''
}

function code(type: string): string {
  return `\`${type.replaceAll('|', '\\|')}\``
}
function linked(name: string): string {
  return name.startsWith('`') ? name : `[${name}](#${name.toLowerCase()})`
}

/** Whether a member is for the package alone. */
function isInternal(node: ts.Declaration): boolean {
  const isPrivate = (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0
  return isPrivate || ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal')
}
