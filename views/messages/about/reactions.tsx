import type { Reactors } from "../../../src/lib/contract/objects.ts";
import { Field, ProblemNote } from "../../forms.tsx";
import { raw } from "../../jsx/html.ts";
import { reader, t } from "../../words.ts";
import { drawEmoji } from "../reactions.ts";
import type { About } from "./about.ts";

/** What is answered with most; any other can be written into the field. */
const usual = ["👍", "❤️", "😂", "🎉", "👀", "🙏"];

function Who({ reactors: { emoji, count, people } }: { reactors: Reactors }) {
  const names = people.map(({ displayName }) => displayName);
  if (count > names.length) names.push(t("reactions.others", { count: count - names.length }));
  return (
    <div>
      <dt>{raw(drawEmoji(emoji))}</dt>
      <dd>
        <bdi>{new Intl.ListFormat(reader().locale).format(names)}</bdi>
      </dd>
    </div>
  );
}

/** Who answered a message with what, and the forms to do so: pressing what is one's own takes it back. */
export function Reactions({ message, reactors, fault }: About) {
  if (message.deletedAt) return null;
  const failed = fault?.group === "reactions" ? fault : undefined;
  const mine = new Set(reactors.filter((each) => each.mine).map(({ emoji }) => emoji));
  const offered = [...new Set([...usual, ...mine])];
  const action = `/messages/${message.id}/reactions`;
  return (
    <section id="reactions" class="panel stack" aria-labelledby="reactions-title">
      <h2 id="reactions-title">{t("reactions.title")}</h2>
      {reactors.length > 0 ? (
        <dl class="reactors">
          {reactors.map((each) => (
            <Who reactors={each} />
          ))}
        </dl>
      ) : null}
      <form class="quick-reactions" method="post" action={action}>
        <input type="hidden" name="from" value="message" />
        {offered.map((emoji) => (
          <button
            class="emoji"
            type="submit"
            name="emoji"
            value={emoji}
            aria-pressed={mine.has(emoji) ? "true" : "false"}
          >
            {raw(drawEmoji(emoji))}
          </button>
        ))}
      </form>
      <form class="stack" method="post" action={action}>
        <ProblemNote problem={failed?.problem} />
        <input type="hidden" name="from" value="message" />
        <Field
          name="emoji"
          label={t("reactions.another")}
          hint={t("reactions.anotherHint")}
          value={failed?.fields.emoji ?? ""}
          problem={failed?.problem}
          rule="reactions.anotherHint"
          required
          maxlength={64}
          autocomplete="off"
        />
        <button class="button" type="submit">
          {t("messages.react")}
        </button>
      </form>
    </section>
  );
}
