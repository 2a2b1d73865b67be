import type { Child } from "../jsx/html.ts";
import type { Assets } from "../assets.ts";
import { Field, ProblemNote, type Problem } from "../forms.tsx";
import { Mark } from "../icons.tsx";
import { Layout } from "../layout.tsx";

function Entrance(props: { assets: Assets; title: string; lead: string; children?: Child; foot: Child }) {
  return (
    <Layout assets={props.assets} title={props.title}>
      <main id="main" class="entrance">
        <div class="entrance-card">
          <p class="brand">
            <Mark />
            <span>Wisp</span>
          </p>
          <h1>{props.title}</h1>
          <p class="lead">{props.lead}</p>
          {props.children}
          <p class="entrance-foot">{props.foot}</p>
        </div>
      </main>
    </Layout>
  );
}

type SignInProps = { assets: Assets; email?: string; next?: string | undefined; problem?: Problem };

/** `next` is the page a visitor was on the way to. */
export function SignInPage({ assets, email, next, problem }: SignInProps) {
  const foot = (
    <>
      New here? <a href="/sign-up">Create an account</a>
    </>
  );
  return (
    <Entrance assets={assets} title="Sign in" lead="Welcome back." foot={foot}>
      <form class="stack" method="post" action="/sign-in">
        <ProblemNote problem={problem} />
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <Field
          name="email"
          label="Email or username"
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
          label="Password"
          type="password"
          problem={problem}
          required
          autocomplete="current-password"
          autofocus={Boolean(email)}
        />
        <button class="button button-primary" type="submit">
          Sign in
        </button>
      </form>
    </Entrance>
  );
}

type SignUpProps = {
  assets: Assets;
  values?: { email?: string; username?: string; displayName?: string };
  problem?: Problem;
};

export function SignUpPage({ assets, values = {}, problem }: SignUpProps) {
  const foot = (
    <>
      Have an account? <a href="/sign-in">Sign in</a>
    </>
  );
  return (
    <Entrance
      assets={assets}
      title="Create your account"
      lead="A minute from now you are talking."
      foot={foot}
    >
      <form class="stack" method="post" action="/sign-up">
        <ProblemNote problem={problem} />
        <Field
          name="displayName"
          label="Your name"
          hint="As others see it. You can change it later."
          value={values.displayName}
          problem={problem}
          maxlength={80}
          autocomplete="name"
          autofocus
        />
        <Field
          name="username"
          label="Username"
          hint="Small letters, digits and underscores."
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
          label="Email"
          type="email"
          value={values.email}
          problem={problem}
          required
          autocomplete="email"
        />
        <Field
          name="password"
          label="Password"
          hint="At least 8 characters."
          type="password"
          problem={problem}
          required
          minlength={8}
          maxlength={256}
          autocomplete="new-password"
        />
        <button class="button button-primary" type="submit">
          Create account
        </button>
      </form>
    </Entrance>
  );
}
