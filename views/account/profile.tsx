import type { Me } from "../../src/lib/contract/objects.ts";
import { EmailForm } from "./email.tsx";
import { ActionButton, explainField, Field, ProblemNote, type Problem, Saved } from "../forms.tsx";
import { Avatar } from "../people/avatar.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";

type Props = {
  shell: Shell;
  me: Me;
  displayName?: string;
  about?: string;
  saved?: boolean;
  problem?: Problem | undefined;
  pictureProblem?: Problem | undefined;
  /** Whether the place sends mail. */
  mail: boolean;
  /** That a mail with a link is on its way. */
  mailed?: boolean;
  email?: string | undefined;
  emailProblem?: Problem | undefined;
};

function Picture({ me, problem }: { me: Me; problem?: Problem | undefined }) {
  const message =
    problem && (explainField(problem, "picture", pictureRule(problem)) ?? t("profile.pictureFailed"));
  return (
    <section class="panel stack" aria-labelledby="picture-title">
      <h2 id="picture-title">{t("profile.picture")}</h2>
      {message ? (
        <p class="note note-error" role="alert" id="picture-problem">
          {message}
        </p>
      ) : null}
      <form
        class="stack"
        method="post"
        action="/profile/picture"
        enctype="multipart/form-data"
        hx-boost="false"
      >
        <div class="field">
          <label for="picture">{t("profile.choosePicture")}</label>
          <input
            id="picture"
            name="picture"
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif"
            required
            aria-describedby="picture-hint"
          />
          <p class="field-hint" id="picture-hint">
            {t("profile.pictureHint")}
          </p>
        </div>
        <button class="button button-primary" type="submit">
          {t("profile.usePicture")}
        </button>
      </form>
      {me.avatarUrl ? (
        <ActionButton action="/profile/picture/remove" class="button button-danger">
          {t("profile.removePicture")}
        </ActionButton>
      ) : null}
    </section>
  );
}

const pictureRule = ({ code }: Problem) =>
  code === "too_large" ? ("profile.pictureTooLarge" as const) : ("profile.pictureUnreadable" as const);

/** One's own name and picture, and what others can see of one. */
export function ProfilePage(props: Props) {
  const {
    shell,
    me,
    displayName = me.displayName,
    about = me.about ?? "",
    saved,
    problem,
    pictureProblem,
  } = props;
  const title = t("profile.title");
  return (
    <ShellPage shell={shell} title={title}>
      <Pane title={title}>
        <div class="profile-head">
          <Avatar userId={me.id} name={me.displayName} avatarUrl={me.avatarUrl} size="large" />
          <div>
            <p class="profile-name">
              <bdi>{me.displayName}</bdi>
            </p>
            <p class="quiet">
              @{me.username} · {me.email}
            </p>
          </div>
        </div>
        <Saved saved={saved} />
        {props.mailed ? (
          <p class="note note-success" role="status">
            {t("profile.mailed", { email: me.email })}
          </p>
        ) : null}
        <form class="stack panel" method="post" action="/profile">
          <ProblemNote problem={problem} />
          <Field
            name="displayName"
            label={t("entrance.yourName")}
            hint={t("profile.nameHint")}
            value={displayName}
            problem={problem}
            required
            maxlength={80}
            autocomplete="name"
          />
          <Field
            name="about"
            label={t("profile.about")}
            hint={t("profile.aboutHint")}
            rule="profile.aboutRule"
            value={about}
            problem={problem}
            multiline
            rows={3}
            maxlength={500}
          />
          <button class="button button-primary" type="submit">
            {t("common.save")}
          </button>
        </form>
        <Picture me={me} problem={pictureProblem} />
        <EmailForm me={me} mail={props.mail} email={props.email} problem={props.emailProblem} />
        <p>
          <a href="/settings">{t("profile.toSettings")}</a>
        </p>
      </Pane>
    </ShellPage>
  );
}
