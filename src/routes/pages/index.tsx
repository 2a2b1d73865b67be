import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import type { Context } from "../../domain/context.ts";
import type { Assets } from "../assets.ts";
import type { Env } from "../env.ts";
import { accountPages } from "./account.tsx";
import type { Parts } from "./environment.ts";
import { adminPages } from "./admin.tsx";
import { adminEmojiPages } from "./admin-emoji.tsx";
import { emojiPictures } from "./emoji-pictures.ts";
import { reactionsPages } from "./reactions.ts";
import { blockedSheetRoute } from "./blocked.ts";
import { firstRunPages } from "./first-run.tsx";
import { homePages } from "./home.tsx";
import { installablePages } from "./installable.tsx";
import { invitationsPages } from "./invitations.tsx";
import { keepingPages } from "./keeping.tsx";
import { mailPages } from "./mail.tsx";
import { membersPages } from "./members.ts";
import { membershipPages } from "./membership.ts";
import { mentionsPages } from "./mentions.tsx";
import { messagesPages } from "./messages.tsx";
import { moderationPages } from "./moderation.tsx";
import { newMessagePages } from "./new-message.tsx";
import { notificationPages } from "./notifications.tsx";
import { peoplePages } from "./people.tsx";
import { pollsPages } from "./polls.tsx";
import { phonePages } from "./phone.tsx";
import { profilePages } from "./profile.tsx";
import { recoveryPages } from "./recovery.tsx";
import { roomPages } from "./room.tsx";
import { roomSettingsPages } from "./room-settings.tsx";
import { roomsPages } from "./rooms.tsx";
import { threadsPages } from "./threads.tsx";
import { statusPages } from "./status.tsx";
import { scheduledPages } from "./scheduled.tsx";
import { searchPages } from "./search.tsx";
import { unreadPages } from "./unread.tsx";
import { settingsPages } from "./settings.tsx";
import { viewerStyles } from "./viewers.ts";

/** What one person was shown must not be there for the next one at the same screen. */
const notStored = createMiddleware((c, next) => {
  c.header("cache-control", "no-store");
  return next();
});

/** What every page's title ends with, and which custom emoji it shows. */
const placed = ({ installation, emoji }: Context) =>
  createMiddleware<Env>(async (c, next) => {
    c.set("place", await installation.name());
    c.set("editWindow", await installation.editWindow());
    c.set("emoji", await emoji.version());
    await next();
  });

/** Every page. The session middleware must have run: it says who is asking. */
export function pages(context: Context, assets: Assets, options: Parts["options"]): Hono<Env> {
  const parts: Parts = { context, assets, options };
  const app = new Hono<Env>().use(notStored, placed(context));
  app.route("/", blockedSheetRoute()).route("/", viewerStyles);
  for (const make of [
    accountPages,
    recoveryPages,
    phonePages,
    firstRunPages,
    invitationsPages,
    homePages,
    roomsPages,
    roomPages,
    threadsPages,
    roomSettingsPages,
    searchPages,
    unreadPages,
    mentionsPages,
    statusPages,
    installablePages,
    membersPages,
    membershipPages,
    peoplePages,
    newMessagePages,
    messagesPages,
    pollsPages,
    scheduledPages,
    keepingPages,
    profilePages,
    settingsPages,
    notificationPages,
    adminPages,
    moderationPages,
    adminEmojiPages,
    emojiPictures,
    reactionsPages,
    mailPages,
  ]) {
    app.route("/", make(parts));
  }
  return app;
}
