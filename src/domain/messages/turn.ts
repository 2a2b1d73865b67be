import { AppError } from "../../lib/errors.ts";
import type { Standing } from "../access.ts";
import { type Actor, isAdmin } from "../actor.ts";
import type { Context } from "../context.ts";

type Turn = {
  /** Why they have to wait; undefined: it is their turn. */
  refused: AppError | undefined;
  /** Nothing came of it. */
  giveBack: () => Promise<void>;
};

/** Takes a member's turn to write in a room with slow mode. Undefined where there is none, and for those who look after the room. */
export async function takeTurn(
  { rules, limits }: Context,
  actor: Actor,
  { role }: Standing,
  roomId: string,
): Promise<Turn | undefined> {
  if (role !== "member" || isAdmin(actor)) return undefined;
  const seconds = (await rules.of(roomId))?.slowMode ?? 0;
  if (seconds === 0) return undefined;
  const subject = `${roomId}:${actor.userId}`;
  const verdict = await limits.pace("slowMode", subject, seconds);
  const { allowed, retryAfter } = verdict;
  const words = `This room is in slow mode. Try again in ${retryAfter} s.`;
  const limited = { name: "slowMode", verdict };
  return {
    refused: allowed ? undefined : new AppError("rate_limited", words, { retryAfter, limited }),
    giveBack: () => limits.unpace("slowMode", subject, seconds),
  };
}
