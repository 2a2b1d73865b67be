import { jwtVerify, SignJWT } from "jose";
import { LRUCache } from "lru-cache";
import { DAY, MINUTE } from "../../lib/time.ts";

/** Milliseconds. An access token is short, since only its session's end takes it back. */
export const ACCESS_TOKEN_LIFE = 15 * MINUTE;
export const REFRESH_TOKEN_LIFE = 7 * DAY;

export type Claims = { userId: string; sessionId: string; expiresAt: number };
export type Tokens = {
  sign: (userId: string, sessionId: string) => Promise<string>;
  verify: (token: string) => Promise<Claims | undefined>;
};

const ALGORITHM = "HS256";
const MAX_REMEMBERED = 50_000;

/** Access tokens: JWTs with `sub` (user) and `sid` (session). A token that was verified once is remembered until it expires. */
export function createTokens(secret: string, now: () => number = Date.now): Tokens {
  const key = new TextEncoder().encode(secret);
  const verified = new LRUCache<string, Claims>({ max: MAX_REMEMBERED });

  async function read(token: string): Promise<Claims | undefined> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        currentDate: new Date(now()),
        requiredClaims: ["sub", "sid", "exp"],
      });
      return {
        userId: String(payload.sub),
        sessionId: String(payload.sid),
        expiresAt: (payload.exp ?? 0) * 1000,
      };
    } catch {
      return undefined;
    }
  }

  return {
    sign: (userId, sessionId) =>
      new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(userId)
        .setIssuedAt(Math.floor(now() / 1000))
        .setExpirationTime(Math.floor((now() + ACCESS_TOKEN_LIFE) / 1000))
        .sign(key),
    async verify(token) {
      const claims = verified.get(token) ?? (await read(token));
      if (!claims || claims.expiresAt <= now()) return undefined;
      verified.set(token, claims);
      return claims;
    },
  };
}

/** 256 random bits, base64url. */
export const newRefreshToken = (): string =>
  crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: "base64url", omitPadding: true });

export const hashToken = (token: string): string =>
  new Bun.CryptoHasher("sha256").update(token).digest("base64url");
