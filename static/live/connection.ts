import type { ClientFrame } from "../../src/lib/contract/frames.ts";
import { LiveSocket } from "./socket.ts";

/** The one connection of the page. `app.ts` says who hears its frames, and opens it. */
export const socket = new LiveSocket();

/** False where nobody would hear it. */
export const send = (frame: ClientFrame): boolean => socket.send(frame);
