/** One list of stable error codes (docs/protocol.md, Conventions), mapped to HTTP and to frames at the edges only. */
import type { Verdict } from "./rate-limiter.ts";

export const statusOf = {
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_type: 415,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof statusOf;
/** The allowance that is used up, and what it was. */
export type Limited = { name: string; verdict: Verdict };
export type FieldError = { path: string; message: string };

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: (typeof statusOf)[ErrorCode];
  /** Seconds until it is worth trying again; set for `rate_limited` and `unavailable`. */
  readonly retryAfter: number | undefined;
  readonly errors: FieldError[] | undefined;
  readonly limited: Limited | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    more: { retryAfter?: number; errors?: FieldError[]; limited?: Limited; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause });
    this.name = "AppError";
    this.code = code;
    this.status = statusOf[code];
    this.retryAfter = more.retryAfter;
    this.errors = more.errors;
    this.limited = more.limited;
  }
}

export const unauthenticated = (detail = "Sign in first.") => new AppError("unauthenticated", detail);
export const forbidden = (detail: string) => new AppError("forbidden", detail);
/** Also for what the caller may not know exists, in the same words. */
export const notFound = (what: string) => new AppError("not_found", `No such ${what}.`);
export const conflict = (detail: string) => new AppError("conflict", detail);
export const unavailable = (detail: string, cause?: unknown) =>
  new AppError("unavailable", detail, { retryAfter: 1, cause });
export const rateLimited = (limited: Limited) => {
  const { retryAfter } = limited.verdict;
  return new AppError("rate_limited", `Too many requests. Try again in ${retryAfter} s.`, {
    retryAfter,
    limited,
  });
};
