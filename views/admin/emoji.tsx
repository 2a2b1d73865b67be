import type { CustomEmoji } from "../../src/lib/contract/objects.ts";
import { ActionButton, explainField, Field, ProblemNote, type Problem } from "../forms.tsx";
import { raw } from "../jsx/html.ts";
import { drawEmoji } from "../messages/reactions.ts";
import { t } from "../words.ts";

/** Which of the page's forms was refused, and why. */
export type EmojiProblem = { form: "add" | "alias"; problem: Problem };

type Props = { emoji: CustomEmoji[]; refused?: EmojiProblem | undefined };

const pictureRule = ({ code }: Problem) =>
  code === "too_large" ? ("emoji.pictureTooLarge" as const) : ("emoji.pictureUnreadable" as const);

function Add({ problem }: { problem: Problem | undefined }) {
  const picture = problem && explainField(problem, "picture", pictureRule(problem));
  return (
    <form
      class="stack panel"
      method="post"
      action="/admin/emoji"
      enctype="multipart/form-data"
      hx-boost="false"
    >
      <h2>{t("emoji.add")}</h2>
      <ProblemNote problem={problem} />
      <Field
        name="name"
        label={t("emoji.name")}
        hint={t("emoji.nameHint")}
        problem={problem}
        rule={problem?.code === "conflict" ? "emoji.taken" : "emoji.nameRule"}
        required
        maxlength={42}
        autocomplete="off"
        autocapitalize="none"
      />
      <div class="field">
        <label for="picture">{t("emoji.picture")}</label>
        <input
          id="picture"
          name="picture"
          type="file"
          accept="image/png,image/gif,image/webp"
          required
          aria-describedby="picture-description"
          aria-invalid={picture ? "true" : undefined}
        />
        <p class={picture ? "field-error" : "field-hint"} id="picture-description">
          {picture ?? t("emoji.pictureHint")}
        </p>
      </div>
      <button class="button button-primary" type="submit">
        {t("emoji.add")}
      </button>
    </form>
  );
}

function Alias({ emoji, problem }: { emoji: CustomEmoji[]; problem: Problem | undefined }) {
  return (
    <form class="stack panel" method="post" action="/admin/emoji/alias">
      <h2>{t("emoji.addAlias")}</h2>
      <ProblemNote problem={problem} />
      <div class="field">
        <label for="of">{t("emoji.of")}</label>
        <select id="of" name="of">
          {emoji
            .filter(({ aliasOf }) => aliasOf === null)
            .map(({ name }) => (
              <option value={name}>{`:${name}:`}</option>
            ))}
        </select>
      </div>
      <Field
        name="alias"
        label={t("emoji.alias")}
        problem={problem}
        rule={problem?.code === "conflict" ? "emoji.taken" : "emoji.nameRule"}
        required
        maxlength={42}
        autocomplete="off"
        autocapitalize="none"
      />
      <button class="button" type="submit">
        {t("emoji.addAlias")}
      </button>
    </form>
  );
}

function Row({ emoji: { name, aliasOf } }: { emoji: CustomEmoji }) {
  return (
    <li>
      <span class="emoji-row-picture" aria-hidden="true">
        {raw(drawEmoji(`:${name}:`))}
      </span>
      <span class="emoji-row-name">
        <code>{`:${name}:`}</code>
        {aliasOf === null ? null : (
          <small class="quiet">{t("emoji.aliasOf", { name: `:${aliasOf}:` })}</small>
        )}
      </span>
      <ActionButton
        action={`/admin/emoji/${encodeURIComponent(name)}/remove`}
        class="button button-small button-quiet"
      >
        {t("emoji.remove")} <bdi class="visually-hidden">{`:${name}:`}</bdi>
      </ActionButton>
    </li>
  );
}

/** The pictures that the place uses as emoji, and the forms to change them. */
export function EmojiSection({ emoji, refused }: Props) {
  const problemOf = (form: EmojiProblem["form"]) => (refused?.form === form ? refused.problem : undefined);
  return (
    <>
      <Add problem={problemOf("add")} />
      <section class="panel" aria-labelledby="emoji-title">
        <h2 id="emoji-title">{t("emoji.title")}</h2>
        {emoji.length === 0 ? (
          <p class="quiet">{t("emoji.none")}</p>
        ) : (
          <ul class="emoji-rows">
            {emoji.map((each) => (
              <Row emoji={each} />
            ))}
          </ul>
        )}
      </section>
      {emoji.length === 0 ? null : <Alias emoji={emoji} problem={problemOf("alias")} />}
    </>
  );
}
