import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { escape, raw } from "../jsx/html.ts";
import { StatusLine } from "../people/status.tsx";
import { t } from "../words.ts";
import type { Shell } from "./types.ts";

/** The sidebar takes the answer: nobody leaves the page they are on to be left in peace. */
const inPlace = JSON.stringify({ target: "#sidebar", select: "#sidebar", swap: "outerMorph", push: "false" });

function Peace({ shell: { own } }: { shell: Shell }) {
  if (own.doNotDisturbUntil)
    return (
      <ActionButton action="/status/peace" fields={{ for: "off" }} class="menu-item">
        <Icon name="bell" />
        {t("status.peaceOff")}
      </ActionButton>
    );
  const choices = [
    ["half", t("status.half")],
    ["hour", t("status.hour")],
    ["tomorrow", t("status.tomorrow")],
  ] as const;
  return (
    <>
      <p class="menu-title" id="peace-title">
        {t("status.peace")}
      </p>
      <div class="menu-choices" role="group" aria-labelledby="peace-title">
        {choices.map(([value, label]) => (
          <ActionButton action="/status/peace" fields={{ for: value }} class="button button-small">
            {label}
          </ActionButton>
        ))}
      </div>
    </>
  );
}

/** What the viewer says of how they are. It opens without script, too. */
export function MeMenu({ shell }: { shell: Shell }) {
  const { own } = shell;
  const label = t("status.title");
  const glyph = own.status?.emoji ?? (own.status ? "💬" : undefined);
  return (
    <>
      <button class="icon-button" type="button" popovertarget="me-menu" aria-label={label} title={label}>
        {own.doNotDisturbUntil ? (
          <Icon name="moon" />
        ) : glyph ? (
          raw(`<span class="me-glyph">${escape(glyph)}</span>`)
        ) : (
          <Icon name="face-smile" />
        )}
      </button>
      <div id="me-menu" class="menu me-menu" popover="auto" hx-boost:inherited={inPlace}>
        <StatusLine user={own} />
        <a class="menu-item" href="/status" hx-boost="false">
          <Icon name="face-smile" />
          {own.status ? t("status.change") : t("status.say")}
        </a>
        {own.status ? (
          <ActionButton action="/status/clear" class="menu-item">
            <Icon name="x-mark" />
            {t("status.clear")}
          </ActionButton>
        ) : null}
        <Peace shell={shell} />
      </div>
    </>
  );
}
