import { type ComponentChild, render } from "preact";
import { signal } from "@preact/signals";
import { request } from "../live/api.ts";
import type { MessagePage } from "../../src/lib/contract/objects.ts";
import { currentRoomId, numberOf } from "../page.ts";
import { composerOf } from "../room/edit.ts";
import { focusMessage } from "../room/feed.ts";
import { t } from "./words.ts";

type Close = () => void;

const problem = signal("");
const idOf = (item: HTMLElement) => item.id.replace(/^(message|reply)-/, "");

/** What the author wrote; the page has only what was made of it. */
async function contentOf(item: HTMLElement): Promise<string> {
  const next = numberOf(item.dataset.sequence) + 1;
  const path = `/api/rooms/${currentRoomId() ?? ""}/messages?before=${next}&limit=1`;
  const page = (await request("GET", path)) as MessagePage;
  return page.messages.find(({ id }) => id === idOf(item))?.content ?? "";
}

/** The new state comes as an event, like everybody else's; here only a failure is news. */
async function attempt(work: () => Promise<unknown>, close: Close): Promise<void> {
  try {
    await work();
    close();
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error);
  }
}

type EditorProps = { item: HTMLElement; content: string; close: Close };

function save({ item, content, close }: EditorProps, changed: string): void {
  const text = changed.trim();
  if (!text || text === content) return close();
  void attempt(() => request("PATCH", `/api/messages/${idOf(item)}`, { content: text }), close);
}

function Editor(props: EditorProps) {
  const { content, close } = props;
  const keys = (event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) => {
    if (event.key === "Escape") close();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    save(props, event.currentTarget.value);
  };
  const focus = (field: HTMLTextAreaElement | null) => {
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  };
  return (
    <form
      class="message-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save(props, event.currentTarget.querySelector("textarea")?.value ?? "");
      }}
    >
      <textarea
        name="content"
        aria-label={t("messages.editLabel")}
        dir="auto"
        ref={focus}
        onKeyDown={keys}
        defaultValue={content}
      ></textarea>
      <div>
        <button type="submit" class="button button-small button-primary">
          {t("common.save")}
        </button>
        <button type="button" class="button button-small button-quiet" onClick={close}>
          {t("common.cancel")}
        </button>
        {problem.value ? (
          <span class="problem" role="alert">
            {problem.value}
          </span>
        ) : (
          <span>{t("messages.editKeys")}</span>
        )}
      </div>
    </form>
  );
}

let closeOpen: Close | undefined;

/** Back to where one came from: the composer, or the message itself where one walks the list by key. */
function focusBack(item: HTMLElement, byKey: boolean): void {
  // Its new state may have come before the answer, and taken its place.
  const place = byKey && document.getElementById(item.id);
  if (place) focusMessage(place);
  else composerOf(item)?.focus({ preventScroll: true });
}

function open(item: HTMLElement, content: (close: Close) => ComponentChild): void {
  closeOpen?.();
  problem.value = "";
  const byKey = item.contains(document.activeElement);
  const host = item.appendChild(document.createElement("div"));
  host.className = "message-edit-host";
  closeOpen = () => {
    render(null, host);
    host.remove();
    item.classList.remove("editing");
    closeOpen = undefined;
    focusBack(item, byKey);
  };
  render(content(closeOpen), host);
  item.scrollIntoView({ block: "nearest" });
}

/** Fails where what the author wrote is not to be had. */
export async function openEditor(item: HTMLElement): Promise<void> {
  const content = await contentOf(item);
  if (!item.isConnected) return;
  open(item, (close) => <Editor item={item} content={content} close={close} />);
  item.classList.add("editing");
}
