import type { DialectName } from "./job.ts";

/** What a received text frame is to a load generator. */
export const Kind = { other: 0, delivery: 1, ack: 2, ready: 3, heartbeat: 4, problem: 5 } as const;

export type Dialect = {
  path: string;
  /** The first frame after the handshake; the room is for servers whose logins name it. */
  login(token: string, roomId: string): string;
  heartbeatReply: string;
  /** `id` and `content` are placeholders of fixed length, overwritten in place for every message. */
  message(roomId: string, id: string, content: string): string;
  classify(bytes: Buffer, start: number, end: number): number;
};

const code = (character: string): number => character.charCodeAt(0);
const [A, E, M, N] = ["a", "e", "m", "n"].map(code) as [number, number, number, number];
const BRACE = code("{");
const UNDERSCORE = code("_");
const TYPE_AT = '{"type":"'.length;

/** Reads single bytes at known places: at hundreds of thousands of frames a second a JSON.parse is out of reach. */
function classifyWisp(bytes: Buffer, start: number): number {
  if (bytes[start] !== BRACE) return Kind.other;
  const at = start + TYPE_AT;
  switch (bytes[at]) {
    case N:
      return Kind.delivery; // new_message
    case M:
      return bytes[at + "message_".length] === A ? Kind.ack : Kind.other; // message_ack, not message_read …
    case A:
      return bytes[at + "auth".length] === UNDERSCORE ? Kind.problem : Kind.ready; // auth_error, authenticated
    case E:
      return Kind.problem; // error
    default:
      return Kind.other;
  }
}

const wisp: Dialect = {
  path: "/ws",
  login: (token) => JSON.stringify({ type: "authenticate", token }),
  heartbeatReply: "",
  message: (roomId, clientMessageId, content) =>
    JSON.stringify({ type: "send_message", roomId, content, clientMessageId }),
  classify: classifyWisp,
};

const [TWO, THREE, FOUR, ZERO] = ["2", "3", "4", "0"].map(code) as [number, number, number, number];

/** Engine.IO packet type, then Socket.IO packet type: 2 ping, 40 connected, 42 event, 43 acknowledgement, 44 refused. */
function classifySocketIo(bytes: Buffer, start: number): number {
  if (bytes[start] === TWO) return Kind.heartbeat;
  if (bytes[start] !== FOUR) return Kind.other;
  switch (bytes[start + 1]) {
    case ZERO:
      return Kind.ready;
    case TWO:
      return bytes[start + '42["'.length] === M ? Kind.delivery : Kind.problem;
    case THREE:
      return Kind.ack;
    case FOUR:
      return Kind.problem;
    default:
      return Kind.other;
  }
}

const socketio: Dialect = {
  path: "/socket.io/?EIO=4&transport=websocket",
  login: (token, roomId) => `40${JSON.stringify({ token, roomId })}`,
  heartbeatReply: "3",
  message: (roomId, id, content) => `420${JSON.stringify(["message", { roomId, id, content }])}`,
  classify: classifySocketIo,
};

export const dialects: Record<DialectName, Dialect> = { wisp, socketio };
