/** What is said of coming in, and of the place; a part of inputs.ts and objects.ts. */
import { z } from "zod";
import { email, password, placeName, secret } from "./inputs.ts";
import { id, registration, time } from "./objects.ts";

export const askReset = z.strictObject({ email });
export const resetPassword = z.strictObject({ token: secret, password });
export const changeEmail = z.strictObject({ email, currentPassword: z.string().min(1).max(256) });
/** Of the place: what it is called, and who may make an account. */
export const updateInstallation = z.strictObject({ name: placeName, registration }).partial();
export const changeRole = z.strictObject({ role: z.enum(["owner", "admin", "member", "guest"]) });

/** A mail of which the owner and admins see that it was sent. `failure`: a short code of ours. */
export const mail = z.object({
  id,
  kind: z.enum(["welcome", "verify", "reset", "moved", "invitation", "digest"]),
  recipient: z.string(),
  state: z.enum(["waiting", "sent", "failed"]),
  attempts: z.int().min(0),
  failure: z.string().nullable(),
  createdAt: time,
  sentAt: time.nullable(),
});

/** What signs another device in: told this once. */
export const sessionLink = z.object({ token: z.string(), url: z.string(), expiresAt: time });

/** The place as those see it who are in it. */
export const installation = z.object({ name: z.string(), registration });

export type UpdateInstallation = z.output<typeof updateInstallation>;
export type ChangeRole = z.output<typeof changeRole>;
export type ResetPassword = z.output<typeof resetPassword>;
export type ChangeEmail = z.output<typeof changeEmail>;
export type InstallationView = z.infer<typeof installation>;
export type SessionLinkView = z.infer<typeof sessionLink>;
export type Mail = z.infer<typeof mail>;
