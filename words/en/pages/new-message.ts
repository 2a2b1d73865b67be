import type { Message } from "../../format.ts";

export const newMessage = {
  "newMessage.title": "New message",
  "newMessage.lead": "Write to one person, or to several together.",
  "newMessage.leadAdd":
    "With more people a new conversation begins. What was said so far stays with those who were there.",
  "newMessage.to": "To",
  "newMessage.add": "Add",
  "newMessage.takeOut": "Take out",
  "newMessage.start": { one: "Start with {count} person", other: "Start with {count} people" },
  "newMessage.full": {
    one: "A conversation has at most {count} person. For more, create a room.",
    other: "A conversation has at most {count} people. For more, create a room.",
  },
} satisfies Record<string, Message>;
