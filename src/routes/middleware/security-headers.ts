import { secureHeaders } from "hono/secure-headers";
import type { HttpOptions } from "../env.ts";

/**
 * A strict policy: nothing inline but the import map, one for each language, known by its hash, and nothing from elsewhere. `'self'`
 * covers the socket too (CSP Level 3, matching of schemes).
 */
export const securityHeaders = ({ config }: HttpOptions, importMapHashes: string[]) =>
  secureHeaders({
    strictTransportSecurity: config.production,
    xFrameOptions: "DENY",
    referrerPolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", ...importMapHashes.map((hash) => `'${hash}'`)],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", "data:", "blob:"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
      mediaSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
