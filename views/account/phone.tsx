import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { LinkField } from "../invitations/manage.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";
import { type Door, Entrance } from "./entrance.tsx";
import { QrCode } from "./qr-code.tsx";

export type HandoverState = "waiting" | "used" | "over";

/** What becomes of the link, asked for every other second as long as it may change; without script a link asks. */
export function HandoverStatus({ id, state }: { id: string; state: HandoverState }) {
  if (state === "waiting")
    return (
      <div
        id="handover"
        class="handover"
        role="status"
        hx-get={`/settings/phone/${id}`}
        hx-trigger="every 2s"
        hx-target="this"
        hx-swap="outerHTML"
        hx-sync="this:drop"
      >
        <p class="quiet">{t("phone.waiting")}</p>
        <a class="without-script" href="/settings/devices">
          {t("phone.look")}
        </a>
      </div>
    );
  return (
    <div id="handover" class="handover" role="status" data-state={state}>
      <p>
        <Icon name={state === "used" ? "check-circle" : "clock"} />
        {state === "used" ? t("phone.used") : t("phone.over")}
      </p>
      {state === "used" ? (
        <a class="button button-primary" href="/settings/devices">
          {t("phone.toDevices")}
        </a>
      ) : (
        <ActionButton action="/settings/phone" class="button button-primary">
          {t("phone.again")}
        </ActionButton>
      )}
    </div>
  );
}

/** At the desk: a code to hold the phone's camera before. */
export function HandoverPage({ shell, url, id }: { shell: Shell; url: string; id: string }) {
  const title = t("phone.title");
  return (
    <ShellPage shell={shell} title={title}>
      <Pane
        title={title}
        lead={t("phone.lead")}
        back={{ href: "/settings/devices", label: t("settings.devices") }}
      >
        <section class="panel handover-panel" aria-label={title}>
          <QrCode text={url} label={t("phone.code")} />
          <HandoverStatus id={id} state="waiting" />
          <details class="disclosure handover-link">
            <summary>{t("phone.noCamera")}</summary>
            <LinkField url={url} />
          </details>
        </section>
      </Pane>
    </ShellPage>
  );
}

type ArrivalProps = { door: Door; name: string | undefined; action: string };

/** On the phone: whose session this is to be. Looking at it does not use the link up. */
export function ArrivalPage({ door, name, action }: ArrivalProps) {
  if (name === undefined)
    return (
      <Entrance door={door} title={t("recovery.lapsed")} lead={t("phone.lapsed")}>
        <a class="button button-primary" href="/">
          {t("invitations.toDoor")}
        </a>
      </Entrance>
    );
  return (
    <Entrance door={door} title={t("phone.arrival", { name })} lead={t("phone.arrivalLead")}>
      <form class="stack" method="post" action={action}>
        <button class="button button-primary" type="submit">
          {t("phone.arrivalButton", { name })}
        </button>
      </form>
    </Entrance>
  );
}
