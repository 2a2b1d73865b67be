import type { Message } from "../../format.ts";

export const errors = {
  "errors.status": "Error {status}",
  "errors.invalid": "That did not make sense",
  "errors.invalidText": "The request was incomplete or malformed. Go back and try again.",
  "errors.forbidden": "Not yours to open",
  "errors.forbiddenText": "You are signed in, but this is not open to you. Someone inside can let you in.",
  "errors.notFound": "Nothing here",
  "errors.notFoundText":
    "It may have been moved or deleted, or it is a room you are not in. Ask a member to invite you.",
  "errors.conflict": "Someone was faster",
  "errors.conflictText": "Things have changed since this page was loaded. Go back and look again.",
  "errors.tooLarge": "Too much at once",
  "errors.tooLargeText":
    "What you sent is larger than this server takes. Go back and send something smaller.",
  "errors.tooMany": "A little slower, please",
  "errors.tooManyText": {
    one: "That was a lot in a short time. Try again in {count} second.",
    other: "That was a lot in a short time. Try again in {count} seconds.",
  },
  "errors.unavailable": "Back in a moment",
  "errors.unavailableText":
    "The server cannot do this right now. What you wrote is not lost: go back and send it again.",
  "errors.unexpected": "Something went wrong",
  "errors.unexpectedText": "It is our fault, not yours, and it has been written down. Please try again.",
  "errors.request": "If it stays so, tell whoever runs this place: {id}",
  "errors.tryAgain": "Try again",
  "errors.toRooms": "Back to your rooms",
  "errors.toStart": "To the start",
} satisfies Record<string, Message>;
