import { render } from "preact";
import { signal } from "@preact/signals";
import { request } from "../live/api.ts";
import { isMine } from "../page.ts";
import { messages } from "./messages.ts";

type Draft = { item: HTMLElement; deleting: boolean };
type Close = () => void;

const problem = signal("");
const idOf = (item: HTMLElement) => item.id.replace("message-", "");

/** What the author wrote: links were added to it, and the mark that it was edited. */
function contentOf(item: HTMLElement): string {
  const content = item.querySelector(".message-content")?.cloneNode(true) as HTMLElement | undefined;
  content?.querySelector(".edited")?.remove();
  return content?.textContent?.trim() ?? "";
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

function save(item: HTMLElement, content: string, close: Close): void {
  const text = content.trim();
  if (!text || text === contentOf(item)) return close();
  void attempt(() => request("PATCH", `/api/messages/${idOf(item)}`, { content: text }), close);
}

function Editor({ item, close }: { item: HTMLElement; close: Close }) {
  const keys = (event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) => {
    if (event.key === "Escape") close();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    save(item, event.currentTarget.value, close);
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
        save(item, event.currentTarget.querySelector("textarea")?.value ?? "", close);
      }}
    >
      <textarea
        name="content"
        aria-label="Edit message"
        dir="auto"
        ref={focus}
        onKeyDown={keys}
        defaultValue={contentOf(item)}
      ></textarea>
      <div>
        <button type="submit" class="button button-small button-primary">
          Save
        </button>
        <button type="button" class="button button-small button-quiet" onClick={close}>
          Cancel
        </button>
        {problem.value ? (
          <span class="problem" role="alert">
            {problem.value}
          </span>
        ) : (
          <span>Enter saves, Esc cancels</span>
        )}
      </div>
    </form>
  );
}

function Deletion({ item, close }: { item: HTMLElement; close: Close }) {
  const remove = () => void attempt(() => request("DELETE", `/api/messages/${idOf(item)}`), close);
  return (
    <div
      class="message-editor"
      role="group"
      aria-label="Delete message"
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <div>
        <span>{problem.value || "Delete this message for everyone?"}</span>
        <button
          type="button"
          class="button button-small button-danger"
          ref={(button) => button?.focus()}
          onClick={remove}
        >
          Delete
        </button>
        <button type="button" class="button button-small button-quiet" onClick={close}>
          Keep
        </button>
      </div>
    </div>
  );
}

let closeOpen: Close | undefined;

function open({ item, deleting }: Draft): void {
  closeOpen?.();
  problem.value = "";
  const host = item.appendChild(document.createElement("div"));
  host.className = "message-edit-host";
  const close = () => {
    render(null, host);
    host.remove();
    item.classList.remove("editing");
    closeOpen = undefined;
    document.querySelector<HTMLElement>("#composer-content")?.focus({ preventScroll: true });
  };
  closeOpen = close;
  item.classList.toggle("editing", !deleting);
  render(deleting ? <Deletion item={item} close={close} /> : <Editor item={item} close={close} />, host);
  item.scrollIntoView({ block: "nearest" });
}

/** Edits one's own last message in view of the composer; says whether there is one. */
export function editLast(): boolean {
  const item = messages().findLast((each) => isMine(each) && !each.hasAttribute("data-deleted"));
  if (item) open({ item, deleting: false });
  return item !== undefined;
}

/** Turns the links to the edit page into editing in place. */
export function watchActions(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-action]") : null;
    const item = link?.closest<HTMLElement>(".message");
    if (!link || !item || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open({ item, deleting: link.dataset.action === "delete" });
  });
}
