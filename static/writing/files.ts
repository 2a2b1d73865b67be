import { signal } from "@preact/signals";
import type { ComponentType } from "preact";

/** Files that were chosen, dropped or pasted in a room, until its composer takes them. */
export type Arriving = { roomId: string; files: File[] };
/** What shows them: fetched with the first one. */
export const Tray = signal<ComponentType<{ roomId: string }> | undefined>(undefined);

export async function takeFiles({ roomId, files }: Arriving): Promise<void> {
  if (files.length === 0) return;
  const { add, Attachments } = await import("../lazy/attachments.tsx");
  Tray.value = Attachments;
  add(roomId, files);
}

const hasFiles = (data: DataTransfer | null) => data?.types.includes("Files") ?? false;

/** What the paste brings of files; a table or a page that also comes as a picture is text. */
export function pastedFiles({ clipboardData }: ClipboardEvent): File[] {
  return clipboardData?.types.includes("text/plain") ? [] : [...(clipboardData?.files ?? [])];
}

export function chooseFiles(roomId: string): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.addEventListener("change", () => void takeFiles({ roomId, files: [...(input.files ?? [])] }));
  input.click();
}

const roomOf = ({ target }: Event) =>
  target instanceof Element ? target.closest<HTMLElement>('main[data-pane="room"]') : null;

let marked: HTMLElement | null = null;

/** The room says that it takes what is held over it (styles/composer.css draws it). */
function mark(room: HTMLElement | null): void {
  if (room === marked) return;
  marked?.removeAttribute("data-dropping");
  room?.setAttribute("data-dropping", "");
  marked = room;
}

/** Files may be dropped anywhere on a room; elsewhere on the page they must not make the browser leave it. */
export function watchDrops(): void {
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    const room = roomOf(event);
    mark(room);
    if (event.dataTransfer) event.dataTransfer.dropEffect = room ? "copy" : "none";
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && mark(null));
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    mark(null);
    const roomId = roomOf(event)?.dataset.roomId;
    if (roomId) void takeFiles({ roomId, files: [...(event.dataTransfer?.files ?? [])] });
  });
}
