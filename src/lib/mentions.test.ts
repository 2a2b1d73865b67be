import { describe, expect, test } from "bun:test";
import { cpuOf } from "../../test/support/cpu.ts";
import { mentionsIn } from "./mentions.ts";

describe("mentions", () => {
  test.each([
    ["@maya could you look?", ["maya"]],
    ["Hi @Maya and @samuel_b, (@ines)! **@lee**", ["maya", "samuel_b", "ines", "lee"]],
    ["@maya @maya @MAYA", ["maya"]],
    ["@here and @room", ["here", "room"]],
    ["> @maya said\n- [ ] @samuel", ["maya", "samuel"]],
    ["@maya, @samuel. @ines's", ["maya", "samuel", "ines"]],
    ["@maya: see [this](https://example.org)", ["maya"]],
    ["unclosed ` and @maya", ["maya"]],
  ])("%j calls %j", (content, usernames) => {
    expect(mentionsIn(content)).toEqual(usernames);
  });

  test.each([
    ["nobody at all"],
    ["write to maya@example.org or a.@maya"],
    ["@me is too short, and so is @"],
    [`@${"a".repeat(51)} is too long`],
    ["@maya@social.example lives elsewhere, @example.org too"],
    ["https://example.org/@maya and https://example.org/?to=,@maya"],
    ["in `@maya` code, or ``a ` @maya``"],
    ["```\n@maya\n```\n~~~ts\n@samuel"],
    ["a link [@maya](https://example.org) or [x](@maya)"],
    ["told not to: \\@maya"],
    ["@mayaé @日本語"],
  ])("%j calls nobody", (content) => {
    expect(mentionsIn(content)).toEqual([]);
  });

  test("are fifty at most", () => {
    const many = Array.from({ length: 80 }, (_, index) => `@person${index}`);
    expect(mentionsIn(many.join(" "))).toEqual(many.slice(0, 50).map((name) => name.slice(1)));
  });

  test("are found beside a link that ends in brackets without end, in no time", () => {
    let found: string[] = [];
    expect(cpuOf(() => (found = mentionsIn(`@maya https://a.test/${")!".repeat(2400)}`)))).toBeLessThan(50);
    expect(found).toEqual(["maya"]);
  });

  test.each([
    "@",
    "@a",
    "@abc",
    "`@abc",
    "[@abc](",
    "> @abc ",
    "https://@",
    "https://a)(",
    ":https://a!!!!!!",
    "~~~\n@abc\n",
  ])("are found in 5,000 characters of %j in no time", (part) => {
    expect(cpuOf(() => mentionsIn(part.repeat(5000).slice(0, 5000)))).toBeLessThan(50);
  });
});
