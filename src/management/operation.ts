/**
 * Runs one operation of the OpenAPI document: the generated classes only name it, the generated routes say what it is.
 *
 *   1. Path, query and body are put together. A name that the server would ignore is refused, a field that it would take
 *      for empty when it is missing, and a value that it would read as another, or not at all.
 *   2. The call goes out with the retry rule and time limit of the operation.
 *   3. A 2xx answer that reports a failure all the same (207, `success: false`, `enabled: false`) becomes an error.
 *   4. The wanted member is taken out, and lists that the server sends as `null` become `[]`. Nothing else is taken away.
 */

import { describe } from '../base/describe.ts'
import { millisOfDate } from '../base/kinds.ts'
import { abortSignal, checkNames, milliseconds, readOptions, unchecked } from '../base/options.ts'
import { boundedItem } from '../base/refusing.ts'
import {
  type ArcErrorDetails,
  ArcFeatureUnavailableError,
  ArcPermissionError,
  ArcServerError,
  ArcUsageError,
  ArcValidationError,
} from '../errors.ts'
import { notArc } from '../transport/error-response.ts'
import type { ArcHttp } from '../transport/http.ts'
import { pathSegment } from '../transport/path.ts'

/** What the generated code knows about an operation. */
export interface OperationSpec extends Route {
  /** `retention.create`: names the tracing span. */
  readonly id: string
}

/** An operation but for its id. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `{placeholders}`. */
  readonly path: string
  /** The query parameters, in the notation of `fields`. Without it there are none. */
  readonly query?: string
  /**
   * The body's top-level fields, separated by spaces: a name, a colon and what it holds if that is not a string, then `!` if
   * it must be given, `?` if it may be null, `*` if the operation reaches further without it. Without it any are sent.
   */
  readonly fields?: string
  /** Fields that only the server sets: it ignores them in an object that was read, changed and sent back. */
  readonly readOnly?: string
  /** The configuration key that switches it on. */
  readonly configKey?: string
  /** The licence it needs. */
  readonly license?: string
  /** The release of the server that brought the operation. */
  readonly since?: string
  /** A permission that later releases ask for, and the first that does: `admin 26.09.3`. */
  readonly permissionSince?: string
  /** Sent once at most. Without it the operation can be repeated safely. */
  readonly retry?: 'never'
  /** The member of the response to return. */
  readonly unwrap?: string
  /** Paths in the returned value where `null` means an empty list: `''`, `tag_columns`, `[].tag_columns`. */
  readonly lists?: readonly string[]
  /** The server runs it synchronously, possibly for minutes. */
  readonly longRunning?: true
  /** The answer is text, not JSON. */
  readonly text?: true
  /** A 200 that only says `enabled: false` is an error. */
  readonly throwIfDisabled?: true
}

/** The arguments of one call. */
export interface OperationInput {
  readonly path?: Readonly<Record<string, string | number>>
  readonly query?: object | undefined
  /** Sent as JSON. */
  readonly body?: unknown
}

/** The last argument of every management method. */
export interface CallOptions {
  /** Stops waiting; the server may carry on. @default none */
  readonly signal?: AbortSignal | undefined
  /**
   * Time limit of this call, in milliseconds, instead of the client's.
   * @default the client's `timeoutMs` or `longRunningTimeoutMs`
   */
  readonly timeoutMs?: number | undefined
  /**
   * Time limit of each attempt, in milliseconds, after which a call that can be repeated is sent again, as the client's `retry`
   * says. @default the client's `attemptTimeoutMs`; none of operations that may take minutes
   */
  readonly attemptTimeoutMs?: number | undefined
  /**
   * What a newer server knows and this version does not: members of the body, or parameters of a call without one. Sent as it
   * is; an older server ignores it without a word. @default none
   */
  readonly extra?: Readonly<Record<string, unknown>> | undefined
}

/**
 * How generated classes call the server: by the operation's id, such as `retention.create`. The contract tests ensure that
 * responses have the documented type.
 */
export type OperationCaller = <Result>(id: string, input: OperationInput, options?: CallOptions) => Promise<Result>

const callOptions = {
  signal: abortSignal,
  timeoutMs: milliseconds(),
  attemptTimeoutMs: milliseconds(),
  extra: unchecked(),
} satisfies Record<keyof CallOptions, unknown>

/**
 * Calls one operation and returns what its document promises.
 *
 * @throws ArcValidationError for an argument that no server could read; otherwise the `ArcError` of the answer.
 */
export async function callOperation<Result>(
  http: ArcHttp,
  spec: OperationSpec,
  input: OperationInput,
  options: CallOptions = {},
): Promise<Result> {
  const { signal, timeoutMs, attemptTimeoutMs, extra } = readOptions(options, callOptions)
  checkInput(spec, input)
  const { query, body } = withExtra(spec, input, extra)
  const path = pathOf(spec, { ...input, query })
  const response = await http
    .request({
      operation: spec.id,
      method: spec.method,
      path,
      body: body === undefined ? undefined : jsonOf(spec, body),
      // Management routes name their database in the path, the query or the body.
      database: null,
      signal,
      timeoutMs,
      attemptTimeoutMs,
      kind: spec.longRunning ? 'long-running' : 'management',
      retry: spec.retry ?? 'idempotent',
    })
    .catch((error: unknown) => {
      throw explained(spec, error)
    })
  if (spec.text) return new TextDecoder().decode(await response.bytes()) as Result
  const answer = await response.json()
  try {
    return resultOf(spec, { method: spec.method, path, status: response.status, body: answer }) as Result
  } catch (error) {
    throw response.conceal(error)
  }
}

/** What a 2xx answer says, unless that is a failure. */
function resultOf(spec: OperationSpec, details: ArcErrorDetails & { readonly path: string }): unknown {
  const { status, body } = details
  const isList = spec.lists?.includes('') === true && spec.unwrap === undefined
  if (isList ? body !== null && !Array.isArray(body) : !isRecord(body)) {
    throw notArc(details, `it is not what ${spec.id} answers`)
  }
  const { success, error, enabled, reason } = isRecord(body) ? body : {}
  // Before `success`: newer servers say that a feature is off with `success: false` beside `enabled: false`.
  if (enabled !== false && (status === 207 || success === false)) {
    throw new ArcServerError(`${spec.id} was done in part: ${String(error)}. The answer is in error.body`, {
      ...details,
      origin: 'arc',
      mayHaveArrived: true,
    })
  }
  if (spec.throwIfDisabled && enabled === false) {
    throw unavailable(
      spec,
      new ArcFeatureUnavailableError(`${String(reason)} (${spec.id})`, { ...details, origin: 'arc' }),
    )
  }
  const wanted = spec.unwrap === undefined ? body : isRecord(body) ? body[spec.unwrap] : undefined
  if (spec.unwrap !== undefined && wanted === undefined) {
    throw notArc(details, `it has no "${spec.unwrap}"`)
  }
  const filled = fillLists(wanted, spec.lists ?? [])
  return spec.unwrap === undefined ? filled : withOthers(filled, spec.unwrap, body as object)
}

/**
 * What stands beside the wanted member is there for who looks for it, out of sight for loops, comparisons and JSON: most
 * often it is only `success` and `count`, but the next server may say there that a list is not whole.
 */
function withOthers(wanted: unknown, unwrap: string, body: object): unknown {
  if (typeof wanted !== 'object' || wanted === null) return wanted
  for (const [name, value] of Object.entries(body)) {
    if (name !== unwrap && !(name in wanted)) Object.defineProperty(wanted, name, { value, configurable: true })
  }
  return wanted
}

/** The error, with what the settings and the releases of the server have to do with it. */
function explained(spec: OperationSpec, error: unknown): unknown {
  const { id, permissionSince } = spec
  if (error instanceof ArcFeatureUnavailableError) return unavailable(spec, error)
  if (error instanceof ArcPermissionError && permissionSince !== undefined) {
    const [permission, release] = permissionSince.split(' ')
    const hint = `Since Arc ${release} ${id} needs the '${permission}' permission: auth.updateToken gives it to a token`
    return new ArcPermissionError(`${error.message}. ${hint}`, { ...error })
  }
  return error
}

/** The error, with what the operation needs. */
function unavailable({ id, configKey, license, since }: OperationSpec, error: ArcFeatureUnavailableError): unknown {
  const needs = [
    since && error.status === 404 && `Arc ${since} or newer`,
    license && `an enterprise license with '${license}'`,
    configKey && `${configKey} = true in arc.toml (ARC_${configKey.toUpperCase().replaceAll('.', '_')})`,
  ].filter(Boolean)
  if (needs.length === 0) return error
  const feature = id.split('.')[0]
  return new ArcFeatureUnavailableError(`${error.message}. ${id} needs ${needs.join(' and ')}`, {
    ...{ ...error, feature, configKey, license },
  })
}

/** The input with what this version does not know; what it does know belongs where it is checked. */
function withExtra(
  { id, query = '', fields = '' }: OperationSpec,
  input: OperationInput,
  extra: unknown,
): OperationInput {
  if (extra === undefined) return input
  if (!isRecord(extra)) throw new ArcUsageError(`${id}: extra is ${describe(extra)}; give an object`)
  const known = (input.body === undefined ? query : fields).split(' ').map((name) => name.replace(/\W.*/, ''))
  const misplaced = Object.keys(extra).find((name) => known.includes(name))
  if (misplaced !== undefined) throw new ArcUsageError(`${id}: ${misplaced} is nothing extra; give it with the others`)
  return input.body === undefined
    ? { ...input, query: { ...input.query, ...extra } }
    : { ...input, body: { ...input.body, ...extra } }
}

/**
 * The server ignores what it does not know: a misspelt `database` would compact them all. And it takes what is missing, null
 * or of another type for nothing: a policy without a `database` would delete from all, `'false'` would confirm.
 */
function checkInput({ id, query = '', fields, readOnly }: OperationSpec, input: OperationInput): void {
  checkFields(id, 'parameter', query, input.query ?? {})
  if (fields === undefined) return
  const ignored = readOnly?.split(' ') ?? []
  const body = isRecord(input.body) ? Object.entries(input.body).filter(([name]) => !ignored.includes(name)) : undefined
  checkFields(id, 'field', fields, body ? Object.fromEntries(body) : (input.body ?? {}))
}

function checkFields(id: string, what: 'parameter' | 'field', notation: string, given: unknown): void {
  if (!isRecord(given)) throw new ArcValidationError(`${id} takes an object, not ${describe(given)}`)
  const fields = [...notation.matchAll(/(\w+)(?::(\w+))?([!?*]*)/g)]
  const names = fields.map(([, name = '']) => name)
  checkNames(given, names, `${id}: there is no ${what}`)
  for (const [, name = '', kind = 'string', marks = ''] of fields) {
    const refuse = (says: string) => new ArcValidationError(`${id}: ${name} ${says}`)
    const value = given[name]
    const isNothing = value === undefined || value === ''
    if (isNothing && marks.includes('!')) throw refuse('is missing; give a value')
    if (isNothing && marks.includes('*') && name in given) {
      throw refuse(`is ${describe(value)}, and without it the call reaches further; name it, or leave it out`)
    }
    if (value === null && !marks.includes('?')) {
      throw refuse(`cannot be null; give a value${marks.includes('!') ? '' : ' or leave it out'}`)
    }
    const expected = kinds[kind]
    if (value === undefined || value === null || expected === undefined || expected.holds(value)) continue
    throw refuse(`is ${describe(value)}; give ${expected.words}`)
  }
}

/** What a field of each kind holds. What is inside an object the server checks. */
const kinds: Readonly<Record<string, { readonly words: string; readonly holds: (value: unknown) => boolean }>> = {
  string: { words: 'a string', holds: (value) => typeof value === 'string' },
  boolean: { words: 'true or false, without quotes', holds: (value) => typeof value === 'boolean' },
  integer: {
    words: 'a whole number, without quotes',
    holds: (value) => Number.isSafeInteger(typeof value === 'bigint' ? Number(value) : value),
  },
  number: { words: 'a finite number, without quotes', holds: Number.isFinite },
  strings: {
    words: 'an array of strings',
    holds: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  },
  object: { words: 'an object', holds: (value) => Object.prototype.toString.call(value) === '[object Object]' },
}

function pathOf(spec: OperationSpec, input: OperationInput): string {
  const path = spec.path.replace(/\{(\w+)\}/g, (_, name: string) => pathSegment(spec.id, name, input.path?.[name]))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value === undefined) continue
    // Of `extra`, which no schema describes.
    if (!['string', 'boolean', 'bigint'].includes(typeof value) && !Number.isFinite(value)) {
      throw new ArcValidationError(`${spec.id}: ${name} is ${describe(value)}; give a string, a number or a boolean`)
    }
    query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}

/** A body as JSON. What JSON writes as `null`, the server reads as zero: a buffer of NaN days would be none. */
function jsonOf(spec: OperationSpec, body: unknown): string {
  return JSON.stringify(body, function (this: Readonly<Record<string, unknown>>, name, value: unknown) {
    if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value)
    const given = this[name]
    if (
      typeof value === 'bigint' ||
      (typeof value === 'number' && !Number.isFinite(value)) ||
      (value === null && typeof given === 'object' && given !== null && millisOfDate(given) !== undefined)
    ) {
      throw new ArcValidationError(`${spec.id}: ${name} is ${String(given)}, which JSON cannot carry`)
    }
    return boundedItem(name, value)
  })
}

function fillLists(value: unknown, paths: readonly string[]): unknown {
  return paths.reduce<unknown>((filled, path) => fill(filled, path === '' ? [] : path.split('.')), value)
}

/** The value with `[]` where `steps` lead to `null`. A member that is absent stays absent. */
function fill(value: unknown, steps: readonly string[]): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return value ?? []
  if (step === '[]') return Array.isArray(value) ? value.map((item: unknown) => fill(item, rest)) : value
  return isRecord(value) && step in value ? { ...value, [step]: fill(value[step], rest) } : value
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
