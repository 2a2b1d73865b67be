import { setCookie } from "hono/cookie";
import type { Door } from "../../../views/account/entrance.tsx";
import { updatePreferences } from "../../domain/accounts/index.ts";
import type { SignedIn } from "../../lib/contract/objects.ts";
import { offered } from "../../lib/accepted-language.ts";
import { setSessionCookies } from "../cookies.ts";
import { actorOf } from "../env.ts";
import { actorOfToken } from "../middleware/session.ts";
import type { PageRequest, Parts } from "./environment.ts";
import { chosenLanguage, languageCookie } from "./reader.ts";

/** Only a path of our own: anything else would let a link send people elsewhere after they signed in. */
export function safeNext(next: string | undefined): string | undefined {
  return next && /^\/(?![/\\])[\w\-/]*$/.test(next) ? next : undefined;
}

/** What the pages before the door are drawn with. */
export const doorOf = (c: PageRequest, { assets }: Parts): Door => ({
  assets,
  place: c.var.place,
  path: c.req.path,
  // Whoever is signed in has preferences.
  languages: c.var.actor ? [] : offered,
});

/** Whoever has just signed in is the one who asks, for the rest of the request and by cookie from now on. */
export async function letIn(c: PageRequest, { context, options }: Parts, session: SignedIn): Promise<void> {
  setSessionCookies(c, session, options.config);
  c.set("actor", await actorOfToken(context, session.accessToken));
}

/** The same for a new account, which keeps the language that was chosen at the door. */
export async function moveIn(c: PageRequest, parts: Parts, session: SignedIn): Promise<void> {
  await letIn(c, parts, session);
  const language = chosenLanguage(c);
  if (!language) return;
  const preferences = await updatePreferences(parts.context, actorOf(c), { language });
  c.set("actor", { ...actorOf(c), preferences });
}

const YEAR_SECONDS = 365 * 24 * 3600;

export function chooseLanguage(c: PageRequest, { options }: Parts, language: string): void {
  setCookie(c, languageCookie, language, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: options.config.production,
    maxAge: YEAR_SECONDS,
  });
}
