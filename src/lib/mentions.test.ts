import { describe, expect, test } from "bun:test";
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
    const begun = performance.now();
    expect(mentionsIn(`@maya https://a.test/${")!".repeat(2400)}`)).toEqual(["maya"]);
    expect(performance.now() - begun).toBeLessThan(50);
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
    const begun = performance.now();
    mentionsIn(part.repeat(5000).slice(0, 5000));
    expect(performance.now() - begun).toBeLessThan(50);
  });
});
