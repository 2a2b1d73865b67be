import type { Message } from "../../format.ts";

export const forms = {
  "forms.checkFields": "Please check the marked fields.",
  "forms.wrongLogin": "The name or the password is wrong.",
  "forms.unreadable": "That could not be read. Please try again.",
  "forms.conflict": "Somebody else was faster. Look again at how things are now.",
  "forms.forbidden": "You may not do that.",
  "forms.tooOften": {
    one: "That was too often. Try again in {count} second.",
    other: "That was too often. Try again in {count} seconds.",
  },
  "forms.unavailable": "The server cannot do this right now. Please try again in a moment.",
  "forms.field": "Please check this.",
  "forms.displayName": "1 to 80 characters.",
  "forms.username": "3 to 50 small letters, digits and underscores.",
  "forms.usernameTaken": "This username is taken.",
  "forms.email": "An email address such as name@example.org.",
  "forms.emailTaken": "This email address has an account.",
  "forms.password": "8 to 256 characters.",
  "forms.placeName": "1 to 60 characters.",
  "forms.roomName": "1 to 100 characters.",
  "forms.topic": "At most 250 characters.",
  "forms.content": "1 to 5,000 characters.",
} satisfies Record<string, Message>;
