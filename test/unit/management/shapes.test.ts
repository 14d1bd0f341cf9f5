/** Values of the wrong type, in every parameter and field of every generated method: none may reach the server. */
import { describe, expect, test } from 'vitest'
import { ArcValidationError } from '../../../src/errors.ts'
import { routes } from '../../../src/generated/routes.ts'
import { sql } from '../../../src/index.ts'
import { callOperation, type OperationInput } from '../../../src/management/operation.ts'
import { scripted } from './scripted.ts'

/** What a wrong condition, a form, an environment variable or a slip of the hand yields. */
const shapes: Readonly<Record<string, unknown>> = {
  'the text "false"': 'false',
  'the text "30"': '30',
  'an empty text': '',
  true: true,
  one: 1,
  'a fraction': 1.5,
  NaN: Number.NaN,
  null: null,
  undefined: undefined,
  'an array of a text': ['a'],
  'an array of a number': [1],
  'an object': { a: 1 },
  'a Date': new Date(0),
  'a function': () => true,
  'a String object': new String('a'),
  'a fragment of SQL': sql`true`,
}

const valid: Readonly<Record<string, unknown>> = {
  string: 'a',
  integer: 1,
  number: 1,
  boolean: true,
  strings: ['a'],
  object: {},
}

/** Whether a field of this kind, with these marks, may hold the value: written once more, from what JSON Schema says. */
function mayHold(kind: string, marks: string, value: unknown): boolean {
  if (value === undefined) return !marks.includes('!') && !marks.includes('*')
  if (value === null) return marks.includes('?')
  if (value === '') return kind === 'string' && !marks.includes('!') && !marks.includes('*')
  switch (kind) {
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value)
    case 'strings':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
    case 'object':
      return Object.prototype.toString.call(value) === '[object Object]' && typeof value === 'object'
    default:
      return typeof value === kind
  }
}

interface Field {
  readonly name: string
  readonly kind: string
  readonly marks: string
}

const fieldsIn = (notation = ''): Field[] =>
  notation
    .split(' ')
    .filter(Boolean)
    .map((field) => /^(\w+?)(?::(\w+))?([!?*]*)$/.exec(field) ?? [])
    .map(([, name = '', kind = 'string', marks = '']) => ({ name, kind, marks }))

const required = (fields: readonly Field[]) =>
  Object.fromEntries(fields.filter(({ marks }) => marks.includes('!')).map(({ name, kind }) => [name, valid[kind]]))

describe.each(Object.entries(routes))('%s', (id, route) => {
  const path = Object.fromEntries([...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, 7]))
  const [query, fields] = [fieldsIn(route.query), fieldsIn(route.fields)]
  const input = { path, query: required(query), ...(route.fields && { body: required(fields) }) }

  async function refusal(changed: OperationInput): Promise<unknown> {
    const { http, requests } = scripted({})
    const error = await callOperation(http, { id, ...route }, changed).catch((caught: unknown) => caught)
    if (error instanceof ArcValidationError) expect(requests).toEqual([])
    return requests.length === 0 ? error : undefined
  }

  test('takes what the document says', async () => {
    expect(await refusal(input)).toBeUndefined()
  })

  test.each(Object.entries(shapes))('%s', async (_, shape) => {
    for (const [part, list] of [
      ['query', query],
      ['body', fields],
    ] as const) {
      for (const { name, kind, marks } of list) {
        const error = await refusal({ ...input, [part]: { ...input[part], [name]: shape } })
        const place = `${id} ${part}.${name} (${kind}${marks})`
        if (mayHold(kind, marks, shape)) expect(error, place).toBeUndefined()
        else
          expect(error, place).toMatchObject({
            name: 'ArcValidationError',
            message: expect.stringContaining(`${id}: ${name} `),
          })
      }
    }
    for (const name of Object.keys(path)) {
      if (typeof shape === 'string' ? shape !== '' : shape === 1) continue
      expect(await refusal({ ...input, path: { ...path, [name]: shape as never } }), name).toBeInstanceOf(
        ArcValidationError,
      )
    }
  })
})

describe('SQL is a text that is not blank, or a fragment', () => {
  const definition = {
    name: 'q',
    database: 'd',
    source_measurement: 'm',
    destination_measurement: 'n',
    interval: '1h',
    is_active: true,
  }

  test.each(
    Object.entries(shapes)
      .filter(([name]) => !/^the text|fragment/.test(name))
      .concat([
        [' ', ' '],
        ['a look-alike', { text: 'true' }],
      ]),
  )('%s', async (_, shape) => {
    const { arc, requests } = scripted({})
    const where = shape as string
    const refused = expect.objectContaining({ name: 'ArcValidationError' })
    await expect(arc.delete.rows({ database: 'd', measurement: 'm', where, confirm: true })).rejects.toEqual(refused)
    await expect(arc.continuousQueries.create({ ...definition, query: where })).rejects.toEqual(refused)
    expect(requests).toEqual([])
  })
})
