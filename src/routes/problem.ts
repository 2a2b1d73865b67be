import type { Context as HonoContext } from "hono";
import { HTTPException } from "hono/http-exception";
import { dateAndTime } from "../../views/dates.ts";
import { drawFor } from "../../views/words.ts";
import { toAppError } from "../domain/errors.ts";
import { AppError, statusOf, type ErrorCode } from "../lib/errors.ts";
import { refusalIn } from "../../words/refusals.ts";
import type { Env, HttpOptions } from "./env.ts";
import { readerOf } from "./pages/reader.ts";
import { tellAllowance } from "./rate-limit.ts";

const titles: Record<ErrorCode, string> = {
  invalid_request: "Invalid request",
  unauthenticated: "Not signed in",
  forbidden: "Not allowed",
  not_found: "Not found",
  conflict: "Conflict",
  too_large: "Too large",
  unsupported_type: "Unsupported type",
  rate_limited: "Too many requests",
  unavailable: "Not available now",
};

export const titleOf = (error: AppError): string => titles[error.code];

/** An RFC 9457 body. `detail` is for people: in the account's language, else in the one that is asked for. */
export function problem(c: HonoContext<Env>, error: AppError): Response {
  const { code, status, message, retryAfter, errors, limited } = error;
  const detail = detailOf(c, message);
  if (retryAfter !== undefined) c.header("Retry-After", String(retryAfter));
  if (limited) tellAllowance(c, limited);
  c.header("Content-Type", "application/problem+json");
  return c.body(
    JSON.stringify({ type: "about:blank", title: titleOf(error), status, detail, code, errors }),
    status,
  );
}

/** A page, which comes by cookie, shows it as it is: with times as its reader writes them, where they are. */
function detailOf(c: HonoContext<Env>, message: string): string {
  const reader = readerOf(c);
  if (c.req.header("authorization")) return refusalIn(reader.language, message);
  return drawFor(reader, () => refusalIn(reader.language, message, dateAndTime));
}

/** The error as the caller may see it. A fault of our own is logged in full and answered with 503 and its request's id. */
export function explain(
  c: HonoContext<Env>,
  error: unknown,
  { onFault }: Pick<HttpOptions, "onFault">,
): AppError {
  const known = toAppError(error) ?? fromHono(error) ?? fromCaller(error);
  if (known) return known;
  onFault(error, c.var.requestId);
  return new AppError(
    "unavailable",
    `Something went wrong here. If it stays so, name the request ${c.var.requestId}.`,
    { retryAfter: 1 },
  );
}

/** Whoever goes in the middle of their request is no fault of ours; nobody is left to read the answer. */
function fromCaller(error: unknown): AppError | undefined {
  const gone = error instanceof Error && error.name === "AbortError";
  return gone ? new AppError("invalid_request", "The request was not finished.") : undefined;
}

function fromHono(error: unknown): AppError | undefined {
  if (!(error instanceof HTTPException)) return undefined;
  const code = (Object.keys(statusOf) as ErrorCode[]).find((name) => statusOf[name] === error.status);
  return new AppError(code ?? "invalid_request", error.message || "The request is malformed.");
}
