import type { MessageVersion } from "../../../src/lib/contract/objects.ts";
import { dateAndTime } from "../../dates.ts";
import { raw } from "../../jsx/html.ts";
import { t } from "../../words.ts";
import { drawContent } from "../markdown/index.ts";
import type { About } from "./about.ts";

function Version({ content, writtenAt }: MessageVersion) {
  const { classes, html } = drawContent(content);
  return (
    <li>
      <time datetime={writtenAt}>{dateAndTime(Date.parse(writtenAt))}</time>
      <div class={classes} dir="auto">
        {raw(html)}
      </div>
    </li>
  );
}

/** What a message was before it was edited, the latest first; also sent alone, to a page that shows the message. */
export const VersionList = ({ versions }: { versions: MessageVersion[] }) => (
  <ol class="versions" hx-ignore="true">
    {versions.map(Version)}
  </ol>
);

/** For all who can read it. */
export function Versions({ versions }: About) {
  if (versions.length === 0) return null;
  return (
    <section id="versions" class="panel" aria-labelledby="versions-title">
      <h2 id="versions-title">{t("messages.versions")}</h2>
      <VersionList versions={versions} />
    </section>
  );
}
