/**
 * Formats values without a JavaScript equivalent as the server's MessagePack does (docs/wire-notes.md#cell-types), so that
 * `stream` and `rows` agree. Nested values become JSON text exactly as Go writes it. Reads Arrow's buffers directly, because
 * apache-arrow's getters round instants to milliseconds.
 */
import type { Data, DataType, Union, Vector } from 'apache-arrow'
import { isoDay } from '../../base/instants.ts'
import type { ArrowPackage } from '../../transport/arrow-package.ts'
import { instantText, toNanos } from '../instant-text.ts'

/** `10:00:00.000000`, from ticks of 10^-digits seconds since midnight. */
export function timeOfDayText(ticks: bigint, digits: 6 | 9): string {
  const perSecond = 10n ** BigInt(digits)
  const seconds = ticks / perSecond
  const two = (value: bigint) => String(value).padStart(2, '0')
  const clock = `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`
  return `${clock}.${String(ticks % perSecond).padStart(digits, '0')}`
}

/** `{"months":0,"days":1,"nanoseconds":0}`, from Arrow's months, days and the two halves of the nanoseconds. */
export function intervalText(interval: Int32Array): string {
  const [months = 0, days = 0, low = 0, high = 0] = interval
  const nanoseconds = (BigInt(high) << 32n) | BigInt(low >>> 0)
  return `{"months":${months},"days":${days},"nanoseconds":${nanoseconds}}`
}

/** Characters that the nested cells of any result may take, and those for each byte of its batches beyond. */
const FREE_CHARACTERS = 64 * 1024 * 1024
const CHARACTERS_PER_BYTE = 64

/**
 * Writes nested cells as JSON text. What is sent once, a member's name or a text of a dictionary, is written as often as rows
 * refer to it, so that a small batch could fill the memory: there is a limit for each result.
 */
export class JsonTexts {
  readonly arrow: ArrowPackage
  #left = FREE_CHARACTERS

  constructor(arrow: ArrowPackage) {
    this.arrow = arrow
  }

  /** The cells of a column. @throws RangeError */
  read(data: Data): (string | null)[] {
    this.#left += CHARACTERS_PER_BYTE * data.byteLength
    return Array.from({ length: data.length }, (_, row) => (isPresent(data, row) ? jsonText(data, row, this) : null))
  }

  /** Takes a part of a cell. */
  spend(text: string): string {
    this.#left -= text.length
    if (this.#left < 0) throw new RangeError('its nested cells take more text than their bytes allow')
    return text
  }
}

function jsonText(data: Data, row: number, json: JsonTexts): string {
  return json.spend(valueText(data, row, json))
}

function valueText(data: Data, row: number, json: JsonTexts): string {
  const { DataType, TimeUnit } = json.arrow
  const { type, values } = data
  if (!isPresent(data, row)) return 'null'
  if (DataType.isList(type)) return `[${elements(data, row, json).join()}]`
  if (DataType.isFixedSizeList(type)) {
    const child = data.children[0]
    const indices = Array.from({ length: type.listSize }, (_, i) => row * type.listSize + i)
    return `[${indices.map((index) => (child ? jsonText(child, index, json) : 'null')).join()}]`
  }
  if (DataType.isMap(type)) return `[${elements(data, row, json, ['key', 'value']).join()}]`
  if (DataType.isStruct(type)) return structText(data, row, json)
  if (DataType.isUnion(type)) {
    const member = memberOf(data, row)
    return `[${data.typeIds[row]},${member ? jsonText(member, row, json) : 'null'}]`
  }
  if (DataType.isDictionary(type)) return stringText(dictionaryTexts(data.dictionary as Vector)[values[row]] ?? '')
  if (DataType.isTimestamp(type)) return `"${withGoYear(instantText(toNanos(values[row], UNITS[type.unit] ?? 'us')))}"`
  if (DataType.isDate(type)) return `"${withGoYear(isoDay(values[row]))}"`
  if (DataType.isTime(type)) {
    const text = timeOfDayText(BigInt(values[row]), type.unit === TimeUnit.NANOSECOND ? 9 : 6)
    return `"${text.replace(/\.?0+$/, '')}"`
  }
  if (DataType.isInterval(type)) return intervalText(values.subarray(4 * row, 4 * row + 4))
  if (DataType.isDecimal(type)) return `"${decimalText(values.subarray(4 * row, 4 * row + 4), type.scale)}"`
  if (DataType.isBool(type))
    return String((((values[(data.offset + row) >> 3] ?? 0) >> ((data.offset + row) & 7)) & 1) === 1)
  if (DataType.isUtf8(type)) return stringText(utf8.decode(bytesOf(data, row)))
  if (DataType.isBinary(type)) return `"${btoa(String.fromCharCode(...bytesOf(data, row)))}"`
  return numberText(values[row], values instanceof Float32Array)
}

/** Whether the cell in `row` has a value. Under a null a union may hold any type id, which apache-arrow would look up. */
function isPresent(data: Data, row: number): boolean {
  if (!('typeIdToChildIndex' in data.type)) return data.getValid(row)
  const member = memberOf(data, row)
  return member !== undefined && isPresent(member, row)
}

function memberOf(data: Data, row: number): Data | undefined {
  const { typeIdToChildIndex } = data.type as Union
  return data.children[typeIdToChildIndex[data.typeIds[row] ?? 0] ?? -1]
}

const UNITS = ['s', 'ms', 'us', 'ns'] as const
// apache-arrow's own decoder drops a byte order mark at the start of a text.
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const knownTexts = new WeakMap<Vector | Data, readonly (string | null)[]>()

/** The strings of a dictionary, created once, also where it is added to. */
export function dictionaryTexts(dictionary: Vector): readonly (string | null)[] {
  return known(dictionary, () => dictionary.data.flatMap(partTexts))
}

function partTexts(part: Data): readonly (string | null)[] {
  return known(part, () =>
    Array.from({ length: part.length }, (_, row) => (part.getValid(row) ? utf8.decode(bytesOf(part, row)) : null)),
  )
}

function known(key: Vector | Data, read: () => readonly (string | null)[]): readonly (string | null)[] {
  let texts = knownTexts.get(key)
  if (texts === undefined) {
    texts = read()
    knownTexts.set(key, texts)
  }
  return texts
}

/** The bytes of a text or binary cell. */
export function bytesOf(data: Data, row: number): Uint8Array {
  return data.values.subarray(Number(data.valueOffsets[row]), Number(data.valueOffsets[row + 1]))
}

/** The elements of a list; those of a map are structs, whose members the server names itself. */
function elements(data: Data, row: number, json: JsonTexts, names?: readonly string[]): string[] {
  const child = data.children[0]
  const from = Number(data.valueOffsets[row])
  const to = Number(data.valueOffsets[row + 1])
  if (child === undefined) return []
  const texts: string[] = []
  for (let index = from; index < to; index++) {
    texts.push(names === undefined ? jsonText(child, index, json) : structText(child, index, json, names))
  }
  return texts
}

function structText(data: Data, row: number, json: JsonTexts, names?: readonly string[]): string {
  const texts = membersOf(data.type, names).map(({ key, index }) => {
    const child = data.children[index]
    return `${json.spend(key)}:${child ? jsonText(child, row, json) : 'null'}`
  })
  return `{${texts.join()}}`
}

interface Member {
  /** The name as JSON text. */
  readonly key: string
  /** Of its child. */
  readonly index: number
}

const knownMembers = new WeakMap<DataType, readonly Member[]>()

/** The members of a struct as the server sorts them: by the UTF-8 of their names as JSON text, so that `"a b"` comes before `"a"`. */
function membersOf(type: DataType, names?: readonly string[]): readonly Member[] {
  let members = knownMembers.get(type)
  if (members === undefined) {
    members = type.children
      .map((field, index) => {
        // Arrow may leave out a name that is empty.
        const key = stringText(names?.[index] ?? field.name ?? '')
        return { key, index, codePoints: Array.from(key, (char) => char.codePointAt(0) ?? 0) }
      })
      .sort((a, b) => compare(a.codePoints, b.codePoints))
    knownMembers.set(type, members)
  }
  return members
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1)
}

/** All digits, without zeros at the end; from four zeros after the point on with an exponent, as the server has it. */
function decimalText(words: Uint32Array, scale: number): string {
  let value = 0n
  for (let i = 3; i >= 0; i--) value = (value << 32n) | BigInt(words[i] ?? 0)
  value = BigInt.asIntN(128, value)
  const sign = value < 0n ? '-' : ''
  const unsigned = String(value < 0n ? -value : value)
  const significant = unsigned.replace(/0+$/, '')
  const exponent = unsigned.length - 1 - scale
  if (value !== 0n && exponent < -4) {
    const rest = significant.slice(1)
    return `${sign}${significant[0]}${rest && `.${rest}`}e-${String(-exponent).padStart(2, '0')}`
  }
  const digits = unsigned.padStart(scale + 1, '0')
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  const whole = `${sign}${digits.slice(0, digits.length - scale)}`
  return scale === 0 || fraction === '' ? whole : `${whole}.${fraction}`
}

// Go escapes more characters than JSON.stringify with four digits: those special in HTML, \b and \f.
const SPELLED_OTHERWISE = /\\[\\"bf]|[<>&\u2028\u2029]/g

function stringText(value: string): string {
  return JSON.stringify(value).replace(SPELLED_OTHERWISE, (found) => {
    if (found === '\\\\' || found === '\\"') return found
    const code = found === '\\b' ? 8 : found === '\\f' ? 12 : found.charCodeAt(0)
    return `\\u${code.toString(16).padStart(4, '0')}`
  })
}

/** A date or an instant with a year of four digits or as many as it takes, and no plus sign. */
function withGoYear(iso: string): string {
  return iso.replace(/^[+-]0*(\d{4,})-/, (_, year: string) => `${iso.startsWith('-') ? '-' : ''}${year}-`)
}

function numberText(value: number | bigint, single: boolean): string {
  if (typeof value === 'bigint') return String(value)
  if (Number.isNaN(value)) return '"NaN"'
  if (!Number.isFinite(value)) return value > 0 ? '"+Inf"' : '"-Inf"'
  if (Object.is(value, -0)) return '-0'
  const text = String(single ? shortestSingle(value) : value)
  // Go writes exponents with two digits at least.
  return text.replace(/e([+-])(\d)$/, 'e$10$2')
}

/** The double with the fewest digits that rounds to the same single-precision number. */
function shortestSingle(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const candidate = Number(value.toPrecision(digits))
    if (Math.fround(candidate) === value) return candidate
  }
  return value
}
