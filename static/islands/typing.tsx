import { typing } from "../state.ts";
import { locale, t } from "../words.ts";

const most = 3;
const list = new Intl.ListFormat(locale, { type: "conjunction" });

function sentence(names: string[]): string {
  const count = names.length;
  if (count === 0) return "";
  return count > most ? t("composer.typingMany") : t("composer.typing", { count, names: list.format(names) });
}

export function Typing() {
  return <>{sentence([...typing.value.values()])}</>;
}
