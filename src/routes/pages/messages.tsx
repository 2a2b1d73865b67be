import { Hono } from "hono";
import { EditMessagePage } from "../../../views/messages/edit.tsx";
import { deleteMessage, editMessage, getMessage } from "../../domain/messages/index.ts";
import * as inputs from "../../lib/contract/inputs.ts";
import type { Message } from "../../lib/contract/objects.ts";
import { forbidden } from "../../lib/errors.ts";
import { parse } from "../../lib/parse.ts";
import { actorOf, type Env } from "../env.ts";
import { shellOf, type PageRequest, type Parts } from "./environment.ts";
import { attempt, failing, fieldsOf } from "./forms.ts";
import { show } from "./show.ts";

const place = ({ roomId, sequence, id }: Message) => `/rooms/${roomId}?at=${sequence}#message-${id}`;

async function ownMessage(c: PageRequest, { context }: Parts, messageId: string): Promise<Message> {
  const message = await getMessage(context, actorOf(c), messageId);
  if (message.senderId !== actorOf(c).userId) throw forbidden("Only its sender may change a message.");
  return message;
}

export function messagesPages(parts: Parts) {
  const { context } = parts;
  return new Hono<Env>()
    .get("/messages/:id/edit", async (c) => {
      const message = await ownMessage(c, parts, c.req.param("id"));
      if (message.deletedAt) return c.redirect(place(message), 303);
      const shell = await shellOf(c, parts, `/rooms/${message.roomId}`);
      return show(c, () => <EditMessagePage shell={shell} message={message} />);
    })
    .post("/messages/:id/edit", async (c) => {
      const message = await ownMessage(c, parts, c.req.param("id"));
      const { content } = await fieldsOf(c);
      const { failed } = await attempt(() =>
        editMessage(context, actorOf(c), message.id, parse(inputs.editMessage, { content })),
      );
      if (!failed) return c.redirect(place(message), 303);
      failing(c, failed);
      const shell = await shellOf(c, parts, `/rooms/${message.roomId}`);
      return show(c, () => (
        <EditMessagePage shell={shell} message={message} content={content} problem={failed.problem} />
      ));
    })
    .post("/messages/:id/delete", async (c) => {
      const message = await ownMessage(c, parts, c.req.param("id"));
      await deleteMessage(context, actorOf(c), message.id);
      return c.redirect(place(message), 303);
    });
}
