import { ActionButton, Field, ProblemNote, type Problem, Saved, Select } from "../forms.tsx";
import { StatusLine } from "../people/status.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";

export type StatusForm = { emoji: string; text: string };
type Props = { shell: Shell; saved: boolean; form?: StatusForm; problem?: Problem };

/** What people say most often, by one press. */
const usual = () =>
  [
    { emoji: "🗓️", text: t("status.meeting"), until: "hour" },
    { emoji: "🎧", text: t("status.focus"), until: "four" },
    { emoji: "🚌", text: t("status.commuting"), until: "half" },
    { emoji: "🏡", text: t("status.home"), until: "today" },
    { emoji: "🤒", text: t("status.sick"), until: "today" },
    { emoji: "🌴", text: t("status.leave"), until: "ever" },
  ] as const;

const ends = (): [string, string][] => [
  ["ever", t("status.ever")],
  ["half", t("status.half")],
  ["hour", t("status.hour")],
  ["four", t("status.four")],
  ["today", t("status.today")],
  ["week", t("status.week")],
];

function Usual() {
  return (
    <section class="panel stack" aria-labelledby="usual-title">
      <h2 id="usual-title">{t("status.usual")}</h2>
      <div class="chips">
        {usual().map(({ emoji, text, until }) => (
          <ActionButton action="/status" fields={{ emoji, text, until }} class="chip">
            <span aria-hidden="true">{emoji}</span> {text}
          </ActionButton>
        ))}
      </div>
    </section>
  );
}

function Peace({ shell }: { shell: Shell }) {
  const choices: [string, string][] = shell.own.doNotDisturbUntil
    ? [["off", t("status.peaceOff")]]
    : [
        ["half", t("status.half")],
        ["hour", t("status.hour")],
        ["tomorrow", t("status.tomorrow")],
      ];
  return (
    <section class="panel stack" aria-labelledby="peace">
      <h2 id="peace">{t("status.peace")}</h2>
      <p class="quiet">{t("status.peaceHint")}</p>
      <div class="chips">
        {choices.map(([value, label]) => (
          <ActionButton action="/status/peace" fields={{ for: value }} class="button">
            {label}
          </ActionButton>
        ))}
      </div>
    </section>
  );
}

/** How the viewer is: what they are up to, and whether they may be disturbed. */
export function StatusPage({ shell, saved, form, problem }: Props) {
  const { status } = shell.own;
  const { emoji, text } = form ?? { emoji: status?.emoji ?? "", text: status?.text ?? "" };
  const options = status?.expiresAt ? [["kept", t("status.kept")] as [string, string], ...ends()] : ends();
  return (
    <ShellPage shell={shell} title={t("status.title")}>
      <Pane title={t("status.title")} lead={t("status.lead")}>
        <Saved saved={saved} />
        <StatusLine user={shell.own} />
        {status ? (
          <ActionButton action="/status/clear" class="button">
            {t("status.clear")}
          </ActionButton>
        ) : null}
        <Usual />
        <form class="panel stack" method="post" action="/status">
          <ProblemNote problem={problem} />
          <Field
            name="emoji"
            label={t("status.emoji")}
            hint={t("status.emojiHint")}
            rule="status.emojiRule"
            value={emoji}
            problem={problem}
            maxlength={64}
            autocomplete="off"
          />
          <Field
            name="text"
            label={t("status.text")}
            rule="status.textRule"
            value={text}
            problem={problem}
            maxlength={100}
            autocomplete="off"
          />
          <Select
            name="until"
            label={t("status.ends")}
            value={status?.expiresAt ? "kept" : "ever"}
            options={options}
          />
          <button class="button button-primary" type="submit">
            {t("common.save")}
          </button>
        </form>
        <Peace shell={shell} />
      </Pane>
    </ShellPage>
  );
}
