import type { Server } from "bun";
import type { Tokens } from "../domain/accounts/tokens.ts";
import { cookieNames } from "../lib/cookies.ts";
import { isAllowedOrigin } from "../lib/origin.ts";
import type { SocketData } from "./connection.ts";

export type UpgradeOptions = {
  tokens: Tokens;
  production: boolean;
  baseUrl: string | undefined;
  allowedOrigins: readonly string[];
  /** False while the node is stopping. */
  accepting: () => boolean;
};

const TOKEN_PARAMETERS = ["token", "access_token", "accessToken", "jwt"];

/**
 * `GET /ws`. A browser is known by its cookie, and only our own pages may use that; any other client says who it is in
 * its first frame. A token in the URL would stand in logs, so it is refused.
 */
export async function upgrade(
  request: Request,
  server: Server<SocketData>,
  options: UpgradeOptions,
): Promise<Response | undefined> {
  const url = new URL(request.url);
  const from = request.headers.get("origin");
  if (!options.accepting())
    return refuse(503, "unavailable", "This node is stopping. Come back.", { "Retry-After": "1" });
  if (from && !isAllowedOrigin(from, request.headers.get("host"), options.allowedOrigins, options.baseUrl)) {
    return refuse(403, "forbidden", "This origin may not connect.");
  }
  if (TOKEN_PARAMETERS.some((name) => url.searchParams.has(name))) {
    return refuse(
      400,
      "invalid_request",
      "A token does not belong in a URL: send it in an authenticate frame.",
    );
  }
  const data: SocketData = {
    id: Bun.randomUUIDv7(),
    format: url.searchParams.get("format") === "html" ? "html" : "json",
    cookie: await sessionIn(request, options),
  };
  if (server.upgrade(request, { data })) return undefined;
  return refuse(400, "invalid_request", "This is a WebSocket endpoint.", { Upgrade: "websocket" });
}

async function sessionIn(
  request: Request,
  { tokens, production }: UpgradeOptions,
): Promise<SocketData["cookie"]> {
  const token = new Bun.CookieMap(request.headers.get("cookie") ?? "").get(cookieNames(production).access);
  if (!token) return undefined;
  const claims = await tokens.verify(token);
  return claims ? { sessionId: claims.sessionId } : "invalid";
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
