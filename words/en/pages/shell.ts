import type { Message } from "../../format.ts";

export const shell = {
  "layout.skip": "Skip to content",
  "layout.description": "Rooms, direct messages and presence for a team, on a machine of its own.",
  "shell.home": "Home",
  "shell.welcome": "Welcome, {name}",
  "shell.chooseRoom": "Choose a room on the left, or find a new one.",
  "shell.joinRoom": "Join a room that is open to all, or begin one of your own.",
  "offline.title": "You are offline",
  "offline.text": "This page was not kept on this device. The rooms that you read last are.",
  "offline.retry": "Try again",
  "offline.last": "To the last room",
} satisfies Record<string, Message>;
