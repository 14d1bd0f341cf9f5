/**
 * Cells as text. At the top level the server writes JSON itself; what is nested, and what MessagePack has no type for, is
 * printed by its Arrow library, in another style (docs/wire-notes.md#cell-types).
 */
import type { Cells, CellsWith } from './cells.ts'
import { TICKS_PER_SECOND } from './column-kind.ts'
import { decimalText, decimalToFloat } from './decimal.ts'
import { dateText, floatText, intervalText, jsonText, timestampText, timeText } from './go-text.ts'
import { isValid } from './vectors.ts'

/**
 * The JSON of a column's cells, as a string with one character per byte of UTF-8: blobs are dumped into JSON strings as they
 * are, so the document need not be valid UTF-8.
 */
export function jsonCells(cells: Cells, decimalsAreNumbers: boolean): (row: number) => string {
  const value = decimalsAreNumbers && cells.type === 'decimal' ? decimalNumbers(cells) : jsonValues(cells)
  const { type, validity } = cells
  // Arrow's unions have no validity of their own, so a missing one is printed, not null.
  return validity === undefined || type === 'union' ? value : (row) => (isValid(validity, row) ? value(row) : 'null')
}

/** Characters of a text as one character per byte of UTF-8. */
export function byteString(text: string): string {
  return Buffer.from(text).toString('latin1')
}

/** The text that stands for a value in the formats and places that have no better type; never called for nulls, except of unions. */
export function valueText(cells: Cells, row: number): string {
  switch (cells.type) {
    case 'decimal': {
      const { precision, scale } = cells.kind
      return decimalText(unscaledAt(cells, row), precision, scale)
    }
    case 'time':
      return timeText(dayTicks(cells, row), TICKS_PER_SECOND[cells.kind.unit])
    case 'enum':
      return cells.kind.values[Number(cells.values[row])] ?? ''
    case 'union': {
      const member = cells.fields[cells.tags[row] as number]
      const isNull = member === undefined || !isValid(cells.validity, row) || !isValid(member.validity, row)
      return isNull ? '(null)' : nestedText(cells, row)
    }
    default:
      return nestedText(cells, row)
  }
}

/** An unscaled decimal; HUGEINT and UHUGEINT alike are read as signed, as the server does. */
export function unscaledAt({ kind, values }: CellsWith<'decimal'>, row: number): bigint {
  if (kind.bytes !== 16) return BigInt(values[row] as number | bigint)
  return ((values[row * 2 + 1] as bigint) << 64n) | BigInt.asUintN(64, values[row * 2] as bigint)
}

/** As in the binary formats: an integer, or the nearest float64. */
function decimalNumbers(cells: CellsWith<'decimal'>): (row: number) => string {
  const { scale } = cells.kind
  if (scale === 0) return (row) => String(unscaledAt(cells, row))
  return (row) => floatText(decimalToFloat(unscaledAt(cells, row), scale))
}

function jsonValues(cells: Cells): (row: number) => string {
  switch (cells.type) {
    case 'bool': {
      const { values } = cells
      return (row) => (values[row] === 0 ? 'false' : 'true')
    }
    case 'int':
    case 'null': {
      const { values } = cells
      return (row) => String(values[row])
    }
    case 'float': {
      const { values } = cells
      return (row) => {
        const value = values[row] as number
        return Number.isFinite(value) ? floatText(value) : 'null'
      }
    }
    case 'timestamp': {
      const { values } = cells
      const perSecond = TICKS_PER_SECOND[cells.kind.unit]
      return (row) => `"${timestampText(values[row] as bigint, perSecond)}"`
    }
    case 'date': {
      const { values } = cells
      return (row) => `"${dateText(values[row] as number)}"`
    }
    case 'text':
    case 'binary':
    case 'uuid': {
      const { data, offsets } = cells
      const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
      return (row) => JSON.stringify(buffer.toString('latin1', offsets[row], offsets[row + 1]))
    }
    default:
      return (row) => byteString(JSON.stringify(valueText(cells, row)))
  }
}

/** A value inside a list, map or struct, as JSON. */
function nestedText(cells: Cells, row: number): string {
  if (!isValid(cells.validity, row)) return 'null'
  switch (cells.type) {
    case 'bool':
      return cells.values[row] === 0 ? 'false' : 'true'
    case 'int':
    case 'null':
      return String(cells.values[row])
    case 'float':
      return nestedFloat(cells.values[row] as number, cells.kind.bytes)
    case 'date':
      return jsonText(dateText(cells.values[row] as number).slice(0, -'T00:00:00Z'.length))
    case 'timestamp':
      return jsonText(timestampText(cells.values[row] as bigint, TICKS_PER_SECOND[cells.kind.unit]))
    case 'time':
      return jsonText(valueText(cells, row).replace(/\.?0+$/, ''))
    case 'decimal':
    case 'enum':
      return jsonText(valueText(cells, row))
    case 'interval': {
      const { months, days, micros } = cells
      return intervalText(months[row] as number, days[row] as number, micros[row] as bigint)
    }
    case 'text':
    case 'uuid':
      return jsonText(bufferOf(cells, row).toString())
    case 'binary':
      return jsonText(bufferOf(cells, row).toString('base64'))
    case 'list': {
      const { offsets, child } = cells
      return listText(child, offsets[row] as number, offsets[row + 1] as number)
    }
    case 'array': {
      const { child, kind } = cells
      return listText(child, row * kind.length, (row + 1) * kind.length)
    }
    case 'map':
      return mapText(cells, row)
    case 'struct': {
      const { fields, kind } = cells
      // Of two equal keys the last one wins: the server goes through a map. It sorts them by the bytes of their JSON text.
      const byKey = new Map(fields.map((field, index) => [jsonText(kind.fields[index]?.name ?? ''), field]))
      const keys = [...byKey.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      return `{${keys.map((key) => `${key}:${nestedText(byKey.get(key) as Cells, row)}`).join(',')}}`
    }
    case 'union': {
      const { tags, fields } = cells
      const tag = tags[row] as number
      return `[${tag},${nestedText(fields[tag] as Cells, row)}]`
    }
  }
}

function listText(child: Cells, start: number, end: number): string {
  // The server's library writes no intervals at all as null.
  if (start === end && child.type === 'interval') return 'null'
  return `[${Array.from({ length: end - start }, (_, index) => nestedText(child, start + index)).join(',')}]`
}

function mapText({ offsets, key, value }: CellsWith<'map'>, row: number): string {
  const start = offsets[row] as number
  const pairs = Array.from({ length: (offsets[row + 1] as number) - start }, (_, index) => {
    return `{"key":${nestedText(key, start + index)},"value":${nestedText(value, start + index)}}`
  })
  return `[${pairs.join(',')}]`
}

/** Shortest digits; an exponent of at least two digits below 1e-6 and from 1e21 on; NaN and the infinities are strings. */
function nestedFloat(value: number, bytes: 4 | 8): string {
  if (Number.isNaN(value)) return '"NaN"'
  if (!Number.isFinite(value)) return value > 0 ? '"+Inf"' : '"-Inf"'
  const digits = bytes === 4 ? shortestFloat32(value) : value
  const magnitude = Math.abs(digits)
  if (magnitude === 0 || (magnitude >= 1e-6 && magnitude < 1e21)) return floatText(digits)
  return digits.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
}

/** The double with the fewest digits that is still this float32. */
function shortestFloat32(value: number): number {
  if (value === 0) return value
  for (let digits = 1; digits < 9; digits++) {
    const candidate = Number(value.toPrecision(digits))
    if (Math.fround(candidate) === value) return candidate
  }
  return Number(value.toPrecision(9))
}

function bufferOf({ data, offsets }: CellsWith<'text' | 'binary' | 'uuid'>, row: number): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).subarray(offsets[row], offsets[row + 1])
}

/** A time of day; 24:00 wraps around. */
function dayTicks({ kind, values }: CellsWith<'time'>, row: number): bigint {
  const perDay = 86_400n * TICKS_PER_SECOND[kind.unit]
  return (values[row] as bigint) % perDay
}
