/** How a message of the catalogue becomes text. Served to the browser too: nothing here but the language itself. */

/** Text with `{name}` where a value goes; by the plural form of `count` where that matters (`Intl.PluralRules`). */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Values = Record<string, string | number>;

const rules = new Map<string, Intl.PluralRules>();

function pluralForm(locale: string, count: number): Intl.LDMLPluralRule {
  const known = rules.get(locale) ?? new Intl.PluralRules(locale);
  rules.set(locale, known);
  return known.select(count);
}

const numbers = new Map<string, Intl.NumberFormat>();

function valueAsText(locale: string, value: string | number): string {
  if (typeof value === "string") return value;
  const known = numbers.get(locale) ?? new Intl.NumberFormat(locale);
  numbers.set(locale, known);
  return known.format(value);
}

/** `count` chooses the plural form; a value that is missing stays as its name, to be seen. */
export function format(locale: string, message: Message, values: Values = {}): string {
  const pattern =
    typeof message === "string"
      ? message
      : (message[pluralForm(locale, Number(values["count"]))] ?? message.other);
  if (!pattern.includes("{")) return pattern;
  return pattern.replace(/\{(\w+)\}/g, (name, key: string) => {
    const value = values[key];
    return value === undefined ? name : valueAsText(locale, value);
  });
}
