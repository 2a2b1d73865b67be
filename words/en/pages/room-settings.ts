import type { Message } from "../../format.ts";

export const roomSettings = {
  "roomSettings.title": "Room settings",
  "roomSettings.back": "Back to the room",
  "roomSettings.people": "People and roles",
  "roomSettings.topic": "Topic",
  "roomSettings.topicHint": "One line, shown below the name.",
  "roomSettings.description": "Description",
  "roomSettings.descriptionHint": "What the room is for, and what one should know before joining.",
  "roomSettings.descriptionRule": "At most 1,000 characters.",
  "roomSettings.posting": "Who may write",
  "roomSettings.everyone": "Everyone",
  "roomSettings.everyoneHint": "All who are in the room.",
  "roomSettings.moderators": "Owners and moderators",
  "roomSettings.moderatorsHint": "For announcements. Others read and react.",
  "roomSettings.slowMode": "Slow mode: time between two messages of a member",
  "roomSettings.slowModeOff": "Off",
  "roomSettings.default": "For every newcomer",
  "roomSettings.defaultHint": "Whoever joins this place is in the room from the beginning. Guests are not.",
  "roomSettings.archive": "Archive this room",
  "roomSettings.archiveHint":
    "It leaves everybody’s list. It can still be read and searched, but nobody writes in it.",
  "roomSettings.archived": "This room is archived",
  "roomSettings.restoreHint": "Bring it back, and its members can write in it again.",
} satisfies Record<string, Message>;
