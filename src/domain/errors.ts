import { DatabaseUnavailable, databaseFailure } from "../../db/errors.ts";
import { AppError, unavailable } from "../lib/errors.ts";

/** The error that a caller may see; undefined for a fault of our own, whose words stay in the log. */
export function toAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (databaseFailure(error) instanceof DatabaseUnavailable)
    return unavailable("The database does not answer. Try again in a moment.", error);
  return undefined;
}
