import type { Message } from "../../format.ts";

export const mails = {
  "mails.hello": "Hello {name},",
  "mails.open": "Open {place}",
  "mails.sentBy": "Sent by {place}, a chat made with Wisp.",
  "mails.welcome.subject": "Welcome to {place}",
  "mails.welcome.lead": "you have an account at {place} now. It is good that you are there.",
  "mails.welcome.verify":
    "Please confirm that this address is yours, so that we can reach you if you ever forget your password.",
  "mails.welcome.notYou": "You made no account? Somebody has mistyped an address. You need not do anything.",
  "mails.verify.subject": "Confirm your address for {place}",
  "mails.verify.lead": "please confirm that this address is yours. {place} then uses it to reach you.",
  "mails.verify.button": "Confirm this address",
  "mails.verify.notYou": "The link works for 7 days. If you did not ask for it, you need not do anything.",
  "mails.reset.subject": "A new password for {place}",
  "mails.reset.lead":
    "somebody asked for a new password for your account at {place}. If it was you, choose one now.",
  "mails.reset.button": "Choose a new password",
  "mails.reset.notYou":
    "The link works once, for 30 minutes. If it was not you, your password stays as it is and you need not do anything.",
  "mails.moved.subject": "Your address at {place} was changed",
  "mails.moved.lead":
    "your account at {place} has another email address from now on. This one is no longer used.",
  "mails.moved.notYou": "If it was not you, tell an admin at once: somebody else knows your password.",
  "mails.invitation.subject": "{name} invites you to {place}",
  "mails.invitation.lead": "{name} invites you to {place}. Make an account and you are in.",
  "mails.invitation.leadRoom": "{name} invites you to {room} at {place}. Make an account and you are in.",
  "mails.invitation.guest":
    "You come as a guest: you see the rooms you are brought into, and who is in them.",
  "mails.invitation.days": {
    one: "The link works for {count} day, once, and for this address alone.",
    other: "The link works for {count} days, once, and for this address alone.",
  },
  "mails.invitation.button": "Accept the invitation",
  "mails.invitation.notYou": "If you do not know who that is, you need not do anything.",
  "mails.digest.subject": {
    one: "{count} message waits for you at {place}",
    other: "{count} messages wait for you at {place}",
  },
  "mails.digest.lead": {
    one: "somebody mentioned you at {place}, and you have not read it yet:",
    other: "you were mentioned {count} times at {place} and have not read it yet:",
  },
  "mails.digest.inRoom": "{name} in {room}",
  "mails.digest.direct": "{name}, directly",
  "mails.digest.more": { one: "And {count} more.", other: "And {count} more." },
  "mails.digest.why": "At most one such mail comes in a day, and none when you have read everything.",
  "mails.digest.stop": "No more of these mails",
} satisfies Record<string, Message>;
