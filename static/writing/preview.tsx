import { signal } from "@preact/signals";
import { request } from "../live/api.ts";
import { t } from "../words.ts";

/** `html`: as the server draws the message, which is as safe as the message itself will be. */
type Shown = { html?: string; note?: string };

/** What stands in the place of the field, while it does. */
export const previewed = signal<Shown | undefined>(undefined);

async function draw(content: string): Promise<Shown> {
  try {
    return (await request("POST", "/api/preview", { content })) as { html: string };
  } catch (error) {
    return { note: error instanceof Error ? error.message : String(error) };
  }
}

/** Shows the message as the room will, or goes back to writing it. */
export async function togglePreview(field: HTMLTextAreaElement): Promise<void> {
  const content = field.value.trim();
  if (previewed.peek()) {
    previewed.value = undefined;
    return field.focus();
  }
  const asked: Shown = { note: t(content ? "composer.previewing" : "composer.nothing") };
  previewed.value = asked;
  const drawn = content ? await draw(content) : asked;
  if (previewed.peek() === asked) previewed.value = drawn;
}

export function Preview() {
  const shown = previewed.value;
  if (!shown) return null;
  if (shown.html === undefined)
    return (
      <p class="composer-preview quiet" role="status">
        {shown.note}
      </p>
    );
  return (
    <div
      class="composer-preview message-content"
      dir="auto"
      role="region"
      aria-label={t("composer.preview")}
      tabIndex={0}
      dangerouslySetInnerHTML={{ __html: shown.html }}
    ></div>
  );
}
