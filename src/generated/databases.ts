// Written by `npm run generate` from openapi/. Edit the YAML instead.
import type { CallOptions, OperationCaller } from '../transport/operation.ts'
import type {
  DatabaseCreated,
  DatabaseCreateRequest,
  DatabaseDeleted,
  DatabaseSummary,
  MeasurementName,
} from './models.ts'

/** The parameters of `databases.delete`. */
export interface DatabasesDeleteQuery {
  /** Must be `true`: there is no undo. */
  readonly confirm: true
}

/** Databases and the measurements in them. Writing to a database creates it, too. */
export class DatabasesOperations {
  protected readonly call: OperationCaller

  constructor(call: OperationCaller) {
    this.call = call
  }

  /**
   * Lists all databases, sorted by name.
   *
   * Names that start with `.` or `_` are hidden. Any valid token sees all of them.
   *
   * Needs any valid token.
   *
   * @throws `ArcServerError` (500) The storage could not be listed.
   *
   * @see GET /api/v1/databases
   */
  list(options?: CallOptions): Promise<DatabaseSummary[]> {
    return this.call('databases.list', {}, options)
  }

  /**
   * Creates an empty database.
   *
   * Needs the `admin` permission.
   *
   * @param body - The name of the new database.
   *
   * @throws `ArcValidationError` (400) The name is missing, malformed or reserved.
   * @throws `ArcConflictError` (409) The database exists.
   * @throws `ArcServerError` (500) The storage failed.
   *
   * @see POST /api/v1/databases
   */
  create(body: DatabaseCreateRequest, options?: CallOptions): Promise<DatabaseCreated> {
    return this.call('databases.create', { body }, options)
  }

  /**
   * Returns one database.
   *
   * Needs any valid token.
   *
   * @param name - The database's name.
   *
   * @throws `ArcNotFoundError` (404) The database does not exist.
   * @throws `ArcServerError` (500) The storage failed.
   *
   * @see GET /api/v1/databases/{name}
   */
  get(name: string, options?: CallOptions): Promise<DatabaseSummary> {
    return this.call('databases.get', { path: { name } }, options)
  }

  /**
   * Deletes a database with all its files.
   *
   * Rows that still wait in the server's ingest buffer survive and create the database again when they are flushed.
   *
   * Needs the `admin` permission, and `delete.enabled` on the server. May take minutes.
   *
   * @param name - The database's name.
   *
   * @throws `ArcValidationError` (400) `confirm=true` is missing.
   * @throws `ArcFeatureUnavailableError` (403) Deleting is switched off (`delete.enabled`), or the name is reserved.
   * Or the token lacks the `admin` permission.
   * @throws `ArcNotFoundError` (404) The database does not exist.
   * @throws `ArcServerError` (500) Some files could not be deleted.
   *
   * @see DELETE /api/v1/databases/{name}
   */
  delete(name: string, query: DatabasesDeleteQuery, options?: CallOptions): Promise<DatabaseDeleted> {
    return this.call('databases.delete', { path: { name }, query }, options)
  }

  /**
   * Lists the measurements of a database.
   *
   * Needs any valid token.
   *
   * @param name - The database's name.
   *
   * @throws `ArcNotFoundError` (404) The database does not exist.
   * @throws `ArcServerError` (500) The storage failed.
   *
   * @see GET /api/v1/databases/{name}/measurements
   */
  measurements(name: string, options?: CallOptions): Promise<MeasurementName[]> {
    return this.call('databases.measurements', { path: { name } }, options)
  }
}
