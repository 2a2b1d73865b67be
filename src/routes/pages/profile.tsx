import { Hono } from "hono";
import { z } from "zod";
import { ProfilePage } from "../../../views/account/profile.tsx";
import type { Problem } from "../../../views/forms.tsx";
import { lettersOf } from "../../../views/people/letters.ts";
import {
  askVerification,
  changeEmail,
  findAvatar,
  findFace,
  getMe,
  removeAvatar,
  setAvatar,
  updateMe,
} from "../../domain/accounts/index.ts";
import { knowsAll } from "../../domain/guests.ts";
import * as entrance from "../../lib/contract/entrance.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { id } from "../../lib/contract/objects.ts";
import { AppError, notFound } from "../../lib/errors.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, clientOf, type Env } from "../env.ts";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

/** Where a form may bring a picture: the one page that takes a large body. */
export const PICTURE = "/profile/picture";
/** Seconds in which five megabytes come over a telephone. */
const PATIENCE = 60;

type Shown = {
  displayName?: string;
  about?: string;
  problem?: Problem;
  pictureProblem?: Problem;
  email?: string | undefined;
  emailProblem?: Problem;
};

async function profilePage(c: PageRequest, parts: Parts, shown?: Shown) {
  const actor = actorOf(c);
  const [shell, me] = await Promise.all([shellOf(c, parts, "/profile"), getMe(parts.context, actor)]);
  const saved = c.req.query("saved") !== undefined;
  const mailed = c.req.query("mailed") !== undefined;
  const { on: mail } = parts.context.mail;
  return show(c, () => (
    <ProfilePage shell={shell} me={me} saved={saved} mail={mail} mailed={mailed} {...shown} />
  ));
}

async function pictureIn(c: PageRequest): Promise<Uint8Array> {
  c.env.allow?.(PATIENCE);
  const body = await c.req.parseBody().catch((): never => {
    throw new AppError("invalid_request", "The form cannot be read.");
  });
  const { picture } = body;
  if (!(picture instanceof File) || picture.size === 0)
    throw new AppError("invalid_request", "A picture is needed.");
  return picture.bytes();
}

function pictureRoutes(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .post(PICTURE, async (c) => {
      const actor = actorOf(c);
      const refusals = ["too_large", "unsupported_type"] as const;
      const { failed } = await attempt(
        async () => setAvatar(context, actor, await pictureIn(c)),
        ...refusals,
      );
      if (!failed) return c.redirect("/profile?saved", 303);
      failing(c, failed);
      return profilePage(c, parts, { pictureProblem: failed.problem });
    })
    .post(`${PICTURE}/remove`, async (c) => {
      await removeAvatar(context, actorOf(c));
      return c.redirect("/profile?saved", 303);
    });
}

function emailRoutes(parts: Parts) {
  const { context, options } = parts;
  return new Hono<Env>()
    .post("/profile/email", async (c) => {
      const { email, currentPassword } = await fieldsOf(c);
      const client = clientOf(c, options.config);
      const { failed } = await attempt(async () =>
        changeEmail(context, actorOf(c), parse(entrance.changeEmail, { email, currentPassword }), client),
      );
      if (!failed) return c.redirect(context.mail.on ? "/profile?mailed" : "/profile?saved", 303);
      failing(c, failed);
      return profilePage(c, parts, { email, emailProblem: failed.problem });
    })
    .post("/profile/verification", async (c) => {
      const client = clientOf(c, options.config);
      const { failed } = await attempt(() => askVerification(context, actorOf(c), client));
      if (!failed) return c.redirect("/profile?mailed", 303);
      failing(c, failed);
      return profilePage(c, parts, { emailProblem: failed.problem });
    });
}

const avatarPath = z.object({ userId: id, file: z.string().regex(/^[\w-]{16}\.webp$/) });

/** A picture by its content, for those who are signed in: what stands at an address never changes. */
function avatarRoute({ context }: Parts) {
  return new Hono<Env>().get("/avatars/:userId/:file", async (c) => {
    const actor = actorOf(c);
    const { data } = avatarPath.safeParse(c.req.param());
    if (!data || !(await knowsAll(context, actor, [data.userId]))) throw notFound("picture");
    return c.body(await findAvatar(context, data.userId, data.file.slice(0, -".webp".length)), 200, {
      "content-type": "image/webp",
      "cache-control": "private, max-age=31536000, immutable",
    });
  });
}

/** Seconds for which a browser shows it without asking whether it is still the same. */
const FACE_KEPT = 600;

/** What stands for a person at this moment, by who they are: their picture, or their letters drawn on nothing. */
function faceRoute({ context }: Parts) {
  return new Hono<Env>().get("/people/:userId/face", async (c) => {
    const actor = actorOf(c);
    const { data: userId } = id.safeParse(c.req.param("userId"));
    const known = userId && (await knowsAll(context, actor, [userId]));
    const face = known && (await findFace(context, userId));
    if (!face) throw notFound("picture");
    c.header("cache-control", `private, max-age=${FACE_KEPT}`);
    const { image, displayName } = face;
    if (image) return c.body(image, 200, { "content-type": "image/webp" });
    return c.body(lettersOf(userId, displayName), 200, { "content-type": "image/svg+xml" });
  });
}

export function profilePages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/profile", (c) => profilePage(c, parts))
    .post("/profile", async (c) => {
      const { displayName, about = "" } = await fieldsOf(c);
      const { failed } = await attempt(() =>
        updateMe(context, actorOf(c), parse(inputs.updateMe, { displayName, about })),
      );
      if (!failed) return c.redirect("/profile?saved", 303);
      failing(c, failed);
      return profilePage(c, parts, { displayName, about, problem: failed.problem });
    })
    .route("/", pictureRoutes(parts))
    .route("/", emailRoutes(parts))
    .route("/", avatarRoute(parts))
    .route("/", faceRoute(parts));
}
