import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { IslandProps } from "./island.ts";
import { Icon } from "../icon.tsx";
import { arrived, draftServed } from "../drafts.ts";
import { t } from "../words.ts";
import { complete, Completion } from "../writing/completing.tsx";
import { Picker, toggleEmoji } from "../writing/emoji.tsx";
import { chooseFiles, pastedFiles, takeFiles, Tray } from "../writing/files.ts";
import { pasteLink } from "../writing/formatting.ts";
import { openMore } from "../writing/more.ts";
import { pressed } from "../writing/keys.ts";
import { left } from "../writing/length.ts";
import { previewed, togglePreview } from "../writing/preview.ts";
import { begin, changed, problem, show, submit, text } from "../writing/text.ts";
import { FormatBar, Tool } from "../writing/tools.tsx";

/** Characters left from which on it is worth saying how many. */
const worthCounting = 200;

function Count() {
  const rest = left(text.value);
  return rest < 0 || rest > worthCounting ? null : (
    <p class="composer-count" role="status">
      {t("composer.left", { count: rest })}
    </p>
  );
}

function Problem() {
  return problem.value ? (
    <p class="note note-error" role="alert" id="composer-problem">
      {problem.value}
    </p>
  ) : null;
}

function pasted(roomId: string, event: ClipboardEvent & { currentTarget: HTMLTextAreaElement }): void {
  const files = pastedFiles(event);
  const linked = files.length === 0 && pasteLink(event.currentTarget, event);
  if (files.length > 0) void takeFiles({ roomId, files });
  if (files.length > 0 || linked) event.preventDefault();
}

/** What another device of the same person wrote takes the place of what stands here, which is saved already. */
function useArrivals(roomId: string, field: { current: HTMLTextAreaElement | null }): void {
  useEffect(
    () =>
      arrived.subscribe((draft) => {
        const element = field.current;
        if (!element || draft?.roomId !== roomId || draft.content === element.value.trim()) return;
        element.value = draft.content;
        show(element);
      }),
    [roomId],
  );
}

/** Mirrors views/rooms/composer.tsx, which the server renders and this takes over. */
export function Composer({ host }: IslandProps) {
  const { roomId = "", title = "", kind = "" } = host.dataset;
  const field = useRef<HTMLTextAreaElement>(null);
  // Also what was typed before the script came.
  const [served] = useState(() => host.querySelector("textarea")?.value ?? "");
  const [known] = useState(() => host.querySelector("textarea")?.defaultValue ?? "");
  const act = (work: (element: HTMLTextAreaElement) => unknown) => () => field.current && work(field.current);
  useArrivals(roomId, field);
  // At once: what is typed or sent from now on must not be written over.
  useLayoutEffect(() => {
    draftServed(roomId, known);
    if (field.current) begin(roomId, field.current, served, known);
  }, [roomId]);
  const Files = Tray.value;
  return (
    <form
      class="composer"
      method="post"
      action={`/rooms/${roomId}/messages`}
      onSubmit={(event) => {
        event.preventDefault();
        if (field.current) submit(roomId, field.current);
      }}
    >
      <Problem />
      <label class="visually-hidden" for="composer-content">
        {t("composer.label", { title })}
      </label>
      {Files ? <Files roomId={roomId} /> : null}
      <div class={previewed.value ? "composer-box previewing" : "composer-box"}>
        <textarea
          id="composer-content"
          name="content"
          rows={1}
          required
          dir="auto"
          placeholder={t("composer.placeholder", { title })}
          aria-describedby={problem.value ? "composer-problem" : undefined}
          autocomplete="off"
          defaultValue={served}
          ref={field}
          onInput={(event) => {
            changed(roomId, event.currentTarget);
            complete({ roomId, kind }, event.currentTarget);
          }}
          onKeyDown={pressed}
          onPaste={(event) => pasted(roomId, event)}
        ></textarea>
        <div class="composer-tools">
          <Tool icon="paper-clip" label={t("composer.attach")} act={() => chooseFiles(roomId)} />
          <Tool icon="face-smile" label={t("composer.emoji")} act={act(toggleEmoji)} />
          <Tool icon="plus" label={t("composer.more")} act={act((element) => openMore(roomId, element))} />
        </div>
        <FormatBar field={field} preview={act(togglePreview)} />
        <button class="send-button" type="submit" aria-label={t("composer.send")} title={t("composer.send")}>
          <Icon name="arrow-up" />
        </button>
        {previewed.value}
        <Count />
      </div>
      <Completion within={field} />
      <Picker within={field} />
    </form>
  );
}
