import { expect, test } from "bun:test";
import { createPasswords } from "./passwords.ts";

test("a password is verified by its hash, and nobody's by none", async () => {
  const { hash, verify } = createPasswords();
  const known = await hash("correct horse battery");
  expect(await verify("correct horse battery", known)).toBe(true);
  expect(await verify("correct horse", known)).toBe(false);
  expect(await verify("correct horse", undefined)).toBe(false);
});
