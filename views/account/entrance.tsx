import { tongues } from "../../words/index.ts";
import type { Language } from "../../src/lib/contract/preferences.ts";
import type { Assets } from "../assets.ts";
import { Field, ProblemNote, type Problem } from "../forms.tsx";
import { Icon, Mark } from "../icons.tsx";
import type { Child } from "../jsx/html.ts";
import { Layout } from "../layout.tsx";
import { reader, t } from "../words.ts";

/** What every page before the door stands in. */
export type Door = {
  assets: Assets;
  /** What the installation is called, where it has a name. */
  place: string | undefined;
  /** The page itself, to come back to in another language. */
  path: string;
  languages: Language[];
};

type EntranceProps = { door: Door; title: string; lead: string; children?: Child; foot?: Child };

/** A card in the middle of nothing else. */
export function Entrance({ door, title, lead, children, foot }: EntranceProps) {
  return (
    <Layout assets={door.assets} place={door.place} title={title}>
      <main id="main" class="entrance">
        <div class="entrance-card">
          <p class="brand">
            <Mark />
            <bdi>{door.place ?? "Wisp"}</bdi>
          </p>
          <h1>{title}</h1>
          <p class="lead">{lead}</p>
          {children}
          {foot ? <p class="entrance-foot">{foot}</p> : null}
        </div>
        {door.languages.length ? <LanguageSwitch door={door} /> : null}
      </main>
    </Layout>
  );
}

/** Each language in its own words: who needs another one cannot read this one. */
function LanguageSwitch({ door }: { door: Door }) {
  return (
    <form class="language-switch" method="post" action="/language" aria-label={t("entrance.language")}>
      <input type="hidden" name="next" value={door.path} />
      <Icon name="language" />
      {door.languages.map((language) => (
        <button
          type="submit"
          name="language"
          value={language}
          lang={language}
          aria-current={language === reader().language ? "true" : undefined}
        >
          {tongues[language].name}
        </button>
      ))}
    </form>
  );
}

type SignInProps = { door: Door; email?: string; next?: string | undefined; problem?: Problem };

/** `next` is the page a visitor was on the way to. */
export function SignInPage({ door, email, next, problem }: SignInProps) {
  const foot = (
    <>
      {t("entrance.newHere")} <a href={withNext("/sign-up", next)}>{t("entrance.createAccountLink")}</a>
    </>
  );
  return (
    <Entrance door={door} title={t("entrance.signIn")} lead={t("entrance.welcomeBack")} foot={foot}>
      <form class="stack" method="post" action="/sign-in">
        <ProblemNote problem={problem} forbidden="entrance.keptOut" />
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <Field
          name="email"
          label={t("entrance.emailOrUsername")}
          value={email}
          problem={problem}
          required
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          autofocus={!email}
        />
        <Field
          name="password"
          label={t("entrance.password")}
          type="password"
          problem={problem}
          required
          autocomplete="current-password"
          autofocus={Boolean(email)}
        />
        <p class="forgot">
          <a href="/forgot">{t("recovery.forgot")}</a>
        </p>
        <button class="button button-primary" type="submit">
          {t("entrance.signIn")}
        </button>
      </form>
    </Entrance>
  );
}

/** The same way with the page that a visitor was going to. */
export const withNext = (href: string, next: string | undefined): string =>
  next ? `${href}?next=${encodeURIComponent(next)}` : href;

type SignUpProps = { door: Door; values?: AccountValues; next?: string | undefined; problem?: Problem };

export function SignUpPage({ door, values, next, problem }: SignUpProps) {
  const foot = (
    <>
      {t("entrance.haveAccount")} <a href={withNext("/sign-in", next)}>{t("entrance.signIn")}</a>
    </>
  );
  return (
    <Entrance
      door={door}
      title={t("entrance.createYourAccount")}
      lead={t("entrance.soonTalking")}
      foot={foot}
    >
      <form class="stack" method="post" action="/sign-up">
        <ProblemNote problem={problem} />
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <AccountFields values={values} problem={problem} autofocus />
        <button class="button button-primary" type="submit">
          {t("entrance.createAccount")}
        </button>
      </form>
    </Entrance>
  );
}

export type AccountValues = { email?: string; username?: string; displayName?: string };
type AccountProps = {
  values?: AccountValues | undefined;
  problem?: Problem | undefined;
  autofocus?: boolean;
  /** It is known, and no other will do. */
  fixedEmail?: boolean;
};

/** What an account is made of, wherever one is made. */
export function AccountFields({ values = {}, problem, autofocus, fixedEmail }: AccountProps) {
  return (
    <>
      <Field
        name="displayName"
        label={t("entrance.yourName")}
        hint={t("entrance.yourNameHint")}
        value={values.displayName}
        problem={problem}
        maxlength={80}
        autocomplete="name"
        autofocus={autofocus}
      />
      <Field
        name="username"
        label={t("entrance.username")}
        hint={t("entrance.usernameHint")}
        value={values.username}
        problem={problem}
        required
        minlength={3}
        maxlength={50}
        pattern="[a-zA-Z0-9_]+"
        autocomplete="username"
        autocapitalize="none"
        spellcheck="false"
      />
      <Field
        name="email"
        label={t("entrance.email")}
        type="email"
        value={values.email}
        problem={problem}
        required
        readonly={fixedEmail}
        autocomplete="email"
      />
      <Field
        name="password"
        label={t("entrance.password")}
        hint={t("entrance.passwordHint")}
        type="password"
        problem={problem}
        required
        minlength={8}
        maxlength={256}
        autocomplete="new-password"
      />
    </>
  );
}
