import { expect, test } from "bun:test";
import { wishOf } from "./accepted-language.ts";

const cases: [accepted: string | undefined, language: "en" | "de", tag: string][] = [
  ["de-CH,de;q=0.9,en;q=0.8", "de", "de-CH"],
  ["fr-FR, en-GB;q=0.7, de;q=0.5", "en", "en-GB"],
  ["fr", "en", "en"],
  ["en-XB", "en", "en-XB"],
  [undefined, "en", "en"],
  ["*;q=1, ;;;, \u0000", "en", "en"],
];

for (const [accepted, language, tag] of cases)
  test(`a browser that asks for ${JSON.stringify(accepted)} reads ${tag}`, () =>
    expect(wishOf(accepted)).toEqual({ language, tag }));
