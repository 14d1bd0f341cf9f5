/** Ids and tokens are new in every replay: what each one of the recording is called in this one. */
import type { Exchange, RecordedRequest } from '../../test/recordings.ts'
import { parsed, type ReplayedResponse } from './send.ts'

/** `<other>` in a recording is whichever token the exchange is about; the recording does not say which. */
const OTHER_TOKENS: Readonly<Record<string, string>> = {
  'verify: rotated-away token': 'EXAMPLE-TOKEN-01-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'verify: new token': 'EXAMPLE-TOKEN-00-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'verify: revoked': 'EXAMPLE-TOKEN-00-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'admin route, read token': 'EXAMPLE-TOKEN-02-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'write, read token': 'EXAMPLE-TOKEN-02-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'query, permissionless token': 'EXAMPLE-TOKEN-03-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'databases, permissionless token': 'EXAMPLE-TOKEN-03-xxxxxxxxxxxxxxxxxxxxxxxxxx=',
}

/** Ids and tokens of the recording, and what they are in this replay. */
export class KnownValues {
  readonly #adminToken: string
  readonly #replayed = new Map<string, string>()

  constructor(adminToken: string) {
    this.#adminToken = adminToken
  }

  inRequest({ name, request }: Exchange): RecordedRequest {
    const other = OTHER_TOKENS[name]
    const otherToken = (other === undefined ? undefined : this.#replayed.get(other)) ?? 'no-such-token'
    const replaceIn = <T>(value: T): T => {
      let text = JSON.stringify(value) ?? 'null'
      for (const [recorded, replayed] of this.#replayed) text = text.replaceAll(recorded, replayed)
      return JSON.parse(text.replaceAll('<admin>', this.#adminToken).replaceAll('<other>', otherToken))
    }
    const { method, path, headers = {}, json, ...body } = request
    const replaced = { ...body, method, path: replaceIn(path), headers: replaceIn(headers) }
    return json === undefined ? replaced : { ...replaced, json: replaceIn(json) }
  }

  /** The text of an answer with the ids and tokens of the recording in place of those of this replay. */
  inRecording(text: string): string {
    let recorded = text.replaceAll(this.#adminToken, '<admin>')
    for (const [original, replayed] of this.#replayed) recorded = recorded.replaceAll(replayed, original)
    return recorded
  }

  learn({ response }: Exchange, replayed: ReplayedResponse): void {
    this.#learnFrom(response.body, parsed(new TextDecoder().decode(replayed.body)))
  }

  #learnFrom(recorded: unknown, replayed: unknown): void {
    if (typeof recorded === 'string' && typeof replayed === 'string') {
      if (recorded !== replayed && /^EXAMPLE-|^backup-\d|^[0-9a-f]{8}-[0-9a-f]{4}-/.test(recorded)) {
        this.#replayed.set(recorded, replayed)
      }
    } else if (typeof recorded === 'object' && typeof replayed === 'object' && recorded !== null && replayed !== null) {
      const others = new Map(Object.entries(replayed))
      for (const [name, value] of Object.entries(recorded)) this.#learnFrom(value, others.get(name))
    }
  }
}
