import type { Problem } from "../../../views/forms.tsx";
import { AppError, type ErrorCode } from "../../lib/errors.ts";
import type { PageRequest } from "./environment.ts";

/** Failures that a form can tell its reader about, who then changes something or waits. */
const repairable: ReadonlySet<ErrorCode> = new Set([
  "invalid_request",
  "conflict",
  "rate_limited",
  "unavailable",
]);

type Failed = { error: AppError; problem: Problem };
type Outcome<Value> = { value: Value; failed?: undefined } | { value?: undefined; failed: Failed };

/** Does what a form asks for; a failure its reader can repair is an outcome, any other is thrown on. */
export async function attempt<Value>(
  work: () => Promise<Value> | Value,
  ...also: ErrorCode[]
): Promise<Outcome<Value>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (!(error instanceof AppError) || !(repairable.has(error.code) || also.includes(error.code)))
      throw error;
    return {
      failed: { error, problem: problemOf(error) },
    };
  }
}

const problemOf = ({ code, message, errors, retryAfter }: AppError): Problem => ({
  code,
  detail: message,
  errors,
  retryAfter,
});

/** The text fields of a form. Files and repeated names are not expected: the last text counts. */
export async function fieldsOf(c: PageRequest): Promise<Record<string, string | undefined>> {
  const body = await c.req.parseBody().catch((): never => {
    throw new AppError("invalid_request", "The form cannot be read.");
  });
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** Answers with the form again. */
export function failing(c: PageRequest, { error }: Failed): void {
  c.status(error.status);
  if (error.retryAfter !== undefined) c.header("retry-after", String(error.retryAfter));
}
