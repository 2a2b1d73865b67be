/** What runs in the page before anything of ours, and tells `bench/page` what it saw: `bench.NAME()`. */
import { startFrames, stopFrames } from "./frames.ts";
import { paints } from "./paints.ts";
import { roomChange } from "./room-change.ts";
import { ownMessage } from "./own-message.ts";
import { forgetShifts, shifts } from "./shifts.ts";

Object.assign(globalThis, {
  bench: { startFrames, stopFrames, paints, roomChange, ownMessage, forgetShifts, shifts },
});
