import type { Message } from "../../format.ts";

export const phone = {
  "phone.title": "Sign in on your phone",
  "phone.lead":
    "Point your phone's camera at this code and open the link. It works once, for two minutes. Show it to nobody else.",
  "phone.code": "QR code with a link that signs your phone in",
  "phone.waiting": "Waiting for your phone…",
  "phone.look": "See whether it is signed in",
  "phone.used": "Your phone is signed in.",
  "phone.over": "This code has run out.",
  "phone.toDevices": "To your devices",
  "phone.again": "Make a new one",
  "phone.lapsed": "The code is used or has run out. Make a new one on the other device.",
  "phone.arrival": "Sign in as {name}?",
  "phone.arrivalLead": "This device stays signed in until you sign it out.",
  "phone.arrivalButton": "Sign in as {name}",
  "phone.noCamera": "Without a camera",
} satisfies Record<string, Message>;
