import { reader } from "../words.ts";

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** Seconds in words of the reader's, by the largest unit that is whole: `7 days`, `90 minutes`. */
export function lifetimeText(seconds: number): string {
  const [unit, size] = units.find((each) => seconds % each[1] === 0) ?? units[3];
  const options = { style: "unit", unit, unitDisplay: "long" } as const;
  return new Intl.NumberFormat(reader().locale, options).format(seconds / size);
}
