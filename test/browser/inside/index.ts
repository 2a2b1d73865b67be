/** What looks at a page from inside, for test/browser/accessibility.test.ts: `look.NAME()`. */
import { cutTexts } from "./cut.ts";
import { noteFocus, unseenFocus } from "./focus.ts";
import { nameOf } from "./name.ts";
import { plainTexts } from "./plain-texts.ts";

/** Pixels by which the page is wider than the screen. */
const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/** What everything is drawn in, but for the copies of shapes inside icons. */
const colours = () =>
  [...document.body.querySelectorAll(":not(svg *)")].map((element) => {
    const { color, backgroundColor, borderColor } = getComputedStyle(element);
    return `${nameOf(element)}: ${color}, ${backgroundColor}, ${borderColor}`;
  });

Object.assign(globalThis, { look: { colours, cutTexts, noteFocus, plainTexts, tooWide, unseenFocus } });
