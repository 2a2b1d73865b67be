import { expect, test } from "bun:test";
import { isAllowedOrigin } from "./origin.ts";

test("a configured origin is allowed, whatever host the request names", () => {
  const allowed = ["https://chat.example.org"];
  expect(isAllowedOrigin("https://chat.example.org", "internal:3000", allowed, allowed[0])).toBe(true);
  expect(isAllowedOrigin("https://evil.example", "evil.example", allowed, allowed[0])).toBe(false);
});

test("without configuration only the request's own host is allowed", () => {
  expect(isAllowedOrigin("http://192.168.1.5:3000", "192.168.1.5:3000", [], undefined)).toBe(true);
  expect(isAllowedOrigin("http://evil.example", "192.168.1.5:3000", [], undefined)).toBe(false);
  expect(isAllowedOrigin("null", "192.168.1.5:3000", [], undefined)).toBe(false);
  expect(isAllowedOrigin("http://192.168.1.5:3000", null, [], undefined)).toBe(false);
});
