/**
 * Every recorded exchange, three times over: the request and the answer against the document, the generated method against
 * what the document promises, and the raw client against the plain answer.
 */
import { HttpResponse, http as mswHttp } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Operation, Schema } from '../../scripts/generate/document.ts'
import { resolveSchema } from '../../scripts/generate/document.ts'
import { fieldsOf, kindOf, requiredOf } from '../../scripts/generate/types.ts'
import * as errors from '../../src/errors.ts'
import * as generated from '../../src/generated/index.ts'
import type { paths } from '../../src/generated/schema.ts'
import { createApi } from '../../src/management/api.ts'
import { createOperationCaller } from '../../src/management/caller.ts'
import type { OperationCaller } from '../../src/management/operation.ts'
import { resolveConfig } from '../../src/options.ts'
import { ArcHttp } from '../../src/transport/http.ts'
import { bytesOf, exchanges, jsonOf, type RecordedExchange } from './exchanges.ts'
import { knownRoutes, newerRoutes, withoutNames } from './known-routes.ts'
import { pathPattern, Validator } from './validator.ts'
import { beyondSchemas, strictOnPurpose } from './verdicts.ts'

const validator = await Validator.load()
const url = 'http://arc.test:8000'
const http = new ArcHttp(resolveConfig({ url, retry: false }), 'token')
const api = createApi<paths>(http)
const server = setupServer()
const counts = { requests: 0, refused: 0, marked: 0, answers: 0, methods: 0, raw: 0 }

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(async () => {
  server.close()
  await http.close()
  console.log(
    [
      ['operations documented / routes known', `${validator.operations.length} / ${knownRoutes.length}`],
      ['exchanges recorded', exchanges.length],
      ['requests checked', `${counts.requests} (${counts.refused} refused as the server did, ${counts.marked} marked)`],
      ['answers checked against the schema of their status', counts.answers],
      ['replayed through a generated method', counts.methods],
      ['replayed through the raw client', counts.raw],
    ]
      .map(([what, count]) => `  ${String(what).padEnd(52)} ${count}`)
      .join('\n'),
  )
})

test('every route of the server is documented, and no other', () => {
  const documented = validator.operations.map(({ method, path }) => withoutNames(`${method} ${path}`))
  expect([...documented].sort()).toEqual([...knownRoutes, ...Object.keys(newerRoutes).map(withoutNames)].sort())
})

test('what newer releases added says since when', () => {
  const since = validator.operations
    .filter((operation) => operation['x-arc-since'])
    .map(({ method, path, 'x-arc-since': release }) => [withoutNames(`${method} ${path}`), release])
  const known = Object.entries(newerRoutes).map(([route, release]) => [withoutNames(route), release])
  expect(Object.fromEntries(since)).toEqual(Object.fromEntries(known))
})

test('every example in the document was recorded', () => {
  const recorded = new Set(
    exchanges.flatMap(({ request, response }) => [request.json, response.body].map((body) => JSON.stringify(body))),
  )
  const examples = Object.entries(validator.document.components.examples ?? {})
  expect(examples.length).toBeGreaterThan(150)
  expect(examples.filter(([, { value }]) => !recorded.has(JSON.stringify(value))).map(([name]) => name)).toEqual([])
})

test('the marks name recorded exchanges only', () => {
  const ids = new Set(exchanges.map(({ id }) => id))
  const marks = [...Object.keys(strictOnPurpose), ...Object.keys(beyondSchemas)]
  expect(marks.filter((id) => !ids.has(id))).toEqual([])
})

/** Recorded to show what the server does outside its routes. */
const outsideRoutes: ReadonlySet<string> = new Set([
  'system: unknown route',
  'system: unknown route, no token',
  'system: wrong method',
  'system: CORS preflight',
  'system: CORS preflight PATCH',
])

describe.each(exchanges)('$id', (exchange) => {
  const { request, response } = exchange
  const operation = validator.find(request.method, request.path)

  if (operation === undefined) {
    test('is no route, and answered like one', () => {
      expect(outsideRoutes).toContain(exchange.id)
      const schema = validator.document.components.schemas[response.status === 401 ? 'FlaggedError' : 'ErrorBody']
      const body = jsonOf(response)
      if (body !== undefined && schema !== undefined) expect(validator.problem(schema, body)).toBeUndefined()
      counts.answers++
    })
    return
  }

  test('request: the document accepts what the server accepted', () => {
    const problem = validator.requestProblem(operation, request)
    const strict = strictOnPurpose[exchange.id]
    const beyond = beyondSchemas[exchange.id]
    counts.requests++
    if (response.status < 400) {
      expect(problem === undefined, `${problem}; strict: ${strict}`).toBe(strict === undefined)
      if (strict) counts.marked++
    } else if (response.status === 400 || response.status === 422) {
      expect(problem !== undefined, `${problem}; beyond: ${beyond}`).toBe(beyond === undefined)
      if (beyond) counts.marked++
      else counts.refused++
    }
  })

  test('answer: is what the document says for its status', () => {
    expect(validator.responseProblem(operation, response)).toBeUndefined()
    counts.answers++
  })

  if (!operation['x-arc-handwritten']) {
    test('method: returns the documented value, or throws the documented error', async () => {
      const sent = answerWith(exchange)
      const outcome = callMethod(operation, exchange)
      const expected = expectedError(operation, exchange)
      if (expected) await expect(outcome).rejects.toBeInstanceOf(expected)
      else expect(await outcome).toEqual(expectedValue(operation, exchange))
      counts.methods++
      // Of what the server refuses as a bad request, the method refuses most before it is sent.
      if (expected === errors.ArcValidationError && sent.method === undefined) return
      expect(sent.method).toBe(request.method)
      expect(decodeURIComponent(sent.path ?? '')).toBe(decodeURIComponent(request.path))
      if (request.json !== undefined) expect(sent.body).toEqual(completed(operation, exchange))
    })
  }

  test('raw client: hands out the answer as it is', async () => {
    answerWith(exchange)
    const { data, error, response: raw } = await callRaw(operation, exchange)
    expect(raw.status).toBe(response.status)
    const expected = jsonOf(response)
    if (response.status >= 400) {
      expect(data).toBeUndefined()
      if (expected !== undefined) expect(error).toEqual(expected)
    } else if (expected !== undefined) {
      expect(data).toEqual(expected)
    }
    counts.raw++
  })
})

/** Answers the next request as recorded, and keeps what was asked. */
function answerWith(exchange: RecordedExchange): { method?: string; path?: string; body?: unknown } {
  const sent: { method?: string; path?: string; body?: unknown } = {}
  const { status, headers } = exchange.response
  server.resetHandlers(
    mswHttp.all('*', async ({ request }) => {
      const target = new URL(request.url)
      sent.method = request.method
      sent.path = target.pathname + target.search
      sent.body =
        request.headers.get('content-type') === 'application/json'
          ? await request.json().catch(() => undefined)
          : undefined
      const kept = Object.entries(headers).filter(([name]) => !hopByHop.has(name))
      return new HttpResponse(status === 204 ? null : bytesOf(exchange.response), { status, headers: kept })
    }),
  )
  return sent
}

/** Headers that describe the recorded connection. */
const hopByHop: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding', 'connection', 'trailer'])

/** Calls the generated method of an operation with the arguments of a recorded request. */
function callMethod(operation: Operation, exchange: RecordedExchange): Promise<unknown> {
  const { request } = exchange
  const className = `${operation.namespace.charAt(0).toUpperCase()}${operation.namespace.slice(1)}Operations`
  const Class = (generated as unknown as Record<string, new (call: OperationCaller) => Record<string, unknown>>)[
    className
  ]
  if (Class === undefined) throw new Error(`there is no class ${className}`)
  const [pathname = '', search] = request.path.split('?')
  const pathValues = Object.values(pathPattern(operation).exec(pathname)?.groups ?? {})
  const query = Object.fromEntries(
    [...new URLSearchParams(search)].map(([name, text]) => [name, parameterOf(operation, name, text)]),
  )
  const has = (place: string) => operation.parameters?.some((parameter) => parameter.in === place)
  const body = operation.requestBody ? [completed(operation, exchange)] : []
  const instance = new Class(createOperationCaller(http))
  const method = instance[operation.name]
  if (typeof method !== 'function') throw new Error(`there is no method ${operation.operationId}`)
  return method.call(instance, ...pathValues, ...body, ...(has('query') ? [query] : []))
}

/** A query parameter as the method takes it; text that is not of its type stays text. */
function parameterOf(operation: Operation, name: string, text: string): unknown {
  const schema = operation.parameters?.find((parameter) => parameter.name === name)?.schema
  const kind = schema && kindOf(validator.document, schema)
  if (kind === 'integer' && Number.isInteger(Number(text))) return Number(text)
  return kind === 'boolean' && /^(true|false)$/.test(text) ? text === 'true' : text
}

/** The recorded body, with something in each field that the method refuses to leave out or empty. */
function completed(operation: Operation, { request }: RecordedExchange): unknown {
  const schema = operation.requestBody?.content['application/json']?.schema
  const required = schema === undefined ? [] : requiredOf(validator.document, schema)
  const body: Record<string, unknown> = { ...(request.json as object | undefined) }
  const fields = (schema && fieldsOf(validator.document, schema)) ?? {}
  const filler: Readonly<Record<string, unknown>> = { integer: 1, number: 1, boolean: false, strings: ['read'] }
  for (const name of required) {
    if (body[name] !== undefined && body[name] !== '') continue
    body[name] = filler[kindOf(validator.document, fields[name] ?? {})] ?? 'given'
  }
  return body
}

function callRaw(operation: Operation, { request, response }: RecordedExchange) {
  const [pathname = '', search] = request.path.split('?')
  const binary = jsonOf(response) === undefined
  const init = {
    params: {
      path: pathPattern(operation).exec(pathname)?.groups ?? {},
      query: Object.fromEntries(new URLSearchParams(search)),
    },
    headers: { ...request.headers, 'x-big': null, 'content-length': null },
    body: bytesOf(request),
    bodySerializer: (bytes: unknown) => bytes,
    parseAs: binary ? 'arrayBuffer' : 'json',
  }
  const call = api.request as (
    method: string,
    path: string,
    init: unknown,
  ) => Promise<{ data?: unknown; error?: unknown; response: Response }>
  return call(operation.method.toLowerCase(), operation.path, init)
}

/** The value the document promises: the wanted member, with lists where `null` stands for one. */
function expectedValue(operation: Operation, { response }: RecordedExchange): unknown {
  const media = operation.responses[response.status]?.content?.['application/json']
  const body = jsonOf(response)
  const filled = media === undefined ? body : withLists(media.schema, body)
  const unwrap = operation['x-arc-unwrap']
  return unwrap === undefined ? filled : (filled as Record<string, unknown>)[unwrap]
}

function withLists(schema: Schema, value: unknown): unknown {
  const target = resolveSchema(validator.document, schema)
  const branch = (target.anyOf ?? target.oneOf)?.find((part) => validator.problem(part, value) === undefined)
  if (branch) return withLists(branch, value)
  if (value === null) return target['x-arc-null-as-empty'] ? [] : null
  if (Array.isArray(value)) return value.map((item) => (target.items ? withLists(target.items, item) : item))
  if (typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value as object).map(([key, member]) => {
      const property = target.properties?.[key]
      return [key, property ? withLists(property, member) : member]
    }),
  )
}

/** The class an answer must become, from the table in the documentation of errors. */
function expectedError(operation: Operation, { response }: RecordedExchange) {
  const { status } = response
  const body = jsonOf(response) as { error?: unknown; enabled?: unknown } | undefined
  const text = String(body?.error)
  if (status === 200 && body?.enabled === false && operation['x-arc-disabled'] === 'throw') {
    return errors.ArcFeatureUnavailableError
  }
  if (status < 400) return undefined
  if (/^Cannot [A-Z]+ |requires an enterprise license|enterprise license required|disabled/.test(text)) {
    return errors.ArcFeatureUnavailableError
  }
  if (/already exists|already registered|UNIQUE constraint/.test(text)) return errors.ArcConflictError
  const classes: Readonly<Record<number, new (message: string) => errors.ArcError>> = {
    400: errors.ArcValidationError,
    401: errors.ArcAuthenticationError,
    403: errors.ArcPermissionError,
    404: errors.ArcNotFoundError,
    409: errors.ArcConflictError,
    429: errors.ArcRateLimitError,
    500: errors.ArcServerError,
    503: errors.ArcServerError,
  }
  return classes[status]
}
