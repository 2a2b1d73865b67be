import { expect, test } from "bun:test";
import { createECDH } from "node:crypto";
import { deriveVapidKeys } from "./vapid.ts";

const secret = "a secret of an installation, long enough";

test("one secret gives one pair of keys, on whichever node, and another secret another", () => {
  expect(deriveVapidKeys(secret)).toEqual(deriveVapidKeys(secret));
  expect(deriveVapidKeys(secret)).not.toEqual(deriveVapidKeys(`${secret}.`));
});

test("the public key is an uncompressed point, and the private key's own", () => {
  for (let turn = 0; turn < 300; turn++) {
    const { publicKey, privateKey } = deriveVapidKeys(`${secret} ${turn}`);
    expect(Buffer.from(privateKey, "base64url")).toHaveLength(32);
    expect(publicKey).toMatch(/^B[\w-]{86}$/);
    const pair = createECDH("prime256v1");
    pair.setPrivateKey(Buffer.from(privateKey, "base64url"));
    expect(pair.getPublicKey("base64url")).toBe(publicKey);
  }
});
