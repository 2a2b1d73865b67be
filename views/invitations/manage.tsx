import type { Invitation } from "../../src/lib/contract/objects.ts";
import { invitationDays } from "../../src/lib/contract/inputs.ts";
import { dateAndTime } from "../dates.ts";
import { ActionButton, Field, ProblemNote, type Problem, Select } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { GuestTag } from "../people/guest-tag.tsx";
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
  /** Whether the place sends mail. */
  mail: boolean;
  /** What was written into the form for mail, and what is wrong with it. */
  emails?: string | undefined;
  mailProblem?: Problem | undefined;
  /** How many were mailed a moment ago. */
  mailed?: number | undefined;
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
        <Icon name={invitation.email ? "envelope" : "link"} />
      </span>
      <div class="card-text">
        <p class="card-name">
          {invitation.email ? <bdi translate="no">{invitation.email}</bdi> : null}
          {invitation.email ? " · " : null}
          {room ? (
            <bdi>{room.title}</bdi>
          ) : invitation.roomId ? (
            t("invitations.someRoom")
          ) : (
            t("invitations.noRoom")
          )}
          <GuestTag user={invitation} />
        </p>
        <p>
          {invitation.email && invitation.uses === 0 ? t("invitations.notYet") : uses(invitation)} ·{" "}
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

/** Into which room they come, and as what. */
function Where({ shell, form }: { shell: Shell; form: string }) {
  const rooms = shell.rooms.filter(({ kind }) => kind !== "direct");
  return (
    <div class="field-row">
      <Select
        name="roomId"
        id={`${form}-room`}
        label={t("invitations.room")}
        value=""
        options={[
          ["", t("invitations.noRoom")],
          ...rooms.map(({ id, title }): [string, string] => [id, title]),
        ]}
      />
      <Select
        name="role"
        id={`${form}-role`}
        label={t("invitations.as")}
        value="member"
        options={[
          ["member", t("people.role.member")],
          ["guest", t("people.role.guest")],
        ]}
      />
    </div>
  );
}

function MailForm({ shell, mail, emails, mailProblem, mailed }: Omit<Props, "invitations">) {
  return (
    <form class="stack panel" method="post" action="/invitations/mail" aria-labelledby="by-mail">
      <h2 id="by-mail">{t("invitations.byMail")}</h2>
      {mail ? (
        <>
          {mailed ? (
            <p class="note note-success" role="status">
              {t("invitations.mailed", { count: mailed })}
            </p>
          ) : null}
          <ProblemNote problem={mailProblem} />
          <Field
            name="emails"
            label={t("invitations.emails")}
            hint={t("invitations.emailsHint")}
            value={emails}
            problem={mailProblem && onField(mailProblem, "emails")}
            rule="invitations.emailsWrong"
            multiline
            rows="3"
            required
            maxlength={5000}
            spellcheck="false"
          />
          <Where shell={shell} form="mail" />
          <p class="field-hint">{t("people.guestHint")}</p>
          <button class="button button-primary" type="submit">
            {t("invitations.send")}
          </button>
        </>
      ) : (
        <p class="quiet">{t("settings.noMail")}</p>
      )}
    </form>
  );
}

/** `emails.3` is wrong with the field `emails`. */
const onField = (problem: Problem, name: string): Problem => ({
  ...problem,
  errors: problem.errors?.map((each) => ({
    ...each,
    path: each.path.startsWith(`${name}.`) ? name : each.path,
  })),
});

function MakeForm({ shell, problem }: { shell: Shell; problem?: Problem | undefined }) {
  return (
    <form class="stack panel" method="post" action="/invitations" aria-labelledby="by-link">
      <h2 id="by-link">{t("invitations.byLink")}</h2>
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
      </div>
      <Where shell={shell} form="link" />
      <button class="button button-primary" type="submit">
        {t("invitations.make")}
      </button>
    </form>
  );
}

/** The links by which people can come in. */
export function InvitationsPage(props: Props) {
  const { shell, invitations, url, problem } = props;
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
        <MailForm {...props} />
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
