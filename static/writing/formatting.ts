import type { BrowserKey } from "../../words/index.ts";
import { shortcuts } from "../shortcuts.ts";
import { apply, selectionOf } from "./apply.ts";
import * as edits from "./edits.ts";

type Act = (field: edits.Selected) => edits.Edit;

/** What each kind of formatting does, by the word that names it in the tool bar and in the map of keys. */
const acts: Partial<Record<BrowserKey, Act>> = {
  "composer.bold": edits.toggleMark("**"),
  "composer.italic": edits.toggleMark("*"),
  "composer.strike": edits.toggleMark("~~"),
  "composer.code": edits.toggleCode,
  "composer.link": edits.link,
  "composer.bullets": edits.toggleBullets,
  "composer.numbers": edits.toggleNumbers,
  "composer.quote": edits.toggleQuote,
};

/** Formats what is selected; says whether the word names a kind of formatting. */
export function format(field: HTMLTextAreaElement, word: BrowserKey): boolean {
  const act = acts[word];
  if (act) apply(field, act(selectionOf(field)));
  return act !== undefined;
}

const isMac = /mac|iphone|ipad/i.test(navigator.platform);

/** With Shift a digit's key writes another character: then the key counts. */
const keyOf = ({ code, key }: KeyboardEvent) =>
  code.startsWith("Digit") ? code.slice("Digit".length) : key.toUpperCase();

function chordOf(event: KeyboardEvent): string | undefined {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  return mod && !event.altKey ? `Mod+${event.shiftKey ? "Shift+" : ""}${keyOf(event)}` : undefined;
}

/** The formatting that a key stands for, if any, is done. */
export function formatByKey(field: HTMLTextAreaElement, event: KeyboardEvent): boolean {
  const chord = chordOf(event);
  const found = chord && shortcuts.find(({ keys, group }) => group === "write" && keys === chord);
  return found ? format(field, found.word) : false;
}

/** An address that is pasted over words makes a link of them; says whether it did. */
export function pasteLink(field: HTMLTextAreaElement, { clipboardData }: ClipboardEvent): boolean {
  const edit = edits.pasteUrl(selectionOf(field), clipboardData?.getData("text/plain") ?? "");
  if (edit) apply(field, edit);
  return edit !== undefined;
}
