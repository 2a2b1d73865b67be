import { Field, ProblemNote, type Problem } from "../forms.tsx";
import type { Key } from "../../words/index.ts";
import { t } from "../words.ts";
import { type Door, Entrance } from "./entrance.tsx";

type ForgotProps = { door: Door; mail: boolean; sent?: boolean; email?: string; problem?: Problem };

/** Where one asks for a new password. Afterwards it says the same whether or not there is such an account. */
export function ForgotPage({ door, mail, sent, email, problem }: ForgotProps) {
  const foot = <a href="/sign-in">{t("recovery.toSignIn")}</a>;
  if (!mail)
    return <Entrance door={door} title={t("recovery.forgot")} lead={t("recovery.noMail")} foot={foot} />;
  if (sent)
    return <Entrance door={door} title={t("recovery.sent")} lead={t("recovery.sentLead")} foot={foot} />;
  return (
    <Entrance door={door} title={t("recovery.forgot")} lead={t("recovery.forgotLead")} foot={foot}>
      <form class="stack" method="post" action="/forgot">
        <ProblemNote problem={problem} />
        <Field
          name="email"
          label={t("entrance.email")}
          type="email"
          value={email}
          problem={problem}
          required
          maxlength={254}
          autocomplete="email"
          autofocus
        />
        <button class="button button-primary" type="submit">
          {t("recovery.send")}
        </button>
      </form>
    </Entrance>
  );
}

export function ResetPage({ door, problem }: { door: Door; problem?: Problem }) {
  return (
    <Entrance door={door} title={t("recovery.reset")} lead={t("recovery.resetLead")}>
      <form class="stack" method="post" action={door.path}>
        <ProblemNote problem={problem} />
        <Field
          name="password"
          label={t("settings.newPassword")}
          hint={t("entrance.passwordHint")}
          type="password"
          problem={problem}
          required
          minlength={8}
          maxlength={256}
          autocomplete="new-password"
          autofocus
        />
        <button class="button button-primary" type="submit">
          {t("recovery.setPassword")}
        </button>
      </form>
    </Entrance>
  );
}

type Told = "passwordSet" | "verified" | "unsubscribed" | "lapsed";
const told: Record<Told, { title: Key; lead: Key; href: string; label: Key }> = {
  passwordSet: {
    ...{ title: "recovery.passwordSet", lead: "recovery.passwordSetLead" },
    ...{ href: "/sign-in", label: "entrance.signIn" },
  },
  verified: {
    ...{ title: "recovery.verified", lead: "recovery.verifiedLead" },
    ...{ href: "/", label: "invitations.open" },
  },
  unsubscribed: {
    ...{ title: "recovery.unsubscribed", lead: "recovery.unsubscribedLead" },
    ...{ href: "/", label: "invitations.open" },
  },
  lapsed: {
    ...{ title: "recovery.lapsed", lead: "recovery.lapsedLead" },
    ...{ href: "/", label: "invitations.toDoor" },
  },
};

/** What a link has done, or that it does nothing any more. */
export function ToldPage({ door, what }: { door: Door; what: Told }) {
  const { title, lead, href, label } = told[what];
  return (
    <Entrance door={door} title={t(title)} lead={t(lead)}>
      <a class="button button-primary" href={href}>
        {t(label)}
      </a>
    </Entrance>
  );
}

type Asked = "verify" | "unsubscribe";
const asked: Record<Asked, { title: Key; lead: Key; label: Key }> = {
  verify: { title: "recovery.verify", lead: "recovery.verifyLead", label: "recovery.verifyButton" },
  unsubscribe: {
    title: "recovery.unsubscribe",
    lead: "recovery.unsubscribeLead",
    label: "recovery.unsubscribeButton",
  },
};

/** Before a link does anything: programs that look ahead follow links, and press no buttons. */
export function AskPage({ door, what }: { door: Door; what: Asked }) {
  const { title, lead, label } = asked[what];
  return (
    <Entrance door={door} title={t(title)} lead={t(lead)}>
      <form class="stack" method="post" action={door.path}>
        <button class="button button-primary" type="submit">
          {t(label)}
        </button>
      </form>
    </Entrance>
  );
}
