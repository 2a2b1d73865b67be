import { signal } from "@preact/signals";
import { request } from "../live/api.ts";
import { roomLinks, viewer } from "../page.ts";
import { messageIdOf } from "./actions/action.ts";
import { showDialog } from "./dialog.ts";
import { toast } from "./toast.tsx";
import { t } from "./words.ts";

type Target = { key: string; title: string; detail: string; to: { roomId: string } | { userId: string } };
type Person = { id: string; username: string; displayName: string };

const mostShown = 8;
const query = signal("");
const people = signal<Person[]>([]);
const chosen = signal<Target | undefined>(undefined);
const problem = signal("");
/** Of this dialog: a press that comes twice forwards once. */
let clientMessageId = "";

function rooms(): Target[] {
  return [...roomLinks()].map((link) => ({
    key: link.dataset.roomId ?? "",
    title: link.querySelector(".room-title")?.textContent ?? "",
    detail: "",
    to: { roomId: link.dataset.roomId ?? "" },
  }));
}

const personTarget = ({ id, displayName, username }: Person): Target => ({
  key: id,
  title: displayName,
  detail: `@${username}`,
  to: { userId: id },
});

function targets(): Target[] {
  const wanted = query.value.trim().toLowerCase();
  const found = rooms().filter(({ title }) => title.toLowerCase().includes(wanted));
  const titles = new Set(found.map(({ title }) => title));
  const others = wanted ? people.value.map(personTarget).filter(({ title }) => !titles.has(title)) : [];
  return [...found, ...others].slice(0, mostShown);
}

async function search(text: string): Promise<void> {
  query.value = text;
  if (!text.trim()) return;
  const path = `/api/users/search?query=${encodeURIComponent(text.trim().slice(0, 100))}`;
  const answer = (await request("GET", path).catch(() => ({ users: [] }))) as { users: Person[] };
  if (query.value === text) people.value = answer.users.filter(({ id }) => id !== viewer().userId);
}

async function send(id: string, comment: string, close: () => void): Promise<void> {
  const target = chosen.value;
  if (!target) return;
  try {
    await request("POST", `/api/messages/${id}/forward`, { ...target.to, comment, clientMessageId });
    close();
    toast(t("actions.forwarded", { room: target.title }));
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error);
  }
}

function Targets() {
  return (
    <div class="forward-targets" role="radiogroup" aria-label={t("actions.forwardTo")}>
      {targets().map((target) => (
        <label key={target.key} class="forward-target">
          <input
            type="radio"
            name="forward-target"
            checked={chosen.value?.key === target.key}
            onChange={() => (chosen.value = target)}
          />
          <bdi>{target.title}</bdi>
          <span class="quiet">{target.detail}</span>
        </label>
      ))}
    </div>
  );
}

function Forward({ item, close }: { item: HTMLElement; close: () => void }) {
  const submitted = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const comment = event.currentTarget.querySelector("textarea")?.value.trim() ?? "";
    void send(messageIdOf(item), comment, close);
  };
  return (
    <form class="stack" onSubmit={submitted}>
      <h2>{t("actions.forward")}</h2>
      <p class="sheet-quote" dir="auto">
        {item.querySelector(".message-content")?.textContent}
      </p>
      <div class="field">
        <label for="forward-search">{t("actions.forwardTo")}</label>
        <input
          id="forward-search"
          type="search"
          placeholder={t("actions.forwardSearch")}
          autocomplete="off"
          onInput={({ currentTarget }) => void search(currentTarget.value)}
        />
      </div>
      <Targets />
      <div class="field">
        <label for="forward-comment">{t("actions.comment")}</label>
        <textarea id="forward-comment" rows={2} maxLength={2000} dir="auto"></textarea>
      </div>
      {problem.value ? (
        <p class="note note-error" role="alert">
          {problem.value}
        </p>
      ) : null}
      <div class="button-row">
        <button type="submit" class="button button-primary" disabled={!chosen.value}>
          {t("actions.forward")}
        </button>
        <button type="button" class="button" onClick={close}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}

/** Asks where a message is to be said again. */
export function openForward(item: HTMLElement): void {
  query.value = "";
  people.value = [];
  chosen.value = undefined;
  problem.value = "";
  clientMessageId = crypto.randomUUID();
  showDialog("card-dialog", t("actions.forward"), (close) => <Forward item={item} close={close} />);
}
