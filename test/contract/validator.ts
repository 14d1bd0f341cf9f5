/** The document as a judge: finds the operation of an exchange, and checks its request and answer with ajv. */
import type { ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import {
  type Answer,
  type Document,
  loadDocument,
  type Operation,
  operationsOf,
  resolveAnswer,
  type Schema,
} from '../../scripts/generate/document.ts'
import type { RecordedRequest, RecordedResponse } from './exchanges.ts'
import { bytesOf, jsonOf } from './exchanges.ts'

export class Validator {
  readonly document: Document
  readonly operations: readonly Operation[]
  readonly #ajv: Ajv2020
  readonly #compiled = new Map<Schema, ValidateFunction>()

  static async load(root = 'openapi/arc.yaml'): Promise<Validator> {
    return new Validator(await loadDocument(root))
  }

  constructor(document: Document) {
    this.document = document
    this.operations = operationsOf(document)
    this.#ajv = new Ajv2020({
      strict: true,
      strictTypes: false,
      strictRequired: false,
      allErrors: false,
      allowUnionTypes: true,
    })
    // ajv-formats is CommonJS: its types put the function one level deeper than Node does.
    ;(addFormats as unknown as (ajv: Ajv2020) => void)(this.#ajv)
    for (const format of ['int64', 'binary']) this.#ajv.addFormat(format, true)
    for (const keyword of ['x-arc-narrows', 'x-arc-null-as-empty', 'x-arc-since', 'x-arc-until'])
      this.#ajv.addKeyword(keyword)
    this.#ajv.addSchema(withAjvRefs({ $id: 'arc', $defs: document.components.schemas }))
  }

  /** The operation of a request, static paths before those with parameters, as the server routes. */
  find(method: string, path: string): Operation | undefined {
    const [pathname = ''] = path.split('?')
    return this.operations
      .filter((operation) => operation.method === method && pathPattern(operation).test(pathname))
      .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0]
  }

  /** Why the document refuses a request, or `undefined` if it accepts it. */
  requestProblem(operation: Operation, request: RecordedRequest): string | undefined {
    return this.#parameterProblem(operation, request) ?? this.#bodyProblem(operation, request)
  }

  /** Why an answer is not what the document says for its status, or `undefined` if it is. */
  responseProblem(operation: Operation, response: RecordedResponse): string | undefined {
    const answer = this.answerFor(operation, response.status)
    if (answer === undefined) return `status ${response.status} is not documented`
    const type = response.headers['content-type']?.split(';')[0]
    if (type === undefined) return answer.content === undefined ? undefined : 'an empty answer is not documented'
    const media = answer.content?.[type]
    if (media === undefined) {
      // Middleware answers in JSON whatever the route speaks (docs/wire-notes.md#error-envelopes).
      return `${response.status} ${type} is not documented`
    }
    const body = jsonOf(response)
    return body === undefined ? undefined : this.problem(media.schema, body)
  }

  /** The documented answer for a status: its own, else the default. */
  answerFor(operation: Operation, status: number): Answer | undefined {
    const answer = operation.responses[status] ?? (status >= 400 ? operation.responses.default : undefined)
    return answer && resolveAnswer(this.document, answer)
  }

  /** Why a value does not fit a schema, or `undefined` if it does. */
  problem(schema: Schema, value: unknown): string | undefined {
    const validate = this.#compiled.get(schema) ?? this.#compile(schema)
    return validate(value) ? undefined : this.#ajv.errorsText(validate.errors)
  }

  #compile(schema: Schema): ValidateFunction {
    const validate = this.#ajv.compile(withAjvRefs(schema))
    this.#compiled.set(schema, validate)
    return validate
  }

  #parameterProblem(operation: Operation, request: RecordedRequest): string | undefined {
    const [pathname = '', search] = request.path.split('?')
    const query = new URLSearchParams(search)
    const pathValues = pathPattern(operation).exec(pathname)?.groups ?? {}
    const known = new Set(operation.parameters?.filter((parameter) => parameter.in === 'query').map(({ name }) => name))
    const unknown = [...query.keys()].find((name) => !known.has(name))
    if (unknown !== undefined) return `query parameter ${unknown} is not documented`
    for (const parameter of operation.parameters ?? []) {
      const raw =
        parameter.in === 'path'
          ? pathValues[parameter.name]
          : parameter.in === 'query'
            ? (query.get(parameter.name) ?? undefined)
            : request.headers?.[parameter.name]
      if (raw === undefined) {
        if (parameter.required) return `${parameter.in} parameter ${parameter.name} is missing`
        continue
      }
      const problem = this.problem(parameter.schema, coerce(raw, parameter.schema))
      if (problem !== undefined) return `${parameter.in} parameter ${parameter.name}: ${problem}`
    }
    return undefined
  }

  #bodyProblem(operation: Operation, request: RecordedRequest): string | undefined {
    const content = operation.requestBody?.content['application/json']
    if (content === undefined) {
      return operation.requestBody?.required && !bytesOf(request)?.length ? 'the body is missing' : undefined
    }
    if (request.json === undefined && request.text === undefined) {
      return operation.requestBody?.required ? 'the body is missing' : undefined
    }
    if (!request.headers?.['content-type']?.endsWith('json')) return 'the Content-Type is not JSON'
    if (request.json !== undefined) return this.problem(content.schema, request.json)
    try {
      return this.problem(content.schema, JSON.parse(request.text ?? ''))
    } catch {
      return 'the body is not JSON'
    }
  }
}

/** The same schema, with its references where ajv finds them. */
function withAjvRefs<T extends object>(schema: T): T {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"arc#/$defs/'))
}

/** The path of an operation as a pattern with named groups. */
export function pathPattern(operation: Operation): RegExp {
  return new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
}

/** A parameter's text as the value its schema speaks of. */
function coerce(raw: string, schema: Schema): unknown {
  if ((schema.type === 'integer' || schema.type === 'number') && /^-?\d+(\.\d+)?$/.test(raw)) return Number(raw)
  if (schema.type === 'boolean' && /^(true|false)$/.test(raw)) return raw === 'true'
  return raw
}
