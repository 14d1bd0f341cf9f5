/** Damages bytes as networks, proxies and attackers do; the same numbers damage them in the same way. */

/** A source of numbers that a seed and an input determine. */
export type Random = (below: number) => number

/** Splitmix32: small, and good enough to spread damage evenly. */
export function randomOf(seed: number, input: number): Random {
  let state = (Math.imul(seed, 0x9e3779b9) ^ Math.imul(input + 1, 0x85ebca6b)) | 0
  return (below) => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below
  }
}

/** Values on which lengths, counts and offsets turn over. */
const EDGES = [0, 1, -1, 7, 8, 127, 128, 255, 256, 0x7fff, 0xffff, 0x10000, 0x7fffffff, -0x80000000, 0x40000000, 1e6]

/** A damaged copy: one to four changes. */
export function mutate(original: Uint8Array, random: Random): Uint8Array {
  let bytes = original.slice()
  for (let change = 1 + random(4); change > 0; change--) {
    if (bytes.length < 2) return bytes
    const at = random(bytes.length)
    switch (random(9)) {
      case 0:
        bytes[at] = random(256)
        break
      case 1:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
        break
      case 2:
      case 3: {
        const view = new DataView(bytes.buffer)
        const edge = (EDGES[random(EDGES.length)] ?? 0) + random(3) - 1
        // Arrow aligns its numbers and is little-endian; MessagePack does neither.
        if (bytes.length >= 4) view.setInt32(Math.min(at & ~3, bytes.length - 4), edge, random(2) === 0)
        break
      }
      case 4: {
        const view = new DataView(bytes.buffer)
        const edge = BigInt(EDGES[random(EDGES.length)] ?? 0) * BigInt(1 + random(0x10000))
        if (bytes.length >= 8) view.setBigInt64(Math.min(at & ~7, bytes.length - 8), edge, random(2) === 0)
        break
      }
      case 5:
        bytes = bytes.slice(0, at)
        break
      case 6:
        bytes.copyWithin(at, random(bytes.length), random(bytes.length))
        break
      case 7: {
        const end = Math.min(bytes.length, at + 1 + random(16))
        bytes = concat(bytes.subarray(0, at), bytes.subarray(end))
        break
      }
      default: {
        const end = Math.min(bytes.length, at + 1 + random(64))
        bytes = concat(bytes.subarray(0, end), bytes.subarray(at))
      }
    }
  }
  return bytes
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts))
}

const PIECES = [
  ...[
    "'",
    "''",
    '"',
    '`',
    '\\',
    '$$',
    '$a$',
    "e'",
    "x'",
    '--',
    '/*',
    '*/',
    ';',
    ',',
    '.',
    '::',
    '\n',
    '\r',
    '\u00a0',
    '\ud800',
  ],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '((',
    '))',
    ' FROM ',
    ' JOIN ',
    ' ON ',
    ' USING (',
    ' WHERE ',
    ' WITH ',
    ' AS (',
    ' SELECT ',
  ],
  ...[
    ' UNION ',
    ' IS DISTINCT FROM ',
    ' CASE ',
    ' END ',
    ' BETWEEN ',
    ' AND ',
    ' OR ',
    ' time >= ',
    " INTERVAL '1 hour' ",
  ],
  ...[
    ' PIVOT ',
    ' TABLE ',
    ' DESCRIBE ',
    ' EXPLAIN ',
    ' LATERAL ',
    ' time_bucket(',
    ' constructor ',
    ' __proto__ ',
    '1e',
    '\u0080',
  ],
]

/** SQL with some of its parts lost, doubled, moved, or replaced by those of another text and by what means something. */
export function mutateText(original: string, other: string, random: Random): string {
  let text = original
  for (let left = random(5); left > 0; left--) {
    const at = random(text.length + 1)
    const end = at + random(12)
    const from = random(other.length)
    const parts = [
      '',
      text.slice(at, end).repeat(2),
      PIECES[random(PIECES.length)],
      (PIECES[random(PIECES.length)] ?? '').repeat(random(60)),
      other.slice(from, from + random(80)),
    ]
    text = text.slice(0, at) + parts[random(parts.length)] + text.slice(random(2) === 0 ? at : end)
  }
  return text
}
