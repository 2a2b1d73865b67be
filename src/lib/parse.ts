import type { z } from "zod";
import { AppError, type FieldError } from "./errors.ts";

const MAX_REPORTED = 20;
/** Characters of a field's name or message: an answer does not repeat at length what was sent. */
const MAX_ECHOED = 200;

const shortened = (text: string): string =>
  text.length <= MAX_ECHOED ? text : `${text.slice(0, MAX_ECHOED - 1)}…`.toWellFormed();

/** The failures of a zod parse in the contract's shape. */
export function fieldErrors(error: Pick<z.core.$ZodError, "issues">): FieldError[] {
  return error.issues.slice(0, MAX_REPORTED).map((issue) => ({
    path: shortened(issue.path.map(String).join(".")),
    message: shortened(issue.message),
  }));
}

export function invalid(errors: FieldError[]): AppError {
  const first = errors[0];
  const detail = first ? `${first.path || "body"}: ${first.message}` : "The request is malformed.";
  return new AppError("invalid_request", detail, { errors });
}

/** Parses what a caller sent, or throws `invalid_request` naming every field that is wrong. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(fieldErrors(parsed.error));
}
