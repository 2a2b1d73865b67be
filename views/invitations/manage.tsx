import type { Invitation } from "../../src/lib/contract/objects.ts";
import { invitationDays } from "../../src/lib/contract/inputs.ts";
import { dateAndTime } from "../dates.ts";
import { ActionButton, ProblemNote, type Problem, Select } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";

/** A link to hand on. The button to copy it appears where there are scripts (static/copy.ts). */
export function LinkField({ url }: { url: string }) {
  return (
    <div class="link-field">
      <label class="visually-hidden" for="link">
        {t("invitations.link")}
      </label>
      <input id="link" type="text" readonly value={url} dir="ltr" />
      <button class="button" type="button" data-copy="link" data-copied={t("invitations.copied")}>
        <Icon name="clipboard-document" />
        <span aria-live="polite">{t("invitations.copy")}</span>
      </button>
    </div>
  );
}

/** After a first run: the place stands, and is empty. */
export function WelcomePage({ shell, url, roomId }: { shell: Shell; url: string; roomId: string }) {
  return (
    <ShellPage shell={shell} title={t("invitations.people")}>
      <Pane title={t("invitations.people")} lead={t("invitations.welcome", { place: shell.place ?? "Wisp" })}>
        <section class="panel stack" aria-label={t("invitations.link")}>
          <LinkField url={url} />
          <p class="quiet">{t("invitations.welcomeNote")}</p>
        </section>
        <a class="button button-primary" href={`/rooms/${roomId}`}>
          {t("invitations.start")}
        </a>
      </Pane>
    </ShellPage>
  );
}

type Props = {
  shell: Shell;
  invitations: Invitation[];
  /** The link that was made a moment ago. */
  url?: string | undefined;
  problem?: Problem | undefined;
};

function uses({ uses: count, maxUses }: Invitation): string {
  if (maxUses === null) return t("invitations.uses", { count });
  return t("invitations.usesOf", { count, most: maxUses });
}

function InvitationRow({ invitation, shell }: { invitation: Invitation; shell: Shell }) {
  const room = shell.rooms.find(({ id }) => id === invitation.roomId);
  return (
    <li class="card">
      <span class="card-glyph">
        <Icon name="link" />
      </span>
      <div class="card-text">
        <p class="card-name">
          {room ? (
            <bdi>{room.title}</bdi>
          ) : invitation.roomId ? (
            t("invitations.someRoom")
          ) : (
            t("invitations.noRoom")
          )}
        </p>
        <p>
          {uses(invitation)} ·{" "}
          <time datetime={invitation.expiresAt}>
            {t("invitations.until", { time: dateAndTime(invitation.expiresAt) })}
          </time>
        </p>
      </div>
      <ActionButton action={`/invitations/${invitation.id}/revoke`} class="button button-danger">
        {t("invitations.revoke")}
      </ActionButton>
    </li>
  );
}

function MakeForm({ shell, problem }: { shell: Shell; problem?: Problem | undefined }) {
  const rooms = shell.rooms.filter(({ kind }) => kind !== "direct");
  return (
    <form class="stack panel" method="post" action="/invitations">
      <ProblemNote problem={problem} />
      <div class="field-row">
        <Select
          name="expiresInDays"
          label={t("invitations.expires")}
          value="7"
          options={invitationDays.map((days) => [String(days), t("invitations.days", { count: days })])}
        />
        <Select
          name="maxUses"
          label={t("invitations.howMany")}
          value=""
          options={[
            ["", t("invitations.anyNumber")],
            ...[1, 5, 25, 100].map((count): [string, string] => [
              String(count),
              t("invitations.peopleCount", { count }),
            ]),
          ]}
        />
        <Select
          name="roomId"
          label={t("invitations.room")}
          value=""
          options={[
            ["", t("invitations.noRoom")],
            ...rooms.map(({ id, title }): [string, string] => [id, title]),
          ]}
        />
      </div>
      <button class="button button-primary" type="submit">
        {t("invitations.make")}
      </button>
    </form>
  );
}

/** The links by which people can come in. */
export function InvitationsPage({ shell, invitations, url, problem }: Props) {
  const back = { href: "/people", label: t("invitations.backToPeople") };
  return (
    <ShellPage shell={shell} title={t("invitations.people")}>
      <Pane title={t("invitations.people")} lead={t("invitations.manageLead")} back={back}>
        {url ? (
          <section class="panel stack" role="status" aria-label={t("invitations.link")}>
            <LinkField url={url} />
            <p class="quiet">{t("invitations.onlyNow")}</p>
          </section>
        ) : null}
        <MakeForm shell={shell} problem={problem} />
        <section aria-labelledby="standing">
          <h2 id="standing">{t("invitations.standing")}</h2>
          {invitations.length ? null : <p class="quiet">{t("invitations.none")}</p>}
          <ul class="cards">
            {invitations.map((invitation) => (
              <InvitationRow invitation={invitation} shell={shell} />
            ))}
          </ul>
        </section>
      </Pane>
    </ShellPage>
  );
}
