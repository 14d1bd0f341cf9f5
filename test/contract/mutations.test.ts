/**
 * The test of the test: a recorded answer that is changed in one place must not pass. Every answer is changed in every
 * place the document speaks of: required members are taken out, values change their type, constants and enums their value.
 */
import { afterAll, expect, test } from 'vitest'
import { resolveSchema, type Schema } from '../../scripts/generate/document.ts'
import { exchanges, jsonOf } from './exchanges.ts'
import { Validator } from './validator.ts'

const validator = await Validator.load()
let caught = 0

afterAll(() => console.log(`  ${'changed answers, all refused'.padEnd(52)} ${caught}`))

const answers = exchanges.flatMap(({ id, request, response }) => {
  const operation = validator.find(request.method, request.path)
  const body = jsonOf(response)
  if (operation === undefined || body === undefined) return []
  const schema = validator.answerFor(operation, response.status)?.content?.['application/json']?.schema
  return schema === undefined ? [] : [{ id, schema, body }]
})

test.each(answers)('$id: no change goes unnoticed', ({ schema, body }) => {
  const unnoticed: string[] = []
  let changes = 0
  for (const { path, value } of mutationsOf(schema, body)) {
    changes++
    if (validator.problem(schema, value) === undefined) unnoticed.push(path)
  }
  caught += changes - unnoticed.length
  expect(unnoticed).toEqual([])
})

test('answers of every shape are changed, thousands of times in all', () => {
  expect(answers.length).toBeGreaterThan(230)
  expect(answers.flatMap(({ schema, body }) => [...mutationsOf(schema, body)]).length).toBeGreaterThan(4_000)
})

interface Mutation {
  readonly path: string
  readonly value: unknown
}

/** The value with one change each. */
function* mutationsOf(schema: Schema, value: unknown, path = '$'): Generator<Mutation> {
  const target = branchOf(resolveSchema(validator.document, schema), value)
  if (target.type === undefined && !('const' in target) && target.enum === undefined) return
  yield { path: `${path} has another type`, value: ofAnotherType(target, value) }
  if ('const' in target || target.enum !== undefined)
    yield { path: `${path} has another value`, value: anotherValue(value) }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      // Long lists are of one kind: the ends stand for the rest.
      if (index > 1 && index < value.length - 1) continue
      for (const inner of mutationsOf(target.items ?? {}, item, `${path}[${index}]`)) {
        yield { path: inner.path, value: value.with(index, inner.value) }
      }
    }
  } else if (isRecord(value)) {
    if (target.additionalProperties === false) {
      yield { path: `${path} has one member more`, value: { ...value, one_member_more: true } }
    }
    for (const [key, member] of Object.entries(value)) {
      if (target.required?.includes(key)) {
        const { [key]: _, ...rest } = value
        yield { path: `${path} without ${key}`, value: rest }
      }
      const property =
        target.properties?.[key] ?? (typeof target.additionalProperties === 'object' ? target.additionalProperties : {})
      for (const inner of mutationsOf(property, member, `${path}.${key}`)) {
        yield { path: inner.path, value: { ...value, [key]: inner.value } }
      }
    }
  }
}

/** Of several possible shapes, the one that the value has. */
function branchOf(schema: Schema, value: unknown): Schema {
  const branch = (schema.anyOf ?? schema.oneOf)?.find((part) => validator.problem(part, value) === undefined)
  return branch === undefined ? schema : branchOf(resolveSchema(validator.document, branch), value)
}

/** A value that no schema for the old one accepts; `null` may stand where a text may, and the other way round. */
function ofAnotherType(schema: Schema, value: unknown): unknown {
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [typeof value])
  const candidates: readonly [type: string, value: unknown][] = [
    ['string', 'a text'],
    ['number', 4711.5],
    ['boolean', true],
    ['object', { unexpected: true }],
  ]
  return candidates.find(([type]) => !types.includes(type) && !(type === 'number' && types.includes('integer')))?.[1]
}

const anotherValue = (value: unknown) => (typeof value === 'boolean' ? !value : `not ${String(value)}`)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
