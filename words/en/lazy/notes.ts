import type { Message } from "../../format.ts";

/** What somebody did to a room, behind their name. */
export const notes = {
  "notes.name": "renamed the room to “{value}”",
  "notes.topic": "changed the topic to “{value}”",
  "notes.topicRemoved": "removed the topic",
  "notes.description": "changed the description",
  "notes.descriptionRemoved": "removed the description",
  "notes.postingEveryone": "lets everyone write here",
  "notes.postingModerators": "lets only owners and moderators write here",
  "notes.slowSeconds": {
    one: "turned on slow mode: a message every second",
    other: "turned on slow mode: a message every {count} seconds",
  },
  "notes.slowMinutes": {
    one: "turned on slow mode: a message every minute",
    other: "turned on slow mode: a message every {count} minutes",
  },
  "notes.slowHours": {
    one: "turned on slow mode: a message every hour",
    other: "turned on slow mode: a message every {count} hours",
  },
  "notes.slowOff": "turned off slow mode",
  "notes.lifetimeSeconds": {
    one: "lets messages disappear after {count} second",
    other: "lets messages disappear after {count} seconds",
  },
  "notes.lifetimeMinutes": {
    one: "lets messages disappear after {count} minute",
    other: "lets messages disappear after {count} minutes",
  },
  "notes.lifetimeHours": {
    one: "lets messages disappear after {count} hour",
    other: "lets messages disappear after {count} hours",
  },
  "notes.lifetimeDays": {
    one: "lets messages disappear after {count} day",
    other: "lets messages disappear after {count} days",
  },
  "notes.lifetimeOff": "lets messages stay",
  "notes.defaultOn": "made this a room for every newcomer",
  "notes.defaultOff": "made this no longer a room for every newcomer",
  "notes.archived": "archived this room",
  "notes.restored": "brought this room back",
  "notes.owner": "made {person} an owner",
  "notes.moderator": "made {person} a moderator",
  "notes.member": "made {person} a member",
  "notes.handOver": "handed the room over to {person}",
  "notes.stepDown": "stepped down",
  "notes.unknown": "changed this room",
} satisfies Record<string, Message>;
