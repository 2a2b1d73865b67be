import type { Frames } from "../seen.ts";

type Watched = { at: number; moved: number };

let frames: Watched[] = [];
let running = false;
let fastest = 0;
let anchor: { element: Element; top: number } | undefined;

const box = () => document.querySelector("#scroller");

/** The message in the middle of the view. */
function middle(scroller: Element): Element | null | undefined {
  const { left, top, width, height } = scroller.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, top + height / 2)?.closest("[data-sequence]");
}

/** How far the message that was in the middle has gone since the frame before, in pixels downwards. */
function moved(): number {
  if (!anchor?.element.isConnected) return 0;
  return anchor.element.getBoundingClientRect().top - anchor.top;
}

function watch(at: number): void {
  const scroller = box();
  if (!running || !scroller) return;
  frames.push({ at, moved: moved() });
  const element = middle(scroller);
  anchor = element ? { element, top: element.getBoundingClientRect().top } : undefined;
  requestAnimationFrame(watch);
}

/** `speed`: pixels a second at which the view is scrolled upwards. */
export function startFrames(speed: number): void {
  fastest = speed;
  frames = [];
  anchor = undefined;
  running = true;
  requestAnimationFrame(watch);
}

/** Pixels that a frame may be off: a wheel is not a ruler, and a late frame makes up for the one before. */
const SLACK = 100;

/** While scrolled upwards every message goes down, and not much faster than the wheel: what else it does is a jump. */
const isJump = (distance: number, gap: number) =>
  distance < -2 || distance > (fastest * gap * 3) / 1000 + SLACK;

export function stopFrames(): Frames {
  running = false;
  const gaps = frames.slice(1).map(({ at }, index) => at - (frames[index]?.at ?? at));
  const standing = frames.slice(1).map((frame, index) => (frame.moved === 0 ? (gaps[index] ?? 0) : 0));
  return {
    gaps,
    jumps: frames.slice(1).flatMap(({ moved: by }, index) => (isJump(by, gaps[index] ?? 0) ? [by] : [])),
    waited: standing.reduce((sum, gap) => sum + gap, 0),
    messages: document.querySelectorAll("#messages [data-sequence]").length,
  };
}
