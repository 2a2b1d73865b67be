import { render } from "preact";
import { Icon, type IconName } from "../icon.tsx";
import { goTo } from "../moves.ts";
import { chooseTime, sendAt, times, type Writing } from "./later.tsx";
import { askPoll } from "./new-poll.tsx";
import { toast } from "./toast.tsx";
import { t } from "./words.ts";

const hovering = matchMedia("(hover: hover)");

type Choice = { label: string; icon: IconName; act: () => void };

/** What is to be sent later has to be there. */
function withContent(writing: Writing, act: () => void): () => void {
  return () => {
    if (writing.field.value.trim()) return act();
    toast(t("later.empty"));
    writing.field.focus();
  };
}

function choicesOf(writing: Writing): Choice[] {
  const later = ({ label, at }: { label: string; at: number }): Choice => ({
    label,
    icon: "clock",
    act: withContent(writing, () => void sendAt(writing, at)),
  });
  const list = () => goTo("/scheduled");
  return [
    { label: t("polls.poll"), icon: "chart-bar", act: () => askPoll(writing.roomId) },
    ...times().map(later),
    { label: t("later.own"), icon: "calendar", act: withContent(writing, () => chooseTime(writing)) },
    { label: t("later.list"), icon: "list-bullet", act: list },
  ];
}

function Choices({ writing, close }: { writing: Writing; close: () => void }) {
  const [poll, ...later] = choicesOf(writing);
  const button = ({ label, icon, act }: Choice) => (
    <button
      type="button"
      key={label}
      onClick={() => {
        close();
        act();
      }}
    >
      <Icon name={icon} />
      {label}
    </button>
  );
  return (
    <div class="sheet-body">
      {poll ? button(poll) : null}
      <p class="sheet-title">{t("later.title")}</p>
      {later.map(button)}
      <button type="button" class="sheet-close" onClick={close}>
        {t("common.cancel")}
      </button>
    </div>
  );
}

/** What else one can do with a composer: above its button, or in a sheet where a finger is all one has. */
export function openComposerMenu(writing: Writing): void {
  const menu = document.createElement("dialog");
  menu.className = hovering.matches ? "menu" : "sheet";
  menu.ariaLabel = t("composer.more");
  menu.addEventListener("close", () => {
    render(null, menu);
    menu.remove();
  });
  menu.addEventListener("pointerdown", ({ target }) => target === menu && menu.close());
  document.body.append(menu);
  render(<Choices writing={writing} close={() => menu.close()} />, menu);
  menu.showModal();
  if (hovering.matches) placeAbove(menu, writing.field);
}

const gapPixels = 8;

function placeAbove(menu: HTMLElement, field: HTMLElement): void {
  const { top, left, right } = (field.closest(".composer-box") ?? field).getBoundingClientRect();
  const x = document.dir === "rtl" ? right - menu.offsetWidth : left;
  menu.style.setProperty("top", `${Math.max(gapPixels, top - menu.offsetHeight - gapPixels)}px`);
  menu.style.setProperty("left", `${Math.max(gapPixels, x)}px`);
}
