import { decodeJwt, SignJWT } from "jose";

const SECRET = "a secret of the tests alone, long enough";
/** For the environment of a node whose tokens are to be made here. */
export const knownSecret = { JWT_SECRET: SECRET };

/** An access token of the same session that outlives the longest run: renewing it would store something. */
export function lasting(token: string | undefined): Promise<string> {
  const { sub = "", sid } = decodeJwt(token ?? "");
  return new SignJWT({ sid })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(sub)
    .setIssuedAt()
    .setExpirationTime("1 day")
    .sign(new TextEncoder().encode(SECRET));
}
