/** What looks at a page from inside, for test/browser/accessibility.test.ts: `look.NAME()`. */
import { cutTexts } from "./cut.ts";
import { noteFocus, unseenFocus } from "./focus.ts";
import { plainTexts } from "./plain-texts.ts";

/** Pixels by which the page is wider than the screen. */
const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

Object.assign(globalThis, { look: { cutTexts, noteFocus, plainTexts, tooWide, unseenFocus } });
