import { secureHeaders } from "hono/secure-headers";
import type { HttpOptions } from "../env.ts";

/**
 * A strict policy: nothing inline but the import map, which is known by its hash, and nothing from elsewhere. `'self'`
 * covers the socket too (CSP Level 3, matching of schemes).
 */
export const securityHeaders = ({ config }: HttpOptions, importMapHash: string) =>
  secureHeaders({
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
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
