import type { VNode } from "preact";
import { request } from "../live/api.ts";
import { previewed } from "../writing/preview.ts";
import { t } from "./words.ts";

const note = (text: string) => (
  <p class="composer-preview quiet" role="status">
    {text}
  </p>
);

/** As the server draws the message, which is as safe as the message itself will be. */
const message = (html: string) => (
  <div
    class="composer-preview message-content"
    dir="auto"
    role="region"
    aria-label={t("composer.preview")}
    tabIndex={0}
    dangerouslySetInnerHTML={{ __html: html }}
  ></div>
);

async function draw(content: string): Promise<VNode> {
  try {
    const { html } = (await request("POST", "/api/preview", { content })) as { html: string };
    return message(html);
  } catch (error) {
    return note(error instanceof Error ? error.message : String(error));
  }
}

/** Shows it unless one has gone back to writing before it came. */
export async function preview(content: string): Promise<void> {
  const asked = note(t(content ? "composer.previewing" : "composer.nothing"));
  previewed.value = asked;
  if (!content) return;
  const drawn = await draw(content);
  if (previewed.peek() === asked) previewed.value = drawn;
}
