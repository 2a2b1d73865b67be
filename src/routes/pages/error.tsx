import type { Context as RequestContext } from "hono";
import { ErrorPage, type Failure } from "../../../views/error.tsx";
import type { AppError } from "../../lib/errors.ts";
import type { Assets } from "../assets.ts";
import type { Env } from "../env.ts";
import { show } from "./show.ts";

/** Where a reader was going; where they are, for what their page fetched by itself. */
function destination(c: RequestContext<Env>): string {
  const current = c.req.header("hx-boosted") ? undefined : c.req.header("hx-current-url");
  if (current && URL.canParse(current)) return new URL(current).pathname;
  return c.req.method === "GET" ? c.req.path : "/";
}

/** Sends a signed-out reader to the door, and from there back to where they were going. */
function toSignIn(c: RequestContext<Env>): Response {
  const path = destination(c);
  const address = path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
  // A redirect would be followed by htmx and put into the page, with the signed-in rest around it.
  if (!c.req.header("hx-request")) return c.redirect(address, 303);
  return c.body(null, 200, { "hx-redirect": address });
}

function failureOf(c: RequestContext<Env>, { code, status, retryAfter }: AppError): Failure {
  return { code, status, retryAfter, requestId: code === "unavailable" ? c.var.requestId : undefined };
}

/** A failure as a page: what happened and a way on; for those who only have to sign in, the way there. */
export function renderError(
  c: RequestContext<Env>,
  error: AppError,
  assets: Assets,
): Response | Promise<Response> {
  if (error.code === "unauthenticated") return toSignIn(c);
  if (error.retryAfter !== undefined) c.header("retry-after", String(error.retryAfter));
  c.status(error.status);
  const failure = failureOf(c, error);
  const retry = c.req.method === "GET" ? c.req.path : undefined;
  const signedIn = c.var.actor !== undefined;
  return show(c, () => (
    <ErrorPage assets={assets} place={c.var.place} failure={failure} signedIn={signedIn} retry={retry} />
  ));
}
