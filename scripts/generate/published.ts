/** The document as others get it. */
import { type Document, isRecord, operationsOf, reachedFrom, refsIn } from './document.ts'

/**
 * The document for whoever validates with it: requests closed, because the server ignores what it does not know without a
 * word; answers open, because the next server says more.
 */
export function published(document: Document): Document {
  const requests = operationsOf(document).map(({ parameters, requestBody }) => ({ parameters, requestBody }))
  const closed = reachedFrom(document, refsIn(requests))
  const { schemas, responses = {} } = document.components
  return {
    ...document,
    paths: mapped(document.paths, (item) =>
      mapped(item, (operation) => ({ ...operation, responses: opened(operation.responses) })),
    ),
    components: {
      ...document.components,
      responses: opened(responses),
      schemas: mapped(schemas, (schema, name) => (closed.has(name) ? schema : opened(schema))),
    },
  }
}

/** The part of the document without the word that forbids other members. */
function opened<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map(opened) as Part
  if (!isRecord(part)) return part
  const entries = Object.entries(part).filter(([key, value]) => !(key === 'additionalProperties' && value === false))
  return Object.fromEntries(entries.map(([key, value]) => [key, opened(value)])) as Part
}

function mapped<Value>(object: Readonly<Record<string, Value>>, change: (value: Value, key: string) => Value) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]))
}
