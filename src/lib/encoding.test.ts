import { expect, test } from "bun:test";
import { bestEncoding } from "./encoding.ts";

test("an answer is compressed as its reader takes it", () => {
  expect(bestEncoding("gzip, deflate, br, zstd")).toBe("zstd");
  expect(bestEncoding("gzip, deflate")).toBe("gzip");
  expect(bestEncoding("GZIP;Q=0.5")).toBe("gzip");
  expect(bestEncoding("zstd;q=0, *")).toBe("gzip");
  expect(bestEncoding("*;q=0.1")).toBe("zstd");
  for (const none of [undefined, "", "identity", "br", "gzip;q=0", "gzip; q=0.000, zstd ; q=x", "*;q=0"])
    expect([none, bestEncoding(none)]).toEqual([none, undefined]);
});
