/** Every page there is, for tests that look at all of them. */
import type { Context } from "../../src/domain/context.ts";
import { pages } from "../../src/routes/pages/index.tsx";
import type { Username } from "../../db/seed/people.ts";
import { ApiClient } from "../support/client.ts";
import { tokenOf } from "../support/demo.ts";

/** What there is in the demo workspace that an address can name. */
export type Ids = {
  roomId: string;
  directId: string;
  otherRoomId: string;
  messageId: string;
  deletedId: string;
  threadId: string;
  token: string;
  pollId: string;
  scheduledId: string;
};

/** `route`: as it is written in src/routes/pages; a page that no route serves has none. `name`: where a route has several. */
export type PageCase = { route?: string; name?: string; path: (ids: Ids) => string; signedIn: boolean };

export const viewer: Username = "maya";

type Path = PageCase["path"];
const signedIn = (route: string, path: Path = () => route, name = route): PageCase => ({
  route,
  path,
  name,
  signedIn: true,
});
const stranger = (route: string, path: Path = () => route, name = route): PageCase => ({
  route,
  path,
  name,
  signedIn: false,
});

export const everyPage: PageCase[] = [
  stranger("/sign-in"),
  stranger("/sign-up"),
  signedIn("/home"),
  stranger("/join/:token", ({ token }) => `/join/${token}`),
  stranger("/join/:token", () => `/join/${"x".repeat(43)}`, "an invitation that does not work"),
  stranger("/offline"),
  stranger("/forgot"),
  stranger("/reset/:token", () => `/reset/${"x".repeat(43)}`),
  stranger("/verify/:token", () => `/verify/${"x".repeat(43)}`),
  stranger("/phone/:token", () => `/phone/${"x".repeat(43)}`),
  signedIn("/rooms"),
  signedIn("/rooms", () => "/rooms?query=nothing-is-called-so", "a search that finds nothing"),
  signedIn("/rooms", () => "/rooms?archived=true", "the archived rooms"),
  signedIn("/rooms/new"),
  signedIn("/rooms/:roomId", ({ roomId }) => `/rooms/${roomId}`),
  signedIn("/rooms/:roomId", ({ directId }) => `/rooms/${directId}`, "a direct room"),
  signedIn("/rooms/:roomId", ({ otherRoomId }) => `/rooms/${otherRoomId}`, "a room to join"),
  signedIn("/rooms/:roomId", ({ roomId }) => `/rooms/${roomId}?before=9`, "older messages"),
  signedIn("/rooms/:roomId/members", ({ roomId }) => `/rooms/${roomId}/members?query=a`),
  signedIn(
    "/rooms/:roomId/threads/:messageId",
    ({ roomId, threadId }) => `/rooms/${roomId}/threads/${threadId}`,
  ),
  signedIn("/threads"),
  signedIn("/threads", () => "/threads?unread=1", "unread threads"),
  signedIn("/rooms/:roomId/settings", ({ roomId }) => `/rooms/${roomId}/settings`),
  signedIn("/direct-messages/new"),
  signedIn("/direct-messages/new", ({ directId }) => `/direct-messages/new?from=${directId}`, "more people"),
  signedIn("/people"),
  signedIn("/people/:username", () => "/people/samuel"),
  signedIn("/unread"),
  signedIn("/mentions"),
  signedIn("/status"),
  signedIn("/blocks"),
  signedIn("/search"),
  signedIn("/search", () => "/search?query=the", "a search that finds something"),
  signedIn("/search", () => "/search?query=nothing-is-called-so", "a search that finds nothing"),
  signedIn("/invitations"),
  signedIn("/messages/:id", ({ messageId }) => `/messages/${messageId}`),
  signedIn("/messages/:id", ({ pollId }) => `/messages/${pollId}`, "a poll"),
  signedIn("/rooms/:roomId/poll", ({ roomId }) => `/rooms/${roomId}/poll`),
  signedIn("/rooms/:roomId/later", ({ roomId }) => `/rooms/${roomId}/later`),
  signedIn("/scheduled"),
  signedIn("/scheduled/:id", ({ scheduledId }) => `/scheduled/${scheduledId}`),
  signedIn("/saved"),
  signedIn("/saved", () => "/saved?show=done", "saved messages one is done with"),
  signedIn("/saved", () => "/saved?show=reminders", "reminders"),
  signedIn("/profile"),
  signedIn("/settings"),
  signedIn("/settings/appearance"),
  signedIn("/settings/language"),
  signedIn("/settings/notifications"),
  signedIn("/settings/devices"),
  signedIn("/admin/place"),
  signedIn("/admin/people"),
  signedIn("/admin/people/:username", () => "/admin/people/samuel"),
  signedIn("/admin/reports"),
  signedIn("/admin/reports", () => "/admin/reports?state=resolved", "decided reports"),
  signedIn("/rooms/:roomId/reports", ({ roomId }) => `/rooms/${roomId}/reports`),
  signedIn("/admin/audit"),
  signedIn("/admin/audit/messages/:id", ({ deletedId }) => `/admin/audit/messages/${deletedId}`),
  signedIn("/admin/emoji"),
  signedIn("/admin/mail"),
  { name: "/nowhere", path: () => "/nowhere", signedIn: true },
];

/** Routes that answer with a part of a page, a file or another address, and those that test/browser/pages.test.ts sees. */
const noPages = new Set([
  "/",
  "/admin",
  "/avatars/:userId/:file",
  "/emoji/custom.css",
  "/emoji/custom/:file",
  "/first-run",
  "/manifest.webmanifest",
  "/messages/:id/edit",
  "/people/:userId/face",
  "/messages/:id/versions",
  "/rooms/:roomId/frame",
  "/rooms/:roomId/history",
  "/rooms/:roomId/threads/:messageId/replies",
  "/settings/phone",
  "/settings/phone/:id",
  "/sidebar",
  "/unsubscribe/:userId/:signature",
  "/viewers/:userId/:file{.+\\.css}",
  "/viewers/:userId/:file{blocked-[\\w-]+\\.css}",
]);

/** Pages that the server has and the list above does not. Handlers are put together here, and none is called. */
export function unlistedPages(): string[] {
  const { routes } = pages({} as Context, {} as never, {} as never);
  const listed = new Set(everyPage.map(({ route }) => route));
  const served = routes.filter(({ method }) => method === "GET").map(({ path }) => path);
  return [...new Set(served)].filter((path) => !listed.has(path) && !noPages.has(path));
}

type Listed = { rooms: { id: string; name: string | null; kind: string }[] };
type History = { messages: { id: string; senderId: string; threadRootId: string | null }[] };

/** Looks up what the addresses name, and makes what the demo lacks: a room that the viewer is not in. */
export async function idsOf(url: string): Promise<Ids> {
  const api = new ApiClient(url, await tokenOf(url, viewer));
  const other = new ApiClient(url, await tokenOf(url, "freya"));
  const me = await api.call<{ id: string }>("GET", "/api/users/me");
  const { rooms } = await api.call<Listed>("GET", "/api/rooms");
  const roomId = rooms.find(({ name }) => name === "General")?.id ?? "";
  const directId = rooms.find(({ kind }) => kind === "direct")?.id ?? "";
  const { messages } = await api.call<History>("GET", `/api/rooms/${roomId}/messages?limit=100`);
  const messageId = messages.findLast(({ senderId }) => senderId === me.id)?.id ?? "";
  const threadId = messages.find(({ threadRootId }) => threadRootId)?.threadRootId ?? "";
  const { id: otherRoomId } = await other.call<{ id: string }>("POST", "/api/rooms", {
    name: "Birdwatching",
    kind: "open",
    topic: "Early, and quiet",
  });
  const { token } = await api.call<{ token: string }>("POST", "/api/invitations", {});
  const { id: deletedId } = await other.call<{ id: string }>("POST", `/api/rooms/${otherRoomId}/messages`, {
    content: "Never mind.",
  });
  await other.request("DELETE", `/api/messages/${deletedId}`);
  const { id: pollId } = await api.call<{ id: string }>("POST", `/api/rooms/${roomId}/polls`, {
    question: "Which of them?",
    options: ["This one", "That one"],
  });
  const { id: scheduledId } = await api.call<{ id: string }>("POST", `/api/rooms/${roomId}/scheduled`, {
    content: "In good time",
    sendAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  return { roomId, directId, otherRoomId, messageId, deletedId, threadId, token, pollId, scheduledId };
}
