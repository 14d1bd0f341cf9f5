/** apache-arrow, an optional peer: loaded when a method first needs it. */
import { ArcValidationError } from '../errors.ts'

export type ArrowPackage = typeof import('apache-arrow')

let loading: Promise<ArrowPackage> | undefined

/** The package, or an error that says how to install it for `method`. */
export async function loadArrow(method: string): Promise<ArrowPackage> {
  loading ??= import('apache-arrow')
  try {
    return await loading
  } catch (cause) {
    loading = undefined
    throw new ArcValidationError(
      `${method} needs the package apache-arrow, which is not installed: npm install apache-arrow`,
      {
        cause,
      },
    )
  }
}
