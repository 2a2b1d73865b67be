import type { Actor } from "../domain/actor.ts";
import type { Context } from "../domain/context.ts";
import { markReceipt, sendMessage } from "../domain/messages/index.ts";
import { refuseWriting } from "../domain/rules.ts";
import { joinRoom, leaveRoom, openDirectRoom } from "../domain/rooms/index.ts";
import type { ClientFrame } from "../lib/contract/frames.ts";
import type { Connection } from "./connection.ts";
import { encodeAck } from "./encode.ts";
import type { EndOfTurn } from "./end-of-turn.ts";
import { resume, type ResumeParts } from "./resume.ts";
import type { Typing } from "./typing.ts";
import type { Words } from "./words.ts";

export type FrameParts = ResumeParts & { typing: Typing; words: Words; endOfTurn: EndOfTurn };
type FrameOf<Type extends ClientFrame["type"]> = Extract<ClientFrame, { type: Type }>;
export type Speaker = {
  parts: FrameParts;
  connection: Connection;
  actor: Actor;
  context: Context;
  /** Answers with an error frame. */
  fail: (error: unknown, clientMessageId?: string) => void;
};
type Handlers = {
  [Type in ClientFrame["type"]]: (speaker: Speaker, frame: FrameOf<Type>) => Promise<void> | void;
};

/** What each frame of an authenticated connection does. What goes wrong is thrown and answered by the gateway. */
const handlers: Handlers = {
  authenticate: ({ connection }) =>
    connection.say({ type: "error", code: "conflict", message: "Already authenticated." }),
  send_message: (speaker, frame) => send(speaker, frame),
  async send_dm(speaker, { recipientId, ...frame }) {
    const { room } = await openDirectRoom(speaker.context, speaker.actor, { userIds: [recipientId] });
    await send(speaker, { ...frame, roomId: room.id });
  },
  typing_start: (speaker, { roomId }) => type(speaker, roomId, "user_typing"),
  typing_stop: (speaker, { roomId }) => type(speaker, roomId, "user_stopped_typing"),
  async join_room({ context, actor }, { roomId }) {
    await joinRoom(context, actor, roomId);
  },
  leave_room: ({ context, actor }, { roomId }) => leaveRoom(context, actor, roomId),
  mark_delivered: ({ context, actor }, frame) => markReceipt(context, actor, "delivered", frame),
  mark_read: ({ context, actor }, frame) => markReceipt(context, actor, "read", frame),
  resume: ({ parts, connection }, frame) => resume(parts, connection, frame),
  ping: ({ connection }) => connection.say({ type: "pong" }),
};

export async function handleFrame(speaker: Speaker, frame: ClientFrame): Promise<void> {
  const handle = handlers[frame.type] as (speaker: Speaker, frame: ClientFrame) => Promise<void> | void;
  await handle(speaker, frame);
}

type Send = {
  roomId: string;
  content: string;
  clientMessageId: string;
  threadRootId?: string | undefined;
  alsoInRoom?: boolean | undefined;
};

/**
 * Resolves once the message has its place in the writer's queue: the next frame may then begin, so one connection fills
 * batches too, and its messages still are stored in the order in which they were sent.
 */
function send(speaker: Speaker, frame: Send): Promise<void> {
  const { parts, connection, actor, context, fail } = speaker;
  const { roomId, content, clientMessageId, threadRootId, alsoInRoom } = frame;
  return new Promise((resolve) => {
    const sending = sendMessage(
      context,
      actor,
      { roomId, content, clientMessageId, threadRootId, alsoInRoom },
      resolve,
    ).then(
      ({ message }) => {
        parts.endOfTurn.say(connection, encodeAck(clientMessageId, message));
        const stopped = parts.typing.stop(roomId, actor);
        if (stopped) parts.words.say(stopped);
      },
      (error: unknown) => fail(error, clientMessageId),
    );
    void connection.track(sending).then(resolve);
  });
}

async function type(
  { parts, context, actor }: Speaker,
  roomId: string,
  what: "user_typing" | "user_stopped_typing",
): Promise<void> {
  const standing = await context.access.standing(actor, roomId);
  if (what === "user_typing") refuseWriting(await context.rules.of(roomId), standing);
  const { userId, username, displayName } = actor;
  parts.words.say({ type: what, roomId, userId, username, displayName });
}
