/** What programs call themselves, the more particular first: Edge and Opera say Chrome too, and Chrome says Safari. */
const browsers: [pattern: RegExp, name: string][] = [
  [/\bEdg(?:A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/(?:Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
  [/\bcurl\//, "curl"],
  [/\bBun\//, "Bun"],
];
const systems: [pattern: RegExp, name: string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

const nameIn = (text: string, names: [RegExp, string][]) =>
  names.find(([pattern]) => pattern.test(text))?.[1];

/** A user agent as people speak of devices: `Firefox · Linux`. Undefined where it says nothing that is known. */
export function deviceName(userAgent: string | null): string | undefined {
  const text = userAgent ?? "";
  const parts = [nameIn(text, browsers), nameIn(text, systems)].filter((part) => part !== undefined);
  return parts.length ? parts.join(" · ") : undefined;
}

/** Whether it is held in the hand. */
export const isHandheld = (userAgent: string | null): boolean =>
  /\b(Mobile|Android|iPhone|iPad)\b/.test(userAgent ?? "");
