/** The database could not answer in time, or at all. Whether a write was stored is then unknown until it is asked again. */
export class DatabaseUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DatabaseUnavailable";
  }
}

/** A statement failed for a reason of its own: a constraint, a type. Its transaction was rolled back. */
export class StatementFailed extends Error {
  /** Such as SQLITE_CONSTRAINT_FOREIGNKEY. */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "StatementFailed";
    this.code = code;
  }
}

/** The failure of our own below whatever a library wrapped around it. */
export function databaseFailure(error: unknown): DatabaseUnavailable | StatementFailed | undefined {
  if (error instanceof DatabaseUnavailable || error instanceof StatementFailed) return error;
  return error instanceof Error && error.cause !== undefined ? databaseFailure(error.cause) : undefined;
}
