import type { Message } from "../../format.ts";

export const profile = {
  "profile.title": "Your profile",
  "profile.nameHint": "As others see it, also beside what you wrote before.",
  "profile.picture": "Picture",
  "profile.choosePicture": "Choose a picture",
  "profile.pictureHint": "PNG, JPEG, WebP or GIF, at most 5 MB. Its middle is shown.",
  "profile.usePicture": "Use this picture",
  "profile.removePicture": "Remove the picture",
  "profile.pictureTooLarge": "This picture is too large. Send one with at most 5 MB and 40 million pixels.",
  "profile.pictureUnreadable": "This picture cannot be read. Send a PNG, JPEG, WebP or GIF.",
  "profile.pictureFailed": "No picture has arrived. Choose one and try again.",
  "profile.toSettings": "Appearance, language, notifications and devices are in the settings",
  "profile.about": "About you",
  "profile.aboutHint": "What others may know of you, in a few sentences.",
  "profile.aboutRule": "At most 500 characters.",
  "profile.email": "Email address",
  "profile.unverified":
    "Please confirm {email}: we sent you a link. Only then can we tell you there what you missed.",
  "profile.verified": "(confirmed)",
  "profile.sendAgain": "Send the link again",
  "profile.changeEmail": "Change the address",
  "profile.newEmail": "New address",
  "profile.newEmailHint": "We send a link there to confirm it, and tell the old one.",
  "profile.mailed": "A link is on its way to {email}.",
} satisfies Record<string, Message>;
