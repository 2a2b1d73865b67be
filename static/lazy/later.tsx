import { useRef, useState } from "preact/hooks";
import type { Scheduled } from "../../src/lib/contract/objects.ts";
import { momentOf, timeOf } from "../clock.ts";
import { draftSent } from "../drafts.ts";
import { request, RequestFailure } from "../live/api.ts";
import { show } from "../writing/text.ts";
import { showDialog } from "./dialog.ts";
import { toast } from "./toast.tsx";
import { t } from "./words.ts";
import { dayIn, instantOf, untilMonday } from "./zoned.ts";

const hourMilliseconds = 3_600_000;
const morning = "09:00";

/** What stands in a room's composer. */
export type Writing = { roomId: string; field: HTMLTextAreaElement };

/** Times to choose from, each in words. */
export function times(): { label: string; at: number }[] {
  const inHour = Date.now() + hourMilliseconds;
  const tomorrow = instantOf(dayIn(1), morning);
  const monday = instantOf(dayIn(untilMonday()), morning);
  return [
    { label: t("later.hour", { time: timeOf(new Date(inHour)) }), at: inHour },
    { label: t("later.tomorrow", { time: timeOf(new Date(tomorrow)) }), at: tomorrow },
    ...(monday === tomorrow
      ? []
      : [{ label: t("later.monday", { time: timeOf(new Date(monday)) }), at: monday }]),
  ];
}

function put({ roomId, field }: Writing, content: string): void {
  field.value = content;
  show(field);
  if (!content) draftSent(roomId);
}

/** Puts what was written aside until then. Says so, and takes it back into the composer where that is wished. */
export async function sendAt(writing: Writing, at: number): Promise<void> {
  const content = writing.field.value.trim();
  const body = { content, sendAt: new Date(at).toISOString() };
  try {
    const path = `/api/rooms/${writing.roomId}/scheduled`;
    const { id } = (await request("POST", path, body)) as Scheduled;
    put(writing, "");
    toast(t("later.done", { time: momentOf(new Date(at)) }), {
      label: t("later.undo"),
      act: () => void takeBack(writing, id, content),
    });
  } catch (error) {
    if (error instanceof RequestFailure) toast(error.message);
  }
}

async function takeBack(writing: Writing, id: string, content: string): Promise<void> {
  await request("DELETE", `/api/scheduled/${id}`);
  if (writing.field.isConnected && !writing.field.value) put(writing, content);
}

function OwnTime({ writing, close }: { writing: Writing; close: () => void }) {
  const [late, setLate] = useState(false);
  const when = useRef<HTMLInputElement>(null);
  const submitted = (event: SubmitEvent) => {
    event.preventDefault();
    const [day = "", time = ""] = (when.current?.value ?? "").split("T");
    const at = instantOf(day, time.slice(0, 5));
    if (!(at > Date.now())) return setLate(true);
    close();
    void sendAt(writing, at);
  };
  return (
    <form class="stack" onSubmit={submitted}>
      <h2>{t("later.title")}</h2>
      <div class="field">
        <label for="later-when">{t("later.when")}</label>
        <input
          id="later-when"
          ref={when}
          type="datetime-local"
          required
          defaultValue={`${dayIn(1)}T${morning}`}
          aria-describedby={late ? "later-past" : undefined}
        />
        {late ? (
          <p class="field-error" id="later-past" role="alert">
            {t("later.past")}
          </p>
        ) : null}
      </div>
      <div class="form-acts">
        <button class="button button-primary" type="submit">
          {t("later.title")}
        </button>
        <button class="button button-quiet" type="button" onClick={close}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}

export const chooseTime = (writing: Writing): void =>
  showDialog(
    "card-dialog",
    t("later.title"),
    (close) => <OwnTime writing={writing} close={close} />,
    () => writing.field.focus(),
  );
