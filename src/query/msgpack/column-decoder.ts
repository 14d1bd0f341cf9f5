/**
 * Decodes the cells of one MessagePack column as their bytes arrive. There is one kernel per kind of column, chosen once by
 * the declared type. Each decodes as many whole cells as the bytes hold, and later resumes where it stopped.
 */

import type { ColumnDecoder } from '../columns.ts'
import { BooleanDecoder, FloatDecoder, Int64Decoder, IntegerDecoder } from './number-cells.ts'
import { BinaryDecoder, TextColumnDecoder, type TextReader } from './text-cells.ts'
import { DateDecoder, TimestampDecoder } from './time-cells.ts'

/**
 * The decoder for `length` cells of the declared `type`, or `undefined` for a type this client does not know.
 *
 * @param texts - Shared by the columns of a result, which arrive one after the other: its tables would be most of what a short
 *   column takes.
 */
export function columnDecoder(type: string, length: number, texts: TextReader): ColumnDecoder | undefined {
  switch (type) {
    case 'bool':
      return new BooleanDecoder(type, length)
    case 'int8':
      return new IntegerDecoder(type, length, (bits) => new Int8Array(bits))
    case 'int16':
      return new IntegerDecoder(type, length, (bits) => new Int16Array(bits))
    case 'int32':
      return new IntegerDecoder(type, length, (bits) => bits)
    case 'uint8':
      return new IntegerDecoder(type, length, (bits) => new Uint8Array(bits))
    case 'uint16':
      return new IntegerDecoder(type, length, (bits) => new Uint16Array(bits))
    case 'uint32':
      return new IntegerDecoder(type, length, (bits) => new Uint32Array(bits.buffer))
    case 'int64':
    case 'uint64':
      return new Int64Decoder(type, length)
    case 'float32':
    case 'float64':
      return new FloatDecoder(type, length)
    case 'date32':
      return new DateDecoder(type, length)
    case 'timestamp[s]':
      return new TimestampDecoder(type, length, 's')
    case 'timestamp[ms]':
      return new TimestampDecoder(type, length, 'ms')
    case 'timestamp[us]':
      return new TimestampDecoder(type, length, 'us')
    case 'timestamp[ns]':
      return new TimestampDecoder(type, length, 'ns')
    case 'binary':
    case 'large_binary':
      return new BinaryDecoder(type, length)
    // The server writes all of these as text; lists, structs and maps as JSON text.
    case 'utf8':
    case 'large_utf8':
    case 'string_encoded':
    case 'list':
    case 'struct':
    case 'map':
    case 'null':
    case '':
      return new TextColumnDecoder(type, length, texts)
    default:
      return type.startsWith('unknown:') ? new TextColumnDecoder(type, length, texts) : undefined
  }
}
