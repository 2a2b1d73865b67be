import { createRequire } from "node:module";

/** As far as we look at them: the package's own types bring a browser's into every file. */
type Mode = { className?: string; begin?: unknown; returnBegin?: boolean } & Record<string, unknown>;
type Grammar = { contains: Mode[] } & Record<string, unknown>;
type Language = (api: unknown) => Grammar;
type Highlighter = {
  registerLanguage(name: string, language: Language): void;
  getLanguage(name: string): Grammar | undefined;
  configure(options: { classPrefix: string }): void;
  highlight(code: string, options: { language: string; ignoreIllegals: boolean }): { value: string };
};

const require = createRequire(import.meta.url);

/** What looks for a whole declaration from each of its words anew, which takes the square of their number. */
const isDeclaration = ({ className, begin, returnBegin }: Mode): boolean =>
  className === "function" || Array.isArray(begin) || (returnBegin === true && typeof begin === "string");
const withoutDeclarations = (modes: Mode[]) => modes.filter((mode) => !isDeclaration(mode));

/** A key is looked for where a line begins, and not from each of its parts. */
const keysOfLines = (modes: Mode[]) =>
  modes.map((mode) => (mode.className === "attr" ? { ...mode, begin: /^[ \t]*[\w."'-]+(?=[ \t]*=)/ } : mode));

/** What a fence may be of, each with its own aliases (`js`, `html`, `toml`, `sh` …), and what is changed in it. */
const languages: Record<string, ((modes: Mode[]) => Mode[]) | undefined> = {
  bash: undefined,
  c: withoutDeclarations,
  cpp: withoutDeclarations,
  csharp: withoutDeclarations,
  css: undefined,
  diff: undefined,
  dockerfile: undefined,
  go: undefined,
  ini: keysOfLines,
  java: withoutDeclarations,
  javascript: undefined,
  json: undefined,
  kotlin: undefined,
  markdown: undefined,
  php: undefined,
  python: undefined,
  ruby: undefined,
  rust: undefined,
  sql: undefined,
  swift: undefined,
  typescript: undefined,
  xml: undefined,
  yaml: undefined,
};

export const languageNames = Object.keys(languages);

/** highlight.js with these languages alone. */
export function makeHighlighter(): Highlighter {
  const highlighter = require("highlight.js/lib/core") as Highlighter;
  for (const [name, change] of Object.entries(languages)) {
    const language = require(`highlight.js/lib/languages/${name}`) as Language;
    highlighter.registerLanguage(name, (api) => {
      const grammar = language(api);
      return change ? { ...grammar, contains: change(grammar.contains) } : grammar;
    });
  }
  highlighter.configure({ classPrefix: "code-" });
  return highlighter;
}
