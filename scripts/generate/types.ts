/** From schemas to TypeScript: type expressions, and `models.ts` with a named type for every schema that a method takes or returns. */
import { type Document, reachedFrom, refName, resolveSchema, type Schema } from './document.ts'
import { comment } from './tsdoc.ts'

/**
 * `models.ts`: the wire types by name, on top of `schema.ts`. Interfaces, where they can be, because editors show their
 * names; and lists that the client turns from `null` into `[]` are lists here.
 *
 * @param named - What the methods name. Only that, and what it consists of: the envelopes that they take apart, and the
 * bodies of errors, would stand between the others wherever an editor lists the names of the package.
 */
export function emitModels(document: Document, named: readonly string[]): string {
  const reached = reachedFrom(document, named)
  const schemas = Object.entries(document.components.schemas).filter(([name]) => reached.has(name))
  const models = schemas.map(([name, schema]) => {
    const doc = comment([schema.description ?? ''])
    if (schema.type !== 'object' || schema.properties === undefined) {
      return `${doc}export type ${name} = Schemas['${name}']\n`
    }
    const narrowed = Object.entries(schema.properties)
      .filter(([, property]) => narrows(document, property))
      .map(
        ([key, property]) =>
          `  ${comment([property.description ?? ''], '  ')}${key}${isRequired(schema, key) ? '' : '?'}: ${typeOf(property)}${isRequired(schema, key) ? '' : ' | undefined'}\n`,
      )
    return `${doc}export interface ${name} extends Named<Schemas['${name}']> {${narrowed.length > 0 ? `\n${narrowed.join('')}` : ''}}\n`
  })
  return [
    '// biome-ignore-all lint/suspicious/noEmptyInterface: an interface keeps its name where an alias would be expanded.\n',
    "import type { components } from './schema.ts'\n\n",
    "type Schemas = components['schemas']\n\n",
    '/** An interface can extend a type by name only. */\ntype Named<T> = T\n\n',
    models.join('\n'),
  ].join('')
}

/** The type of a schema, with the names of `models.ts`, as the client returns it. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return refName(schema.$ref)
  const union = schema.oneOf ?? schema.anyOf
  if (union) return union.map(typeOf).join(' | ')
  if ('const' in schema) return literal(schema.const)
  if (schema.enum) return schema.enum.map(literal).join(' | ')
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['unknown'])
  return types
    .filter((type) => type !== 'null' || schema['x-arc-null-as-empty'] !== true)
    .map((type) => typeOfKind(type, schema))
    .join(' | ')
}

function typeOfKind(type: string, schema: Schema): string {
  switch (type) {
    case 'integer':
      return 'number'
    case 'array': {
      const item = typeOf(schema.items ?? {})
      return item.includes(' ') ? `(${item})[]` : `${item}[]`
    }
    case 'object': {
      const values = schema.additionalProperties
      return `Record<string, ${typeof values === 'object' ? typeOf(values) : 'unknown'}>`
    }
    default:
      return type
  }
}

/** Whether the client's type of a property is narrower than the raw one: somewhere in it a `null` list became a list. */
function narrows(document: Document, schema: Schema): boolean {
  return listPaths(document, schema).length > 0
}

/**
 * Where in a value of this schema `null` stands for an empty list: `''` for the value itself, `tag_columns`,
 * `[].tag_columns` for a member of every element.
 */
export function listPaths(document: Document, schema: Schema, seen: readonly Schema[] = []): readonly string[] {
  const target = resolveSchema(document, schema)
  if (seen.includes(target)) return []
  const below = [...seen, target]
  const join = (step: string, paths: readonly string[]) => paths.map((path) => (path === '' ? step : `${step}.${path}`))
  return [
    ...new Set([
      ...(target['x-arc-null-as-empty'] ? [''] : []),
      ...(target.items ? join('[]', listPaths(document, target.items, below)) : []),
      ...Object.entries(target.properties ?? {}).flatMap(([key, property]) =>
        join(key, listPaths(document, property, below)),
      ),
      ...[...(target.oneOf ?? []), ...(target.anyOf ?? []), ...(target.allOf ?? [])].flatMap((part) =>
        listPaths(document, part, below),
      ),
    ]),
  ]
}

/** The top-level fields of a request by name; `undefined` if the schema is open to others. */
export function fieldsOf(document: Document, schema: Schema): Readonly<Record<string, Schema>> | undefined {
  const target = resolveSchema(document, schema)
  if (target.additionalProperties === false) return target.properties ?? {}
  // All parts apply at once: one that is closed closes the whole.
  if (target.allOf) return target.allOf.map((part) => fieldsOf(document, part)).find((fields) => fields !== undefined)
  const branches = (target.oneOf ?? target.anyOf)?.map((branch) => fieldsOf(document, branch))
  return branches?.every((fields) => fields !== undefined) ? Object.assign({}, ...branches) : undefined
}

/** The fields that every request of this schema must have. */
export function requiredOf(document: Document, schema: Schema): readonly string[] {
  const { required = [], allOf = [] } = resolveSchema(document, schema)
  return [...required, ...allOf.flatMap((part) => requiredOf(document, part))]
}

/** Whether a value of this schema may be null. */
export function isNullable(document: Document, schema: Schema): boolean {
  const { type, oneOf, anyOf } = resolveSchema(document, schema)
  return [type].flat().includes('null') || (oneOf ?? anyOf ?? []).some((branch) => isNullable(document, branch))
}

/** What a value of this schema is: `string`, `integer`, `number`, `boolean`, `strings` for a list of them, `object`, else `any`. */
export function kindOf(document: Document, schema: Schema): string {
  const target = resolveSchema(document, schema)
  if ('const' in target) return typeof target.const
  const [kind, ...others] = [target.type ?? []].flat().filter((type) => type !== 'null')
  if (kind === undefined || others.length > 0) return 'any'
  if (kind !== 'array') return kind
  return target.items && kindOf(document, target.items) === 'string' ? 'strings' : 'any'
}

/** The names of `models.ts` in a type expression. */
export function namesIn(type: string): readonly string[] {
  return (
    type
      .replace(/'[^']*'/g, '')
      .match(/\b[A-Z]\w*/g)
      ?.filter((name) => name !== 'Record') ?? []
  )
}

const isRequired = (schema: Schema, key: string) => schema.required?.includes(key) === true

const literal = (value: unknown) => (typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value))
