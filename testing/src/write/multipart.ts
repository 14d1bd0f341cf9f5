/** The uploaded file of an import. */
import { gunzipSync } from 'node:zlib'
import type { TestRequest } from '../route.ts'

/** The first file of the form field `file`, or undefined when the request has none. */
export async function readUploadedFile({ headers, body }: TestRequest): Promise<Uint8Array | undefined> {
  const contentType = headers.get('content-type')
  if (contentType === null) return undefined
  try {
    const form = await new Response(decodeBody(body, headers.get('content-encoding')), {
      headers: { 'content-type': contentType },
    }).formData()
    const file = form.get('file')
    // To Go, a part whose file name is empty is no file.
    if (file === null || typeof file === 'string' || file.name === '') return undefined
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    return undefined
  }
}

/** Of all request bodies only a form may be compressed as a whole, and only with gzip. */
function decodeBody(body: Uint8Array, encoding: string | null): Uint8Array<ArrayBuffer> {
  if (encoding === null || encoding === '') return new Uint8Array(body)
  if (encoding !== 'gzip') throw new Error(`unsupported Content-Encoding: ${encoding}`)
  return new Uint8Array(gunzipSync(body))
}
