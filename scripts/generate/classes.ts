/** One class per namespace, one method per operation. The methods only name their operation; `routes.ts` says what it is. */
import { type Document, type Operation, type Parameter, resolveSchema, type Schema } from './document.ts'
import { comment, operationComment } from './tsdoc.ts'
import { fieldsOf, isNullable, kindOf, listPaths, namesIn, requiredOf, typeOf } from './types.ts'

/** A namespace of the client and its generated file. */
export interface Namespace {
  readonly name: string
  readonly className: string
  readonly file: string
  readonly operations: readonly Operation[]
}

/** The namespaces that get a class: all but those whose every operation is handwritten. */
export function namespacesOf(operations: readonly Operation[]): readonly Namespace[] {
  const names = [...new Set(operations.map((operation) => operation.namespace))].sort()
  return names.flatMap((name) => {
    const own = operations.filter((operation) => operation.namespace === name && !operation['x-arc-handwritten'])
    if (own.length === 0) return []
    return [{ name, className: `${pascal(name)}Operations`, file: `${kebab(name)}.ts`, operations: own }]
  })
}

/** The names of `models.ts` in the signatures of all methods, the handwritten ones included. */
export function modelsNamed(document: Document, operations: readonly Operation[]): readonly string[] {
  return operations.flatMap((operation) => emitMethod(document, operation).types.flatMap(namesIn))
}

/** The file of one namespace. */
export function emitClass(document: Document, namespace: Namespace): string {
  const methods = namespace.operations.map((operation) => emitMethod(document, operation))
  const queries = methods.flatMap((method) => method.query)
  const models = [...new Set(methods.flatMap((method) => method.types.flatMap(namesIn)))].sort()
  const tag = document.tags.find((candidate) => candidate.name === namespace.operations[0]?.tags[0])
  return [
    "import type { CallOptions, OperationCaller } from '../management/operation.ts'\n",
    models.length > 0 ? `import type { ${models.join(', ')} } from './models.ts'\n` : '',
    '\n',
    queries.join('\n'),
    queries.length > 0 ? '\n' : '',
    comment([tag?.description ?? '']),
    `export class ${namespace.className} {\n`,
    '  protected readonly call: OperationCaller\n\n',
    '  constructor(call: OperationCaller) {\n    this.call = call\n  }\n\n',
    methods.map((method) => method.code).join('\n'),
    '}\n',
  ].join('')
}

/** What the methods name: a table of its own, because a client needs it only once it calls one of them. */
export function emitRoutes(document: Document, namespaces: readonly Namespace[]): string {
  const entries = namespaces
    .flatMap(({ operations }) => operations)
    .map((operation) => `  '${operation.operationId}': { ${specOf(document, operation).join(', ')} },\n`)
  return [
    "import type { Route } from '../management/operation.ts'\n\n",
    '/** The operations that the methods call, by their ids. */\n',
    `export const routes: Readonly<Record<string, Route>> = {\n${entries.join('')}}\n`,
  ].join('')
}

/** The routes that may take minutes, for calls that do not go through a method. */
export function emitLongRunning(operations: readonly Operation[]): string {
  const routes = operations
    .filter((operation) => operation['x-arc-long-running'])
    .map(({ method, path }) => `  '${method} ${path}',\n`)
  return `/** The routes whose answer may take minutes. */\nexport const longRunningRoutes = [\n${routes.join('')}]\n`
}

interface Method {
  readonly code: string
  /** The interface of the query parameters, if there are any. */
  readonly query: readonly string[]
  readonly types: readonly string[]
}

function emitMethod(document: Document, operation: Operation): Method {
  const path = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
  const body = operation.requestBody?.content['application/json']?.schema
  const bodyRequired = operation.requestBody?.required === true
  const queryRequired = query.some((parameter) => parameter.required)
  const queryType = `${pascal(operation.namespace)}${pascal(operation.name)}Query`
  const result = resultOf(document, operation)

  // What must be given comes first; every argument after an optional one is optional, too.
  const named = [
    ...path.map((parameter) => ({
      name: camel(parameter.name),
      type: typeOf(parameter.schema),
      required: true,
      doc: parameter.description,
    })),
    ...(body
      ? [{ name: 'body', type: typeOf(body), required: bodyRequired, doc: resolveSchema(document, body).description }]
      : []),
    ...(query.length > 0 ? [{ name: 'query', type: queryType, required: queryRequired, doc: undefined }] : []),
  ].sort((a, b) => Number(b.required) - Number(a.required))
  const signature = [
    ...named.map(({ name, type, required }) => `${name}${required ? '' : '?'}: ${type}`),
    'options?: CallOptions',
  ]
  const input = [
    ...(path.length > 0 ? [`path: { ${path.map((parameter) => property(parameter.name)).join(', ')} }`] : []),
    ...(query.length > 0 ? ['query'] : []),
    ...(body ? [bodyRequired ? 'body' : 'body: body ?? {}'] : []),
  ]
  const docs = named.flatMap(({ name, doc }) => (doc ? [`@param ${name} - ${doc.replace(/\s+/g, ' ').trim()}`] : []))
  return {
    query: query.length > 0 ? [emitQuery(queryType, operation, query)] : [],
    types: [
      result.type,
      ...(body ? [typeOf(body)] : []),
      ...path.map((parameter) => typeOf(parameter.schema)),
      ...query.map((parameter) => typeOf(parameter.schema)),
    ],
    code: [
      `  ${operationComment(document, operation, docs)}${operation.name}(${signature.join(', ')}): Promise<${result.type}> {\n`,
      `    return this.call('${operation.operationId}', { ${input.join(', ')} }, options)\n`,
      '  }\n',
    ].join(''),
  }
}

function emitQuery(name: string, operation: Operation, parameters: readonly Parameter[]): string {
  const members = parameters.map((parameter) => {
    const byDefault =
      parameter.schema.default === undefined ? '' : ` @default ${JSON.stringify(parameter.schema.default)}`
    const doc = comment([`${parameter.description ?? ''}${byDefault}`.trim()], '  ')
    return `  ${doc}readonly ${parameter.name}${parameter.required ? '' : '?'}: ${typeOf(parameter.schema)}${parameter.required ? '' : ' | undefined'}\n`
  })
  return `/** The parameters of \`${operation.operationId}\`. */\nexport interface ${name} {\n${members.join('')}}\n`
}

interface Result {
  readonly type: string
  readonly lists: readonly string[]
  readonly text: boolean
  /** The fields of the returned objects. */
  readonly fields: readonly string[]
}

/** What the method returns: the 2xx body, unwrapped, lists filled in, the "switched off" body thrown out. */
function resultOf(document: Document, operation: Operation): Result {
  const content = Object.entries(operation.responses)
    .filter(([status]) => /^2\d\d$/.test(status) && status !== '207')
    .flatMap(([, answer]) => Object.entries(answer.content ?? {}))
  const text = content.length > 0 && content.every(([type]) => type.startsWith('text/'))
  const schemas = content
    .flatMap(([, media]) => media.schema.anyOf ?? media.schema.oneOf ?? [media.schema])
    .filter((schema) => operation['x-arc-disabled'] !== 'throw' || !schema.$ref?.endsWith('/FeatureDisabled'))
  if (schemas.length === 0) return { type: 'void', lists: [], text, fields: [] }
  const unwrap = operation['x-arc-unwrap']
  const inner = unwrap === undefined ? schemas : schemas.map((schema) => memberOf(document, operation, schema, unwrap))
  return {
    type: [...new Set(inner.map(typeOf))].join(' | '),
    lists: [...new Set(inner.flatMap((schema) => listPaths(document, schema)))],
    text,
    fields: inner.flatMap((schema) => Object.keys(resolveSchema(document, schema).properties ?? {})),
  }
}

function memberOf(document: Document, operation: Operation, schema: Schema, name: string): Schema {
  const member = resolveSchema(document, schema).properties?.[name]
  if (member === undefined)
    throw new Error(`${operation.operationId}: x-arc-unwrap names "${name}", which is not in the answer`)
  return member
}

function specOf(document: Document, operation: Operation): readonly string[] {
  const result = resultOf(document, operation)
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema, required = false }) => fieldOf(document, name, schema, required))
  const body = operation.requestBody?.content['application/json']?.schema
  const fields = (body && fieldsOf(document, body)) ?? {}
  const required = body ? requiredOf(document, body) : []
  // An object that was read may be changed and put back as a whole: what only the server sets in it is no typing error.
  const isWhole = operation.method === 'PUT' && result.fields.some((name) => name in fields)
  const readOnly = isWhole ? result.fields.filter((name) => !(name in fields)) : []
  const idempotent = operation.method !== 'POST' && operation.method !== 'PATCH'
  const retry = operation['x-arc-retry'] ?? (idempotent ? 'idempotent' : 'never')
  return [
    `method: '${operation.method}'`,
    `path: '${operation.path}'`,
    ...names('query', query),
    ...names(
      'fields',
      Object.entries(fields).map(([name, schema]) => fieldOf(document, name, schema, required.includes(name))),
    ),
    ...names('readOnly', readOnly),
    ...names('configKey', [operation['x-arc-config'] ?? []].flat()),
    ...names('license', [operation['x-arc-license'] ?? []].flat()),
    ...names('since', [operation['x-arc-since'] ?? []].flat()),
    ...names(
      'permissionSince',
      Object.entries(operation['x-arc-permission-since'] ?? {}).map(
        ([release, permission]) => `${permission} ${release}`,
      ),
    ),
    ...(retry === 'never' ? ["retry: 'never'"] : []),
    ...(operation['x-arc-unwrap'] ? [`unwrap: '${operation['x-arc-unwrap']}'`] : []),
    ...(result.lists.length > 0 ? [`lists: [${result.lists.map((path) => `'${path}'`).join(', ')}]`] : []),
    ...(operation['x-arc-long-running'] ? ['longRunning: true'] : []),
    ...(operation['x-arc-disabled'] === 'throw' ? ['throwIfDisabled: true'] : []),
    ...(result.text ? ['text: true'] : []),
  ]
}

/** `retention_days:integer!`: what a parameter or field is, in the notation of `Route.fields`. */
function fieldOf(document: Document, name: string, schema: Schema, required: boolean): string {
  const kind = kindOf(document, schema)
  return [
    `${name}${kind === 'string' ? '' : `:${kind}`}`,
    required ? '!' : '',
    isNullable(document, schema) ? '?' : '',
    resolveSchema(document, schema)['x-arc-narrows'] ? '*' : '',
  ].join('')
}

/** Words in one string, which is shorter than a list. */
const names = (key: string, list: readonly string[]) => (list.length > 0 ? [`${key}: '${list.join(' ')}'`] : [])

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const property = (name: string) => (camel(name) === name ? name : `${name}: ${camel(name)}`)
const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
