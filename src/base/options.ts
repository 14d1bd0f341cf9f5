/**
 * What every call does with its options: a name that does not exist is refused, since a misspelt `database` would send rows to
 * another one; a value that the option does not take is refused; what is left out gets its default.
 */
import { ArcUsageError } from '../errors.ts'
import { describe } from './describe.ts'
import { refusing } from './refusing.ts'

/** Gives the value of an option, or its default if that is undefined. Throws for a value that it does not take. */
export type OptionRule<Value = unknown> = (value: unknown, name: string) => Value

/** The options that these rules read. */
export type OptionsBy<Rules> = {
  readonly [Name in keyof Rules]: Rules[Name] extends OptionRule<infer Value> ? Value : never
}

/**
 * A copy of the options, checked, with their defaults.
 *
 * @param within - The option that they are the value of, if that is what they are: `retry`.
 * @throws ArcUsageError for what is no object of options, for an unknown name, and for a value that its rule refuses.
 */
export function readOptions<const Rules extends Readonly<Record<string, OptionRule>>>(
  given: unknown,
  rules: Rules,
  within?: string,
): OptionsBy<Rules> {
  return refusing(within ?? 'the call', () => {
    checkNames(given, Object.keys(rules), undefined, within)
    const values = given as Readonly<Record<string, unknown>>
    const prefix = within === undefined ? '' : `${within}.`
    // Not what a script added to all objects.
    const ownValue = (name: string) =>
      Object.hasOwn(values, name) || !(name in Object.prototype) ? values[name] : undefined
    const read = Object.entries(rules).map(([name, rule]) => [name, rule(ownValue(name), prefix + name)])
    return Object.fromEntries(read) as OptionsBy<Rules>
  })
}

/**
 * Refuses what is no object of options, and names that are not known, with the nearest that is.
 *
 * @param what - What is unknown, to begin the message with.
 * @param within - As of {@link readOptions}.
 * @throws ArcUsageError
 */
export function checkNames(
  given: unknown,
  known: Iterable<string>,
  what = 'Unknown option',
  within?: string,
): asserts given is object {
  // An array, or a Map, whose entries are not in its properties.
  if (typeof given !== 'object' || given === null || Symbol.iterator in given) {
    const subject = within === undefined ? 'the options are' : `${within} is`
    throw new ArcUsageError(`${subject} ${describe(given)}; give an object, or leave ${within ? 'it' : 'them'} out`)
  }
  const names = [...known]
  const unknown = Object.keys(given).find((name) => !names.includes(name))
  if (unknown === undefined) return
  const near = nearestName(unknown, names)
  const hint = near === undefined ? '; known' : `; did you mean ${describe(near)}? Known`
  throw new ArcUsageError(`${what} ${describe(unknown)}${hint} are: ${names.join(', ')}`)
}

/** The name that `given` may be a slip of: one that differs by less than half of it, whatever the case. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  const [text, most] = [given.toLowerCase(), Math.min(given.length / 2, 4)]
  // Longer than any name.
  if (text.length > 64) return undefined
  const [near] = known
    .map((name) => ({ name, edits: editsBetween(text, name.toLowerCase()) }))
    .filter(({ edits }) => edits < most)
    .sort((a, b) => a.edits - b.edits)
  return near?.name
}

/** How many letters must be put in, taken out or replaced to make one text of the other. */
function editsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (const letter of from) {
    const above = row
    row = [(above[0] ?? 0) + 1]
    for (let i = 0; i < to.length; i++) {
      const replaced = (above[i] ?? 0) + (letter === to[i] ? 0 : 1)
      row.push(Math.min(replaced, (above[i + 1] ?? 0) + 1, (row[i] ?? 0) + 1))
    }
  }
  return row.at(-1) ?? 0
}

/** The refusal of a value: `timeoutMs is "5"; give milliseconds`. */
export function wrongOption(name: string, value: unknown, wanted: string): ArcUsageError {
  return new ArcUsageError(`${name} is ${describe(value)}; give ${wanted}`)
}

/** An option for values that `isOne` of. `wanted` ends the sentence of its refusal. */
/* @__NO_SIDE_EFFECTS__ */
export function option<Value, Default = undefined>(
  wanted: string,
  isOne: (value: unknown) => boolean,
  fallback?: Default,
): OptionRule<Value | Default> {
  return (value, name) => {
    if (value === undefined) return fallback as Default
    if (isOne(value)) return value as Value
    throw wrongOption(name, value, wanted)
  }
}

/** A time limit or a pause that is one. */
export const milliseconds = /* @__NO_SIDE_EFFECTS__ */ <Default = undefined>(fallback?: Default) =>
  option<number, Default>('milliseconds, more than 0, or Infinity', (value) => isAmount(value) && value > 0, fallback)

/** How many of `unit` there are, 0 and Infinity among them. */
export const amount = /* @__NO_SIDE_EFFECTS__ */ <Default = undefined>(unit: string, fallback?: Default) =>
  option<number, Default>(`${unit}, 0 or more`, isAmount, fallback)

/** A whole number from 1 on. */
export const count = /* @__NO_SIDE_EFFECTS__ */ <Default = undefined>(
  fallback?: Default,
  most = Number.POSITIVE_INFINITY,
) =>
  option<number, Default>(
    most === Number.POSITIVE_INFINITY ? 'a whole number, 1 or more' : `a whole number from 1 to ${most}`,
    (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most,
    fallback,
  )

export const flag = /* @__NO_SIDE_EFFECTS__ */ <Default = undefined>(fallback?: Default) =>
  option<boolean, Default>('true or false', (value) => typeof value === 'boolean', fallback)

/** One of a few values. */
export const oneOf = /* @__NO_SIDE_EFFECTS__ */ <const Value, Default extends Value | undefined = undefined>(
  values: readonly Value[],
  fallback?: Default,
) =>
  option<Value, Default>(
    values
      .map(describe)
      .join(', ')
      .replace(/, (?=[^,]*$)/, ' or '),
    (value) => values.includes(value as Value),
    fallback,
  )

export const callback = /* @__NO_SIDE_EFFECTS__ */ <Value>() =>
  option<Value>('a function', (value) => typeof value === 'function')

/** An object that has these methods. */
export const withMethods = /* @__NO_SIDE_EFFECTS__ */ <Value>(...methods: readonly (keyof Value & string)[]) =>
  option<Value>(`an object with the methods ${methods.join(', ')}`, (value) =>
    methods.every((method) => typeof (value as Value | null)?.[method] === 'function'),
  )

export const abortSignal = option<AbortSignal>(
  'an AbortSignal',
  (value) => typeof (value as Partial<AbortSignal> | null)?.throwIfAborted === 'function',
)

/** An option that is checked where it is used. */
export const unchecked: <Value>() => OptionRule<Value | undefined> = /* @__NO_SIDE_EFFECTS__ */ () => (value) =>
  value as never

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0
}
