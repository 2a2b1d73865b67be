import { Icon } from "../icons.tsx";
import { t } from "../words.ts";

const examples = (): [written: string, meaning: string][] => [
  ["from:@samuel", t("search.help.from")],
  ["in:#general", t("search.help.in")],
  ["has:link", t("search.help.has", { parts: "link, code, poll, reaction, pin, thread" })],
  ["before:2026-11-01", t("search.help.before")],
  ["after:yesterday", t("search.help.after")],
  ["on:2026-11", t("search.help.on")],
  [t("search.help.phraseExample"), t("search.help.phrase")],
  ["-draft", t("search.help.not")],
];

/** What can be written beside words. */
export function Filters({ open }: { open: boolean }) {
  return (
    <details class="search-filters" open={open}>
      <summary>
        <Icon name="chevron-down" />
        {t("search.help")}
      </summary>
      <dl>
        {examples().map(([written, meaning]) => (
          <div>
            <dt>
              <code>{written}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
