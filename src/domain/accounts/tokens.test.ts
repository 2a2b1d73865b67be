import { expect, test } from "bun:test";
import { jwtVerify, SignJWT, UnsecuredJWT } from "jose";
import { ACCESS_TOKEN_LIFE, createTokens } from "./tokens.ts";

const SECRET = "a secret of more than thirty-two characters";
const NOW = Date.UTC(2026, 10, 20);
const key = new TextEncoder().encode(SECRET);
const seconds = Math.floor(NOW / 1000);
const { sign, verify } = createTokens(SECRET, () => NOW);

/** The library's verdict, by what this product asks of it. */
const joseAccepts = (token: string) =>
  jwtVerify(token, key, {
    algorithms: ["HS256"],
    currentDate: new Date(NOW),
    requiredClaims: ["sub", "sid", "exp"],
  }).then(
    () => true,
    () => false,
  );

type Claims = Record<string, unknown>;
const claims: Claims = { sub: "ann", sid: "s1", iat: seconds, exp: seconds + 60 };
const make = (given: Claims, { alg = "HS256", by = SECRET }: { alg?: string; by?: string } = {}) =>
  new SignJWT({ ...claims, ...given }).setProtectedHeader({ alg }).sign(new TextEncoder().encode(by));
const without = (name: string) => make({ [name]: undefined });

const forge = (payload: object) =>
  Buffer.from(JSON.stringify({ ...claims, ...payload })).toString("base64url");

test("a token tells whose it is, until it has run out", async () => {
  const token = await sign("ann", "s1");
  const expiresAt = NOW + ACCESS_TOKEN_LIFE;
  expect(verify(token)).toEqual({ userId: "ann", sessionId: "s1", expiresAt });
  expect(createTokens(SECRET, () => expiresAt - 1).verify(token)).toBeDefined();
  expect(createTokens(SECRET, () => expiresAt).verify(token)).toBeUndefined();
});

test("every verdict is the library's", async () => {
  const good = await make({});
  const [head = "", payload = "", signature = ""] = good.split(".");
  const accepted = [good, await sign("ann", "s1"), await make({ nbf: seconds }), await without("iat")];
  const refused = [
    await make({ exp: seconds }),
    await make({ exp: seconds - 1 }),
    await make({ exp: "tomorrow" }),
    await make({ nbf: seconds + 1 }),
    await make({ nbf: "tomorrow" }),
    await make({ iat: "yesterday" }),
    await without("exp"),
    await without("sub"),
    await without("sid"),
    await make({}, { by: "another secret of more than thirty-two" }),
    await make({}, { alg: "HS384" }),
    await make({}, { alg: "HS512" }),
    new UnsecuredJWT(claims).encode(),
    `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.${signature}`,
    `${head}.${forge({ sub: "ben" })}.${signature}`,
    `${head}.${payload}.${signature.slice(0, -2)}AA`,
    `${head}.${payload}.${signature.slice(1)}`,
    `${head}.${payload}.${signature}A`,
    `${head}.${payload}.${"é".repeat(signature.length)}`,
    `${head}.${payload}.`,
    `${head}.${payload}`,
    `${good}.${signature}`,
    `.${payload}.${signature}`,
    " ",
    "",
    "..",
    "garbage",
    "\u0000".repeat(100),
  ];
  for (const [tokens, verdict] of [[accepted, true] as const, [refused, false] as const]) {
    for (const token of tokens) {
      expect([token, await joseAccepts(token)]).toEqual([token, verdict]);
      expect([token, verify(token) !== undefined]).toEqual([token, verdict]);
    }
  }
});

test("a flipped bit anywhere spoils a token", async () => {
  const token = await make({});
  // The last character's two lowest bits belong to no byte.
  for (let at = 0; at < token.length - 1; at += 1) {
    const other = String.fromCharCode(token.charCodeAt(at) ^ 1);
    const tampered = token.slice(0, at) + other + token.slice(at + 1);
    expect([tampered, verify(tampered)]).toEqual([tampered, undefined]);
  }
});
