/** Text as the server keeps it: every byte that is not UTF-8 becomes one U+FFFD (docs/wire-notes.md#names). */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

export function decodeUtf8(bytes: Uint8Array): string {
  return decode(bytes, () => '\uFFFD')
}

/** The same, but such a byte stays visible: as a lone surrogate, which no UTF-8 decodes to. */
export function decodeMarked(bytes: Uint8Array): string {
  return decode(bytes, (byte) => String.fromCharCode(0xdc00 + byte))
}

const MARK = /[\udc80-\udcff]/u

/** Whether a text of {@link decodeMarked} was not UTF-8. */
export function isMarked(text: string): boolean {
  return MARK.test(text)
}

/** The text with U+FFFD in the place of the marks. */
export function withoutMarks(text: string): string {
  return isMarked(text) ? text.replace(/[\udc80-\udcff]/gu, '\uFFFD') : text
}

function decode(bytes: Uint8Array, replace: (byte: number) => string): string {
  try {
    return strict.decode(bytes)
  } catch {
    return decodeBrokenUtf8(bytes, replace)
  }
}

/** `TextDecoder` writes one U+FFFD for a truncated sequence of up to three bytes; the server writes one for each byte. */
function decodeBrokenUtf8(bytes: Uint8Array, replace: (byte: number) => string): string {
  let text = ''
  let start = 0
  let position = 0
  while (position < bytes.length) {
    const length = validSequenceLength(bytes, position)
    if (length > 0) {
      position += length
      continue
    }
    text += lenient.decode(bytes.subarray(start, position)) + replace(bytes[position] ?? 0)
    position += 1
    start = position
  }
  return text + lenient.decode(bytes.subarray(start))
}

/** The length of the well-formed sequence at `position` (Unicode 15, table 3-7), or 0. */
function validSequenceLength(bytes: Uint8Array, position: number): number {
  const lead = bytes[position] ?? 0
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return 0
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  if (position + length > bytes.length) return 0
  const second = bytes[position + 1] ?? 0
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < lowest || second > highest) return 0
  for (let offset = 2; offset < length; offset++) {
    if (((bytes[position + offset] ?? 0) & 0xc0) !== 0x80) return 0
  }
  return length
}
