/** One recorded request on a socket of its own. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { RecordedRequest } from '../../test/recordings.ts'

/** Where to replay. */
export interface ReplayTarget {
  readonly url: string
  readonly adminToken: string
  /** Where the server keeps its files; undefined when it is where the recorded one kept them. */
  readonly storageRoot?: string
}

/** What came back. */
export interface ReplayedResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Uint8Array
  readonly trailers: NodeJS.Dict<string>
}

/** Sends exactly what was recorded: no header is added but Host and Content-Length. */
export function send({ url }: ReplayTarget, recorded: RecordedRequest): Promise<ReplayedResponse> {
  const { hostname, port } = new URL(url)
  const headers = Object.fromEntries(
    Object.entries(recorded.headers ?? {}).map(([name, value]) => [name, spelledOut(value)]),
  )
  const body = bodyOf(recorded)
  const isStalled = recorded.text?.endsWith('(and then nothing)') ?? false
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, method: recorded.method, path: recorded.path, headers, agent: false },
      (response) => {
        const chunks: Uint8Array[] = []
        response.on('data', (chunk: Uint8Array) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const { statusCode = 0, headers: received, trailers } = response
          resolve({ status: statusCode, headers: received, body: Buffer.concat(chunks), trailers })
          outgoing.destroy()
        })
      },
    )
    outgoing.on('error', reject)
    if (isStalled) outgoing.write(body ?? '')
    else if (body === undefined) outgoing.end()
    else {
      outgoing.setHeader('content-length', body.byteLength)
      outgoing.end(body)
    }
  })
}

function bodyOf({ json, text, base64 }: RecordedRequest): Buffer | undefined {
  if (base64 !== undefined) return Buffer.from(base64, 'base64')
  if (text !== undefined) return Buffer.from(spelledOut(text.replace(/ \(and then nothing\)$/, '')))
  return json === undefined ? undefined : Buffer.from(JSON.stringify(json))
}

/** The recordings of limits say `a × 70000` instead of it. */
function spelledOut(text: string): string {
  const [, character = '', count = ''] = /^(.) × (\d+)/.exec(text) ?? []
  return character === '' ? text : character.repeat(Number(count))
}

/** The value of JSON text; text that is none is itself, and no text at all is no body. */
export function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
