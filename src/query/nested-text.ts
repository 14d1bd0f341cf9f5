/** Values without a JavaScript type of their own as the text that the server's MessagePack has for them (docs/wire-notes.md#cell-types). */
import type { DataType } from 'apache-arrow'
import type { ArrowPackage } from './arrow-package.ts'
import { dateText, instantText, toNanos } from './instant-text.ts'

/** `10:00:00.000000`, from ticks of 10^-digits seconds since midnight. */
export function timeOfDayText(ticks: bigint, digits: 6 | 9): string {
  const perSecond = 10n ** BigInt(digits)
  const seconds = ticks / perSecond
  const two = (value: bigint) => String(value).padStart(2, '0')
  const clock = `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`
  return `${clock}.${String(ticks % perSecond).padStart(digits, '0')}`
}

/** `{"months":0,"days":1,"nanoseconds":0}`, from Arrow's month, day and the two halves of the nanoseconds. */
export function intervalText(interval: Int32Array): string {
  const [months = 0, days = 0, low = 0, high = 0] = interval
  const nanoseconds = (BigInt(high) << 32n) | BigInt(low >>> 0)
  return `{"months":${months},"days":${days},"nanoseconds":${nanoseconds}}`
}

/** A list, struct, map or union as JSON text, integers with all their digits and the keys of structs in order. */
export function jsonText(value: unknown, type: DataType, arrow: ArrowPackage): string {
  const { Type } = arrow
  if (value === null || value === undefined) return 'null'
  switch (type.typeId) {
    case Type.List:
    case Type.FixedSizeList: {
      const element = type.children[0]?.type as DataType
      return `[${Array.from(value as Iterable<unknown>, (item) => jsonText(item, element, arrow)).join(',')}]`
    }
    case Type.Struct: {
      const fields = [...type.children].sort((a, b) => (a.name < b.name ? -1 : 1))
      const row = value as Record<string, unknown>
      return `{${fields.map((field) => `${JSON.stringify(field.name)}:${jsonText(row[field.name], field.type, arrow)}`).join(',')}}`
    }
    case Type.Map: {
      const [key, item] = type.children[0]?.type.children ?? []
      const entries = Array.from(value as Iterable<[unknown, unknown]>)
      return `[${entries.map(([k, v]) => `{"key":${jsonText(k, key?.type as DataType, arrow)},"value":${jsonText(v, item?.type as DataType, arrow)}}`).join(',')}]`
    }
    case Type.Timestamp:
      // apache-arrow hands instants inside nested values out as milliseconds.
      return JSON.stringify(instantText(toNanos(BigInt(Math.round((value as number) * 1000)), 'us')))
    case Type.Date:
      return JSON.stringify(dateText(Math.floor(Number(value) / 86_400_000)))
    default:
      return scalarText(value)
  }
}

function scalarText(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array) return JSON.stringify(btoa(String.fromCharCode(...value)))
  return JSON.stringify(value) ?? 'null'
}
