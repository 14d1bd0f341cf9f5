/**
 * `arc.imports`: whole files, parsed by the server.
 */

import type { ArcHttp } from '../transport/http.ts'

/** Importing files. Needs an `admin` token. */
export class ImportsNamespace {
  readonly #http: ArcHttp

  constructor(http: ArcHttp) {
    this.#http = http
  }

  /** Where files go. */
  get url(): string {
    return this.#http.config.url.href
  }
}
