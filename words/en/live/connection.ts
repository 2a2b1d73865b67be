import type { Message } from "../../format.ts";

export const connection = {
  "connection.none": "No connection.",
  "connection.refused": "The server could not do that.",
  "connection.offline": "You are offline.",
  "connection.reconnecting": "Reconnecting…",
  "connection.reconnectingIn": "Reconnecting in {seconds} s.",
  "connection.now": "Now",
  "connection.stopped": "The connection was ended by the server.",
  "connection.reload": "Reload",
  "connection.notLoaded": "That could not be loaded. Check your connection and try again.",
} satisfies Record<string, Message>;
