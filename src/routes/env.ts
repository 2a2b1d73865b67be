import type { Context as HonoContext } from "hono";
import type { Config } from "../config.ts";
import type { Actor, Client } from "../domain/actor.ts";
import { wishOf } from "../lib/accepted-language.ts";
import { unauthenticated } from "../lib/errors.ts";
import type { Logger } from "../lib/logger.ts";

/** What every handler finds in `c`. */
export type Env = {
  Bindings: {
    address: string;
    /** Gives this request so many seconds, where what it brings takes its time. */
    allow?: (seconds: number) => void;
  };
  Variables: {
    actor: Actor | undefined;
    requestId: string;
    place: string | undefined;
    editWindow: number | undefined;
    emoji: string | undefined;
  };
};

/** What the HTTP side takes from the configuration and from the process. */
export type HttpOptions = {
  config: Pick<
    Config,
    "production" | "mail" | "baseUrl" | "allowedOrigins" | "clientAddressHeader" | "region"
  >;
  log: Logger;
  /** Off for load tests. */
  limited: boolean;
  health: () => Promise<Health>;
  metrics: () => Promise<{ contentType: string; body: string }>;
  /** Told of every fault of our own, with the id of its request. */
  onFault: (error: unknown, requestId: string) => void;
  observe: (request: { method: string; route: string; status: number; milliseconds: number }) => void;
};

export type Health = {
  /** `stopping`: it serves whoever comes nevertheless, and will soon be gone. */
  status: "ok" | "degraded" | "down" | "stopping";
  checks: Record<string, { status: "ok" | "down" | "alone" | "damaged"; detail?: string | undefined }>;
  region: string;
};

/** The caller, or 401. */
export function actorOf(c: HonoContext<Env>): Actor {
  const actor = c.var.actor;
  if (!actor) throw unauthenticated();
  return actor;
}

/**
 * Where a request comes from. Behind a proxy that is named by CLIENT_ADDRESS_HEADER: the last entry, since a proxy adds
 * its own word at the end and the others may be made up.
 */
export function clientOf(c: HonoContext<Env>, config: HttpOptions["config"]): Client {
  const forwarded =
    config.clientAddressHeader && c.req.header(config.clientAddressHeader)?.split(",").at(-1)?.trim();
  return {
    address: forwarded || c.env.address,
    userAgent: c.req.header("user-agent") ?? null,
    language: wishOf(c.req.header("accept-language")).language,
  };
}
