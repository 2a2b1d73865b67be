import type { Key } from "../../words/index.ts";
import { AccountFields, type AccountValues, type Door, Entrance, withNext } from "../account/entrance.tsx";
import { ActionButton, ProblemNote, type Problem } from "../forms.tsx";
import { t } from "../words.ts";

export type Landing = {
  door: Door;
  /** Where the link leads, to be posted to. */
  action: string;
  inviter: string;
  room: { id: string; name: string | null } | undefined;
  /** For whom alone it is. */
  email: string | undefined;
  role: "member" | "guest";
};

const nameOf = ({ place }: Door) => place ?? "Wisp";

/** Who invites to what; and the form that makes an account. */
export function InvitationPage(props: { landing: Landing; values?: AccountValues; problem?: Problem }) {
  const { door, action, inviter, room, email, role } = props.landing;
  const foot = (
    <>
      {t("entrance.haveAccount")} <a href={withNext("/sign-in", action)}>{t("entrance.signIn")}</a>
    </>
  );
  const title = t("invitations.title", { place: nameOf(door) });
  const lead = room
    ? t("invitations.leadRoom", { name: inviter, room: room.name ?? "" })
    : t("invitations.lead", { name: inviter });
  return (
    <Entrance door={door} title={title} lead={lead} foot={foot}>
      <form class="stack" method="post" action={action}>
        <ProblemNote problem={props.problem} />
        {role === "guest" ? <p class="note note-hint">{t("invitations.asGuest")}</p> : null}
        <AccountFields
          values={{ email, ...props.values }}
          fixedEmail={email !== undefined}
          problem={props.problem}
          autofocus
        />
        <button class="button button-primary" type="submit">
          {t("invitations.accept")}
        </button>
      </form>
    </Entrance>
  );
}

/** The same for those who have an account: a room to join, or nothing more to do. */
export function InvitedMemberPage({ landing, inside }: { landing: Landing; inside: boolean }) {
  const { door, action, inviter, room } = landing;
  if (!room || inside)
    return (
      <Entrance
        door={door}
        title={t("invitations.insideTitle")}
        lead={t("invitations.insideLead", { place: nameOf(door) })}
      >
        <a class="button button-primary" href={room ? `/rooms/${room.id}` : "/"}>
          {t("invitations.open")}
        </a>
      </Entrance>
    );
  const name = room.name ?? "";
  return (
    <Entrance
      door={door}
      title={t("invitations.joinTitle", { room: name })}
      lead={t("invitations.joinLead", { name: inviter })}
    >
      <ActionButton action={action} class="button button-primary">
        {t("invitations.join")}
      </ActionButton>
    </Entrance>
  );
}

type Reason = "unknown" | "expired" | "used_up";
const reasons: Record<Reason, { title: Key; lead: Key }> = {
  unknown: { title: "invitations.unknownTitle", lead: "invitations.unknownLead" },
  expired: { title: "invitations.expiredTitle", lead: "invitations.expiredLead" },
  used_up: { title: "invitations.usedUpTitle", lead: "invitations.usedUpLead" },
};

/** A link that lets nobody in: why, and whom to ask. Of one that was revoked it says no more than of one that never was. */
export function LapsedInvitationPage(props: { door: Door; reason: Reason; inviter?: string | undefined }) {
  const { title, lead } = reasons[props.reason];
  return (
    <Entrance door={props.door} title={t(title)} lead={t(lead, { name: props.inviter ?? "" })}>
      <a class="button button-primary" href="/">
        {t("invitations.toDoor")}
      </a>
    </Entrance>
  );
}
