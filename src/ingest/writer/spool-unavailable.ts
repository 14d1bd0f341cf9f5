/** Takes the place of `spool.ts` where there is no file system. */
import { ArcSpoolError } from '../../errors.ts'
import type { SpoolOptions, SpoolStore } from './spool.ts'

export function openSpool(_options: SpoolOptions, _onError: (error: ArcSpoolError) => void): Promise<SpoolStore> {
  return Promise.reject(
    new ArcSpoolError('`spool` needs a file system, which this runtime does not offer: use the writer without it'),
  )
}
