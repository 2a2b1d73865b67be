import type { Server } from "bun";
import { cookieNames } from "../lib/cookies.ts";
import { isAllowedOrigin } from "../lib/origin.ts";
import type { SocketData } from "./connection.ts";

export type UpgradeOptions = {
  production: boolean;
  baseUrl: string | undefined;
  allowedOrigins: readonly string[];
  /** False while the node is stopping. */
  accepting: () => boolean;
  /** Whether more wait to be let in than ever will be in time. */
  full: () => boolean;
};

const TOKEN_PARAMETERS = ["token", "access_token", "accessToken", "jwt"];

const PLAIN = /^https?:\/\/[a-z\d.-]+(?::\d{1,5})?\/ws$/i;
const PLAIN_URL = new URL("http://localhost/ws");

/** A request's URL. Many sockets come at once, and most without parameters: of those nothing but the path is asked. */
export const requestUrl = (text: string): URL | null => (PLAIN.test(text) ? PLAIN_URL : URL.parse(text));

/**
 * `GET /ws`. A browser is known by its cookie, and only our own pages may use that; any other client says who it is in
 * its first frame. A token in the URL would stand in logs, so it is refused.
 */
export function upgrade(
  request: Request,
  { searchParams }: URL,
  server: Server<SocketData>,
  options: UpgradeOptions,
): Response | undefined {
  const from = request.headers.get("origin");
  if (!options.accepting())
    return refuse(503, "unavailable", "This node is stopping. Come back.", { "Retry-After": "1" });
  if (options.full())
    return refuse(503, "unavailable", "Too many come at once. Come back.", { "Retry-After": "5" });
  if (from && !isAllowedOrigin(from, request.headers.get("host"), options.allowedOrigins, options.baseUrl)) {
    return refuse(403, "forbidden", "This origin may not connect.");
  }
  if (TOKEN_PARAMETERS.some((name) => searchParams.has(name))) {
    return refuse(
      400,
      "invalid_request",
      "A token does not belong in a URL: send it in an authenticate frame.",
    );
  }
  const data: SocketData = {
    id: Bun.randomUUIDv7(),
    format: searchParams.get("format") === "html" ? "html" : "json",
    cookie: accessTokenIn(request, options.production),
  };
  if (server.upgrade(request, { data })) return undefined;
  return refuse(400, "invalid_request", "This is a WebSocket endpoint.", { Upgrade: "websocket" });
}

function accessTokenIn(request: Request, production: boolean): string | undefined {
  const cookies = request.headers.get("cookie");
  return (cookies && new Bun.CookieMap(cookies).get(cookieNames(production).access)) || undefined;
}

/** The contract's error for a request that never reaches the routes. */
export function refuse(
  status: number,
  code: string,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  const body = JSON.stringify({ type: "about:blank", title: detail, status, detail, code });
  return new Response(body, { status, headers: { "Content-Type": "application/problem+json", ...headers } });
}
