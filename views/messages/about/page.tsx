import type { Message } from "../../../src/lib/contract/objects.ts";
import type { Html } from "../../jsx/html.ts";
import { raw } from "../../jsx/html.ts";
import { Pane, ShellPage } from "../../shell/shell.tsx";
import type { Shell } from "../../shell/types.ts";
import { t } from "../../words.ts";
import { look, messageHtml } from "../message.tsx";
import { rememberedRest } from "../remembered.ts";
import { type About, placeOf } from "./about.ts";
import { Change } from "./change.tsx";
import { Deletion } from "./deletion.tsx";
import { Poll } from "./poll.tsx";
import { Reactions } from "./reactions.tsx";
import { Forward } from "./forward.tsx";
import { Keeping } from "./keeping.tsx";
import { ReminderForm } from "./reminder.tsx";
import { Report } from "./report.tsx";
import { Thread } from "./thread.tsx";
import { Versions } from "./versions.tsx";

/** What can be done with a message, in this order: each draws itself, or nothing where its reader may not. */
const groups: ((about: About) => Html | null)[] = [
  Poll,
  Reactions,
  Thread,
  Keeping,
  ReminderForm,
  Forward,
  Change,
  Versions,
  Deletion,
  Report,
];

function Subject({ message }: { message: Message }) {
  return (
    <div class="messages about-message">
      {raw(messageHtml(message, false, rememberedRest(message, look())))}
    </div>
  );
}

/** A message by itself, with all that can be done with it: where its menu leads without JavaScript. */
export function AboutMessagePage({ shell, about }: { shell: Shell; about: About }) {
  const { message } = about;
  return (
    <ShellPage shell={shell} title={t("messages.aboutTitle")}>
      <Pane title={t("messages.aboutTitle")} back={{ href: placeOf(message), label: t("messages.back") }}>
        <Subject message={message} />
        {groups.map((group) => group(about))}
      </Pane>
    </ShellPage>
  );
}
