import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { MAX_PICTURE } from "../domain/accounts/index.ts";
import type { Context } from "../domain/context.ts";
import { MAX_EMOJI_BYTES } from "../lib/contract/inputs.ts";
import { AppError, notFound } from "../lib/errors.ts";
import type { Assets } from "./assets.ts";
import { authRoutes } from "./auth.ts";
import { customEmojiRoutes, EMOJI } from "./custom-emoji.ts";
import { directMessagesRoutes } from "./direct-messages.ts";
import { draftsRoutes } from "./drafts.ts";
import { emojiRoutes } from "./emoji.ts";
import { actorOf, type Env, type HttpOptions } from "./env.ts";
import { installationRoutes } from "./installation.ts";
import { invitationsRoutes } from "./invitations.ts";
import { mentionsRoutes } from "./mentions.ts";
import { mailsRoutes } from "./mails.ts";
import { messagesRoutes } from "./messages.ts";
import { keepingRoutes } from "./keeping.ts";
import { limitLoad } from "./middleware/limit-load.ts";
import { limitRequests } from "./middleware/limit-requests.ts";
import { observe } from "./middleware/observe.ts";
import { origin } from "./middleware/origin.ts";
import { plainBodies } from "./middleware/plain-bodies.ts";
import { securityHeaders } from "./middleware/security-headers.ts";
import { renewal, session } from "./middleware/session.ts";
import { moderationRoutes } from "./moderation.ts";
import { operationRoutes } from "./operation.ts";
import { renderError } from "./pages/error.tsx";
import { pages } from "./pages/index.tsx";
import { EMOJI_FORM } from "./pages/admin-emoji.tsx";
import { PICTURE } from "./pages/profile.tsx";
import { explain, problem } from "./problem.ts";
import { previewRoutes } from "./preview.ts";
import { pollsRoutes } from "./polls.ts";
import { pushRoutes } from "./push.ts";
import { reactionsRoutes } from "./reactions.ts";
import { roomsRoutes } from "./rooms.ts";
import { scheduledRoutes } from "./scheduled.ts";
import { threadsRoutes } from "./threads.ts";
import { sessionLinksRoutes } from "./session-links.ts";
import { searchRoutes } from "./search.ts";
import { uploadsRoutes, UPLOADS } from "./uploads.ts";
import { usersRoutes } from "./users.ts";

/** Bytes. The longest message, each character as two \uXXXX escapes, and the rest of its body. */
const MAX_BODY = 64 * 1024;

const atMost = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new AppError("too_large", `A body may have at most ${maxSize} bytes.`);
    },
  });

/** The whole HTTP side: JSON under /api, pages elsewhere, each with errors in its own shape. */
export function createApp(context: Context, options: HttpOptions, assets: Assets) {
  const app = new Hono<Env>();
  app.use(observe(options), securityHeaders(options, assets.importMapHashes));
  app.route("/", assets.routes);
  app.route("/", operationRoutes(options));
  app.route("/", emojiRoutes());
  app.use(limitLoad(options));
  const limitBody = atMost(MAX_BODY);
  // With the form around it.
  const limitPicture = atMost(MAX_PICTURE + MAX_BODY);
  const limitEmoji = atMost(MAX_EMOJI_BYTES + MAX_BODY);
  // A file is larger than any other body, and its route reads it by itself.
  app.use((c, next) => {
    if (c.req.path === UPLOADS) return next();
    if (c.req.path === EMOJI || c.req.path === EMOJI_FORM) return limitEmoji(c, next);
    return (c.req.path === PICTURE ? limitPicture : limitBody)(c, next);
  }, plainBodies);
  app.use(origin(options), session(context, options));
  app.use(limitRequests(context, options));
  app.route("/api", api(context, options));
  app.use(renewal(context, options));
  app.route("/", pages(context, assets, options));
  app.notFound(() => {
    throw notFound("page");
  });
  app.onError((error, c) => {
    const shown = explain(c, error, options);
    return c.req.path.startsWith("/api/") ? problem(c, shown) : renderError(c, shown, assets);
  });
  return app;
}

function api(context: Context, options: HttpOptions) {
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    c.header("Cache-Control", "no-store");
    await next();
  });
  app.route("/auth", authRoutes(context, options));
  // A stranger learns nothing about what a request should have looked like.
  app.use(async (c, next) => {
    actorOf(c);
    await next();
  });
  app.route("/users", usersRoutes(context, options));
  app.route("/rooms", roomsRoutes(context));
  app.route("/messages", messagesRoutes(context));
  app.route("/messages", reactionsRoutes(context));
  app.route("/", keepingRoutes(context, options));
  app.route("/threads", threadsRoutes(context));
  app.route("/", moderationRoutes(context));
  app.route("/", pollsRoutes(context));
  app.route("/mentions", mentionsRoutes(context));
  app.route("/emoji", customEmojiRoutes(context));
  app.route("/preview", previewRoutes);
  app.route("/", draftsRoutes(context));
  app.route("/", scheduledRoutes(context));
  app.route("/uploads", uploadsRoutes(context));
  app.route("/installation", installationRoutes(context));
  app.route("/invitations", invitationsRoutes(context, options));
  app.route("/direct-messages", directMessagesRoutes(context));
  app.route("/mails", mailsRoutes(context));
  app.route("/session-links", sessionLinksRoutes(context, options));
  app.route("/push", pushRoutes(context));
  app.route("/search", searchRoutes(context));
  app.all("/*", () => {
    throw notFound("resource");
  });
  return app;
}
