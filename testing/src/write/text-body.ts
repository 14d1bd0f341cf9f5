/** The body of a line-protocol or TLE write, which has a limit of its own. */
import { type DecompressedBody, DecompressionError, decompressBody } from './compression.ts'

const MAX_TEXT_BYTES = 100 * 2 ** 20

/** The body, or the reason why the server answers 400. */
export function readTextBody(
  raw: Uint8Array,
): (DecompressedBody & { readonly error?: never }) | { readonly error: string } {
  try {
    const decompressed = decompressBody(raw, MAX_TEXT_BYTES)
    if (decompressed.body.length <= MAX_TEXT_BYTES) return decompressed
    return { error: 'Failed to read request body: payload exceeds 100MB limit' }
  } catch (error) {
    if (!(error instanceof DecompressionError)) throw error
    return { error: `Failed to decompress ${error.codec} data: ${error.message}` }
  }
}
