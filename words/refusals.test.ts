import { expect, test } from "bun:test";
import { refusals as german } from "./de/refusals.ts";
import { keyOf, refusalIn } from "./refusals.ts";

test("a refusal is said in the reader's language, with the values that it has", () => {
  expect(refusalIn("de", "This room is archived.")).toBe("Dieser Raum ist archiviert.");
  expect(refusalIn("de", "Too many requests. Try again in 12 s.")).toBe(
    "Das war zu oft. Versuche es in 12 s noch einmal.",
  );
  expect(refusalIn("de", "You may write nothing until 2026-11-21T10:00:00.000Z.")).toBe(
    "Du darfst nichts schreiben bis 2026-11-21T10:00:00.000Z.",
  );
});

test("English stays as it is, and so does what a language lacks", () => {
  expect(refusalIn("en", "This room is archived.")).toBe("This room is archived.");
  expect(refusalIn("de", "content: Too big")).toBe("content: Too big");
});

/** What a program says, rather than a person does, is told in English alone: their author is who reads it. */
const FOR_PROGRAMS = [
  "Send the body as application/json.",
  "Send the body without a Content-Encoding.",
  "Something went wrong here. Try again.",
  "The access token is not valid.",
  "The body is not JSON in UTF-8.",
  "The frame is not JSON.",
  "The refresh token is not valid.",
].map(keyOf);

const REFUSED =
  /\b(?:forbidden|conflict|unavailable|unauthenticated|taken|(?:new AppError|refused)\(\s*"[a-z_]+",)\(?\s*(?:"[a-z]+",\s*)?(?:"([A-Z][^"]*)"|`([A-Z][^`]*)`)/g;
const NOT_FOUND = /\bnotFound\("([^"]*)"/g;
/** `inWords` names a length by its unit, for which each is a text. */
const template = (text: string) =>
  text.replace("${inWords(editable)}", "{} minutes").replaceAll(/\$\{[^}]*\}/g, "{}");

async function refusalsOf(path: string): Promise<string[]> {
  const source = await Bun.file(path).text();
  return [
    ...[...source.matchAll(REFUSED)].map(([, plain, filled = ""]) => plain ?? template(filled)),
    ...[...source.matchAll(NOT_FOUND)].map(([, what]) => `No such ${what}.`),
  ];
}

test("every refusal that a person may read has its text in German", async () => {
  const paths = [...new Bun.Glob("src/**/*.{ts,tsx}").scanSync()].filter((path) => !path.includes(".test."));
  const said = new Set((await Promise.all(paths.map(refusalsOf))).flat().map(keyOf));
  const lacking = [...said].filter((text) => !(text in german) && !FOR_PROGRAMS.includes(text));
  expect(said.size).toBeGreaterThan(80);
  expect(lacking.filter((text) => text !== "No such {}.")).toEqual([]);
});
