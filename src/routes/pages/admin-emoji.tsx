import { Hono } from "hono";
import { EmojiSection, type EmojiProblem } from "../../../views/admin/emoji.tsx";
import { addEmoji, aliasEmoji, listEmoji, removeEmoji } from "../../domain/emoji/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import { AppError } from "../../lib/errors.ts";
import { parse } from "../../lib/parse.ts";
import type { Env } from "../env.ts";
import { adminOf, adminPage } from "./admin.tsx";
import type { PageRequest, Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";

/** Where a form brings a picture for an emoji. */
export const EMOJI_FORM = "/admin/emoji";
const DONE = `${EMOJI_FORM}?saved`;

async function emojiPage(c: PageRequest, parts: Parts, refused?: EmojiProblem) {
  adminOf(c);
  const emoji = await listEmoji(parts.context);
  return adminPage(c, parts, "emoji", () => <EmojiSection emoji={emoji} refused={refused} />);
}

async function added(c: PageRequest, { context }: Parts): Promise<void> {
  const { name, picture } = await c.req.parseBody().catch((): never => {
    throw new AppError("invalid_request", "The form cannot be read.");
  });
  const file = picture instanceof File ? await picture.bytes() : new Uint8Array();
  await addEmoji(context, adminOf(c), parse(inputs.addEmoji, { name }), file);
}

async function aliased(c: PageRequest, { context }: Parts): Promise<void> {
  const { of = "", alias } = await fieldsOf(c);
  await aliasEmoji(context, adminOf(c), of, { name: parse(inputs.aliasForm, { alias }).alias });
}

/** The field that stands for the new name is called otherwise in the second form. */
const renamed = ({ form, problem }: EmojiProblem): EmojiProblem => ({
  form,
  problem: {
    ...problem,
    errors: problem.errors?.map((error) => ({
      ...error,
      path: error.path === "name" && form === "alias" ? "alias" : error.path,
    })),
  },
});

export function adminEmojiPages(parts: Parts) {
  const taking = (form: EmojiProblem["form"], work: typeof added) => async (c: PageRequest) => {
    adminOf(c);
    const { failed } = await attempt(() => work(c, parts), "too_large", "unsupported_type", "not_found");
    if (!failed) return c.redirect(DONE, 303);
    failing(c, failed);
    return emojiPage(c, parts, renamed({ form, problem: failed.problem }));
  };
  return new Hono<Env>()
    .get(EMOJI_FORM, (c) => emojiPage(c, parts))
    .post(EMOJI_FORM, taking("add", added))
    .post(`${EMOJI_FORM}/alias`, taking("alias", aliased))
    .post(`${EMOJI_FORM}/:name/remove`, async (c) => {
      await removeEmoji(parts.context, adminOf(c), c.req.param("name"));
      return c.redirect(DONE, 303);
    });
}
