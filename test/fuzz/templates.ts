/** A valid frame of every type and a valid request of every route: what the mutations start from. */
import type { z } from "zod";
import type { ClientFrame } from "../../src/lib/contract/frames.ts";
import * as inputs from "../../src/lib/contract/inputs.ts";

/** `room` is closed to whoever asks, and `person` is nobody: what is stored for neither can be mutated freely. */
export type Ids = { room: string; person: string };

export type Template = {
  method: string;
  path: string;
  body?: Record<string, unknown>;
  /** Would store something for anybody who is signed in: what still fits after its mutation is not sent. */
  storing?: z.ZodType;
  /** Asked without an account. */
  anonymous?: true;
  /** Sent as a form, as the pages without JavaScript do. */
  form?: true;
};

export const frameTemplates = ({ room, person }: Ids): ClientFrame[] => [
  { type: "authenticate", token: "a.b.c" },
  { type: "send_message", roomId: room, content: "hello", clientMessageId: "fuzz", threadRootId: room },
  { type: "send_dm", recipientId: person, content: "hello", clientMessageId: "fuzz" },
  { type: "typing_start", roomId: room },
  { type: "typing_stop", roomId: room },
  { type: "join_room", roomId: room },
  { type: "leave_room", roomId: room },
  { type: "mark_delivered", roomId: room, sequence: 1 },
  { type: "mark_read", roomId: room, sequence: 1 },
  { type: "resume", rooms: { [room]: 0, [person]: 7 } },
  { type: "ping" },
];

const account = {
  email: "nobody@example.org",
  username: "nobody",
  password: "long enough",
  displayName: "Nobody",
};

export const apiTemplates = ({ room, person }: Ids): Template[] => [
  {
    method: "POST",
    path: "/api/auth/register",
    body: account,
    storing: inputs.register,
    anonymous: true,
  },
  // What fits would cost a hash of 25 ms, and two of these are made at once: kept for the tests of the limits.
  {
    method: "POST",
    path: "/api/auth/login",
    body: { email: account.email, password: account.password },
    storing: inputs.login,
    anonymous: true,
  },
  { method: "POST", path: "/api/auth/refresh", body: { refreshToken: "spent" }, anonymous: true },
  { method: "POST", path: "/api/auth/logout", anonymous: true },
  { method: "GET", path: "/api/users/me" },
  { method: "PUT", path: "/api/users/me", body: { displayName: "Somebody" }, storing: inputs.updateMe },
  { method: "GET", path: "/api/users/search?query=some" },
  { method: "GET", path: "/api/rooms?scope=open" },
  {
    method: "POST",
    path: "/api/rooms",
    body: { name: "room", kind: "open", topic: "none" },
    storing: inputs.createRoom,
  },
  { method: "GET", path: `/api/rooms/${room}` },
  { method: "POST", path: `/api/rooms/${room}/join` },
  { method: "DELETE", path: `/api/rooms/${room}/leave` },
  { method: "GET", path: `/api/rooms/${room}/members` },
  { method: "POST", path: `/api/rooms/${room}/members`, body: { userId: person } },
  { method: "DELETE", path: `/api/rooms/${room}/members/${person}` },
  { method: "GET", path: `/api/rooms/${room}/messages?before=9&after=1&limit=50` },
  {
    method: "POST",
    path: `/api/rooms/${room}/messages`,
    body: { content: "hello", clientMessageId: "fuzz", threadRootId: room },
  },
  { method: "GET", path: `/api/rooms/${room}/changes?after=0` },
  { method: "PATCH", path: `/api/messages/${person}`, body: { content: "hello" } },
  { method: "DELETE", path: `/api/messages/${person}` },
  { method: "POST", path: "/api/direct-messages", body: { userIds: [person] } },
  { method: "GET", path: `/api/direct-messages/${person}?limit=50` },
  {
    method: "POST",
    path: `/api/direct-messages/${person}`,
    body: { content: "hello", clientMessageId: "fuzz" },
  },
];

/** Pages and their forms; and what needs no account. */
export const pageTemplates = ({ room, person }: Ids): Template[] => [
  { method: "GET", path: "/health" },
  { method: "GET", path: "/api/openapi.json" },
  { method: "GET", path: "/sign-in?next=/rooms", anonymous: true },
  { method: "GET", path: `/rooms/${room}?before=9` },
  { method: "GET", path: `/rooms/${room}/members?query=some` },
  { method: "GET", path: "/static/app.ts" },
  {
    method: "POST",
    path: "/sign-in",
    // Forms are lenient about what is too much, so these lack what they cannot do without.
    body: { email: account.email, next: "/rooms" },
    anonymous: true,
    form: true,
  },
  {
    method: "POST",
    path: "/sign-up",
    body: { ...account, password: "" },
    anonymous: true,
    form: true,
  },
  { method: "POST", path: `/rooms/${room}/messages`, body: { content: "hello" }, form: true },
  { method: "POST", path: `/rooms/${room}/members`, body: { userId: person }, form: true },
  { method: "POST", path: `/rooms/${room}/members/${person}/remove`, form: true },
  { method: "POST", path: `/rooms/${room}/read`, body: { sequence: "1" }, form: true },
  { method: "POST", path: `/rooms/${room}/join`, form: true },
  { method: "POST", path: `/rooms/${room}/leave`, form: true },
  { method: "POST", path: `/messages/${person}/edit`, body: { content: "hello" }, form: true },
  { method: "POST", path: `/messages/${person}/delete`, form: true },
];
