/** Deleting data must be requested explicitly, because the server's defaults differ from route to route. */
import { ArcValidationError } from '../errors.ts'

/** A call that either previews or acts. */
export interface Intent {
  readonly dry_run?: boolean | undefined
  readonly confirm?: boolean | undefined
}

/** @throws ArcValidationError unless the call says whether it previews (`dry_run`) or acts (`confirm`). */
export function requireIntent(operation: string, intent: Intent | undefined): void {
  if (intent?.dry_run === true || intent?.confirm === true) return
  throw new ArcValidationError(
    `${operation} deletes data: pass dry_run: true to see what it would do, or confirm: true to do it`,
  )
}
