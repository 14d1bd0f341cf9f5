/** The OpenAPI document as the generator sees it: bundled into one object, narrowed once, operations in a flat list. */
import { bundle, createConfig } from '@redocly/openapi-core'

/** A JSON Schema, as far as the document uses it. */
export interface Schema {
  readonly $ref?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly 'x-arc-null-as-empty'?: boolean
  /** Without it the operation reaches further: that must be said by leaving it out. */
  readonly 'x-arc-narrows'?: boolean
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>

export interface Answer {
  readonly $ref?: string
  readonly description: string
  readonly content?: Content
  /** Says that the feature is switched off or unlicensed. */
  readonly 'x-arc-unavailable'?: boolean
}

/** One route, as it stands in the document. */
export interface RawOperation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, Answer>>
  /** The release that brought the operation; parameters, members and answers may have one, too. */
  readonly 'x-arc-since'?: string
  readonly 'x-arc-permission'?: string
  /** What later releases ask for instead, by release. */
  readonly 'x-arc-permission-since'?: Readonly<Record<string, string>>
  readonly 'x-arc-license'?: string
  readonly 'x-arc-config'?: string
  readonly 'x-arc-unwrap'?: string
  readonly 'x-arc-retry'?: 'never' | 'idempotent'
  readonly 'x-arc-long-running'?: boolean
  readonly 'x-arc-disabled'?: 'throw' | 'return'
  readonly 'x-arc-handwritten'?: string
}

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

export interface Document {
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<(typeof methods)[number], RawOperation>>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly responses?: Readonly<Record<string, Answer>>
    readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
  }
}

/** One route with its address. */
export interface Operation extends RawOperation {
  readonly method: string
  readonly path: string
  /** `retention` of `retention.create`. */
  readonly namespace: string
  /** `create` of `retention.create`. */
  readonly name: string
}

/** Reads the document and all its files into one object, components sorted by name. */
export async function loadDocument(root: string): Promise<Document> {
  const { bundle: result, problems } = await bundle({ ref: root, config: await createConfig({}) })
  const errors = problems.filter((problem) => problem.severity === 'error')
  if (errors.length > 0) throw new Error(`${root}: ${errors.map((problem) => problem.message).join('; ')}`)
  const document = result.parsed as Document & { components: Record<string, Record<string, unknown>> }
  for (const [kind, entries] of Object.entries(document.components)) {
    document.components[kind] = Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)))
  }
  return withReleases(document)
}

/** Says in the description of everything that is not in every release which ones have it: `Since Arc 26.09.2.` */
function withReleases<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map(withReleases) as Part
  if (!isRecord(part)) return part
  const { 'x-arc-since': since, 'x-arc-until': until } = part
  const releases = [since && `Since Arc ${since}.`, until && `Up to Arc ${until}.`].filter(Boolean)
  const said = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withReleases(value)]))
  if (releases.length > 0) said.description = [said.description, ...releases].filter(Boolean).join(' ')
  return said as Part
}

/** Every route, in the order of the document. */
export function operationsOf(document: Document): readonly Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const raw = item[method]
      if (raw === undefined) return []
      const [namespace, name, ...rest] = raw.operationId.split('.')
      if (!namespace || !name || rest.length > 0) {
        throw new Error(
          `${method.toUpperCase()} ${path}: operationId must be "namespace.method", not "${raw.operationId}"`,
        )
      }
      return [{ ...raw, method: method.toUpperCase(), path, namespace, name }]
    }),
  )
}

/** The schema that a reference names, or the schema itself. */
export function resolveSchema(document: Document, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const target = document.components.schemas[refName(schema.$ref)]
  if (target === undefined) throw new Error(`${schema.$ref} is not in the document`)
  return target
}

/** The answer that a reference names, or the answer itself. */
export function resolveAnswer(document: Document, answer: Answer): Answer {
  return answer.$ref === undefined ? answer : (document.components.responses?.[refName(answer.$ref)] ?? answer)
}

/** The names of the schemas, and those they refer to, and so on. */
export function reachedFrom(document: Document, names: readonly string[]): ReadonlySet<string> {
  const reached = new Set(names)
  // A set grows while it is walked.
  for (const name of reached) for (const next of refsIn(document.components.schemas[name])) reached.add(next)
  return reached
}

/** The names that a part of the document refers to. */
export function refsIn(part: unknown): readonly string[] {
  return [...(JSON.stringify(part) ?? '').matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => refName(ref))
}

/** `Retention` of `#/components/schemas/Retention`. */
export const refName = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1)

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
