import { render } from "preact";
import { announce } from "./announce.ts";

const shownMilliseconds = 4000;
/** As long as what was done can be undone by it, and there is time to read that. */
const offeredMilliseconds = 10_000;

type Offer = { label: string; act: () => void };

let host: HTMLElement | undefined;
let timer: number | undefined;

function close(): void {
  clearTimeout(timer);
  if (host) render(null, host);
}

function makeHost(): HTMLElement {
  const made = document.createElement("div");
  made.className = "toast-host";
  document.body.append(made);
  return made;
}

/** Says for a moment what was done, in the place of what it said before; `offer`: what can be done about it. */
export function toast(words: string, offer?: Offer): void {
  close();
  host ??= makeHost();
  const act = () => {
    close();
    offer?.act();
  };
  render(
    <p class="toast">
      {words}
      {offer ? (
        <button type="button" onClick={act}>
          {offer.label}
        </button>
      ) : null}
    </p>,
    host,
  );
  announce(words);
  timer = setTimeout(close, offer ? offeredMilliseconds : shownMilliseconds);
}
