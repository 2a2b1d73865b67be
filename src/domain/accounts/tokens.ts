import { createHmac, timingSafeEqual } from "node:crypto";
import { SignJWT } from "jose";
import { DAY, MINUTE } from "../../lib/time.ts";

/** Milliseconds. An access token is short, since only its session's end takes it back. */
export const ACCESS_TOKEN_LIFE = 15 * MINUTE;
export const REFRESH_TOKEN_LIFE = 7 * DAY;
/** Characters of a user agent worth keeping, to name the device by. */
export const MAX_USER_AGENT = 256;

export type Claims = { userId: string; sessionId: string; expiresAt: number };
export type Tokens = {
  sign: (userId: string, sessionId: string) => Promise<string>;
  /** Undefined for a token that is not ours, was changed, or has run out. */
  verify: (token: string) => Claims | undefined;
};

const ALGORITHM = "HS256";
/** As it stands in every token that we issue: any other says another algorithm, or is not ours. */
const HEADER = Buffer.from(JSON.stringify({ alg: ALGORITHM })).toString("base64url");
/** A SHA-256, base64url. */
const SIGNATURE_LENGTH = 43;

type Payload = { sub?: unknown; sid?: unknown; exp?: unknown; nbf?: unknown; iat?: unknown };

/** Access tokens: JWTs with `sub` (user) and `sid` (session). */
export function createTokens(secret: string, now: () => number = Date.now): Tokens {
  const key = new TextEncoder().encode(secret);

  /** Nothing of a token is read before its signature is known to be ours. */
  const isSigned = (head: string, signature: string): boolean =>
    signature.length === SIGNATURE_LENGTH &&
    timingSafeEqual(
      Buffer.from(createHmac("sha256", key).update(head).digest("base64url"), "latin1"),
      Buffer.from(signature, "latin1"),
    );

  return {
    sign: (userId, sessionId) =>
      new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(userId)
        .setIssuedAt(Math.floor(now() / 1000))
        .setExpirationTime(Math.floor((now() + ACCESS_TOKEN_LIFE) / 1000))
        .sign(key),
    /**
     * Not by jose, whose way through WebCrypto takes 47 µs and several turns of the loop for what is 2 µs of work;
     * tokens.test.ts holds both to the same verdicts.
     */
    verify(token) {
      const [header, payload = "", signature = "", ...more] = token.split(".");
      if (header !== HEADER || more.length > 0 || !isSigned(`${header}.${payload}`, signature))
        return undefined;
      return claimsIn(payload, now());
    },
  };
}

function claimsIn(payload: string, now: number): Claims | undefined {
  try {
    const { sub, sid, exp, nbf, iat } = JSON.parse(Buffer.from(payload, "base64url").toString()) as Payload;
    if (typeof sub !== "string" || typeof sid !== "string" || typeof exp !== "number") return undefined;
    const isBegun = nbf === undefined || (typeof nbf === "number" && nbf * 1000 <= now);
    if (!isBegun || exp * 1000 <= now || (iat !== undefined && typeof iat !== "number")) return undefined;
    return { userId: sub, sessionId: sid, expiresAt: exp * 1000 };
  } catch {
    return undefined;
  }
}

/** 256 bits that nobody can guess, base64url: a refresh token, or what is in the link of an invitation. */
export const newSecret = (): string =>
  crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: "base64url", omitPadding: true });

export const hashToken = (token: string): string =>
  new Bun.CryptoHasher("sha256").update(token).digest("base64url");
