import type { Message } from "../../format.ts";

export const recovery = {
  "recovery.forgot": "Forgot your password?",
  "recovery.forgotLead": "Tell us your email address, and we send you a link to a new one.",
  "recovery.noMail": "This place sends no mail. Ask an admin for help.",
  "recovery.send": "Send a link",
  "recovery.toSignIn": "Back to signing in",
  "recovery.sent": "Look into your mail",
  "recovery.sentLead":
    "If there is an account with this address, a link is on its way. It works for 30 minutes.",
  "recovery.reset": "Choose a new password",
  "recovery.resetLead": "You are signed out everywhere then.",
  "recovery.setPassword": "Set the password",
  "recovery.passwordSet": "Your password is changed",
  "recovery.passwordSetLead": "Sign in with the new one.",
  "recovery.verify": "Confirm your address",
  "recovery.verifyLead": "One click, and we know that mail reaches you.",
  "recovery.verifyButton": "This is my address",
  "recovery.verified": "Your address is confirmed",
  "recovery.verifiedLead": "Thank you. That was all.",
  "recovery.unsubscribe": "No more mail about mentions?",
  "recovery.unsubscribeLead": "You can turn it on again in the settings.",
  "recovery.unsubscribeButton": "Send me no more",
  "recovery.unsubscribed": "No more comes",
  "recovery.unsubscribedLead": "You can turn it on again under Settings, Notifications.",
  "recovery.lapsed": "This link does not work",
  "recovery.lapsedLead": "It may have run out or been used. Ask for a new one.",
} satisfies Record<string, Message>;
