/** Requests whose parts are mutated one by one: they arrive whole, and what is in them is wrong. */
import type { Dice } from "./dice.ts";
import { encoded, mutatedFields, mutatedJson } from "./mutate-json.ts";
import { apiTemplates, type Ids, pageTemplates, type Template } from "./templates.ts";

export type RequestBytes = { bytes: Buffer; api: boolean };

const ODD_PARTS = [
  "",
  "..",
  "%2e%2e",
  "%00",
  "%ff",
  "%zz",
  "%",
  "null",
  "__proto__",
  "constructor",
  "0",
  "-1",
  "'--",
  "%F0%9F%99%82",
  "a".repeat(3000),
  "%ED%A0%80",
];
const ODD_QUERIES = [
  "=",
  "&&&",
  "limit=1&limit=2",
  "limit=1e400",
  "limit=-0",
  "after=%00",
  "before[]=1",
  "after=9007199254740993",
  "query=%",
  "query=%ED%A0%80",
  "scope=__proto__",
  "__proto__=1",
  "before=0x10",
  "limit=%20",
];
const TYPES = [
  "text/plain",
  "application/jsonp",
  "application/json; charset=utf-16",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "",
  "x",
  "application/json, text/plain",
];
const ODD_HEADERS = [
  "Content-Encoding: gzip",
  "Cookie: wisp-access=%ff; =; a",
  "Origin: null",
  "Accept: */*;q=x",
  "Accept-Encoding: gzip;q=-1, \u0080",
  "If-None-Match: *",
  "Range: bytes=-1",
  "X-Forwarded-For: é, ::1",
  "HX-Request: true\r\nHX-Current-URL: \\",
  "X-Request-Id: a\u0080",
  'Forwarded: for="[::"',
  "Accept-Language: " + "x,".repeat(2000),
];

/** A request with everything right, but for what it would store; for mutations of its bytes. */
export function plainRequest(dice: Dice, ids: Ids, token: string): Buffer {
  const templates = apiTemplates(ids).filter(({ path }) => !path.endsWith("logout"));
  const template = dice.pick(templates);
  const body = template.storing ? { ...template.body, forged: 1, "": 2 } : template.body;
  return asBytes(
    template,
    template.path,
    Buffer.from(body ? JSON.stringify(body) : ""),
    headersOf(template, token),
  );
}

export function mutatedRequest(dice: Dice, ids: Ids, token: string): RequestBytes {
  const template = dice.pick(dice.chance(0.85) ? apiTemplates(ids) : pageTemplates(ids));
  const path = dice.chance(template.body ? 0.15 : 0.6) ? mutatedPath(dice, template.path) : template.path;
  const body = template.form ? formBody(dice, template) : jsonBody(dice, template);
  const headers = headersOf(template, dice.chance(0.05) ? `${token}x` : token);
  if (dice.chance(0.1)) headers[0] = `Content-Type: ${dice.pick(TYPES)}`;
  if (dice.chance(0.15)) headers.push(dice.pick(ODD_HEADERS));
  return {
    bytes: asBytes(template, path, body, headers),
    api: /^\/api\/./.test(path) && !/\.\.|%2e/.test(path),
  };
}

function mutatedPath(dice: Dice, path: string): string {
  const [place = "", query = ""] = path.split("?");
  if (dice.chance(0.4)) return `${place}?${dice.chance(0.5) ? query : ""}&${dice.pick(ODD_QUERIES)}`;
  const parts = place.split("/");
  // Not the first two: another route is another template.
  parts[Math.max(3, dice.below(parts.length))] = dice.pick(ODD_PARTS);
  return `${parts.join("/")}${query && `?${query}`}`;
}

function jsonBody(dice: Dice, { body, storing }: Template): Buffer {
  if (!body) return Buffer.from(dice.chance(0.2) ? mutatedJson(dice, { a: 1 }) : "");
  for (;;) {
    const bytes = encoded(dice, mutatedJson(dice, body), 0.05);
    if (!storing || !fits(storing, bytes)) return bytes;
  }
}

/** Whether the node would take it: as UTF-8 and JSON, by the contract's own schema. No body at all counts as `{}`. */
function fits(schema: NonNullable<Template["storing"]>, bytes: Buffer): boolean {
  if (bytes.length === 0) return schema.safeParse({}).success;
  try {
    return schema.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))).success;
  } catch {
    return false;
  }
}

function formBody(dice: Dice, { body = {} }: Template): Buffer {
  const { password: _, ...fields } = mutatedFields(dice, body);
  const pairs = Object.entries(fields).map(([name, value]): [string, string] => [
    name,
    JSON.stringify(value),
  ]);
  return encoded(dice, new URLSearchParams(pairs).toString(), 0.2);
}

function headersOf({ anonymous, form, path }: Template, token: string): string[] {
  const type = form ? "application/x-www-form-urlencoded" : "application/json";
  const bearer = path.endsWith("logout") ? "nobody" : token;
  return [
    `Content-Type: ${type}`,
    ...(anonymous && bearer === token ? [] : [`Authorization: Bearer ${bearer}`]),
  ];
}

function asBytes({ method }: Template, path: string, body: Buffer, headers: string[]): Buffer {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    "Host: x",
    ...headers,
    `Content-Length: ${body.length}`,
    "",
    "",
  ];
  return Buffer.concat([Buffer.from(lines.join("\r\n"), "latin1"), body]);
}
