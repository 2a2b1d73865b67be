import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import type { Env, HttpOptions } from "../env.ts";

/** A strict policy: nothing inline but the import map, which is known by its hash, and nothing from elsewhere. */
export const securityHeaders = ({ config }: HttpOptions, importMapHash: string) =>
  createMiddleware<Env>((c, next) => {
    const socket = (
      config.baseUrl ? new URL(config.baseUrl).origin : `http://${c.req.header("host") ?? "localhost"}`
    ).replace(/^http/, "ws");
    return secureHeaders({
      strictTransportSecurity: config.production,
      xFrameOptions: "DENY",
      referrerPolicy: "same-origin",
      crossOriginOpenerPolicy: "same-origin",
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", `'${importMapHash}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", socket],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    })(c, next);
  });
