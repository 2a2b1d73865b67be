import { Field, ProblemNote, Select } from "../../forms.tsx";
import { t } from "../../words.ts";
import type { About } from "./about.ts";

/** Saying it elsewhere: in one of the reader's rooms, direct ones among them. */
export function Forward({ message, rooms, fault }: About) {
  if (message.deletedAt) return null;
  const failed = fault?.group === "forward" ? fault : undefined;
  return (
    <form id="forward" class="stack panel" method="post" action={`/messages/${message.id}/forward`}>
      <h2>{t("forward.title")}</h2>
      <ProblemNote problem={failed?.problem} />
      <Select
        name="roomId"
        label={t("forward.to")}
        value={failed?.fields.roomId ?? ""}
        options={rooms.map(({ id, title }) => [id, title])}
        problem={failed?.problem}
      />
      <Field
        name="comment"
        label={t("forward.comment")}
        value={failed?.fields.comment ?? ""}
        problem={failed?.problem}
        multiline
        rows={2}
        maxlength={2000}
        dir="auto"
      />
      <button class="button" type="submit">
        {t("forward.submit")}
      </button>
    </form>
  );
}
