import { keep, kept, keyOf } from "./kept.ts";

export type Outgoing = {
  clientMessageId: string;
  roomId: string;
  content: string;
  /** Of a reply. */
  threadRootId?: string;
  alsoInRoom?: boolean;
  createdAt: string;
  /** `waiting`: for the connection. `stored`: the server has it; it stays on show until it comes as everyone sees it. */
  state: "sending" | "waiting" | "stored" | "failed";
  problem?: string;
};

const name = "outbox";

/** What no tab has sent yet, in the order in which it was written; undefined where the browser keeps nothing. */
export const readOutbox = () => kept(name) as Outgoing[] | undefined;
export const writeOutbox = (outgoing: Outgoing[]) => keep(name, outgoing);

/** Another tab has written something, or sent it. */
export function onOutboxChanged(changed: () => void): void {
  addEventListener("storage", ({ key }) => {
    if (key === keyOf(name)) changed();
  });
}

/** One tab at a time sends what is written in a room; the next one finds what is left. Plain http has no locks; then each tab sends its own. */
export const alone = (roomId: string, work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request(`${keyOf(name)}-${roomId}`, work) : work();
