import { ActionButton, Choice, Field, ProblemNote, type Problem, Saved, Select } from "../forms.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell, SidebarRoom } from "../shell/types.ts";
import { t } from "../words.ts";
import { powersIn } from "./powers.ts";
import { duration } from "./writing.tsx";

export type RoomSettingsView = {
  room: SidebarRoom;
  /** What was written and not taken; else what is. */
  fields: Record<string, string | undefined>;
  saved: boolean;
  problem?: Problem | undefined;
};

type Props = { shell: Shell; view: RoomSettingsView };

/** Seconds that can be chosen; whatever the API has set stands among them. */
const PACES = [0, 5, 10, 30, 60, 300, 900, 3600, 21_600];

function SlowMode({ view: { room, fields, problem } }: Pick<Props, "view">) {
  const chosen = Number(fields["slowMode"] ?? room.settings.slowMode);
  const paces = [...new Set([...PACES, chosen])].filter(Number.isInteger).toSorted((a, b) => a - b);
  return (
    <Select
      name="slowMode"
      label={t("roomSettings.slowMode")}
      value={String(chosen)}
      problem={problem}
      options={paces.map((seconds): [string, string] => [
        String(seconds),
        seconds === 0 ? t("roomSettings.slowModeOff") : duration(seconds),
      ])}
    />
  );
}

function Texts({ view: { room, fields, problem } }: Pick<Props, "view">) {
  return (
    <>
      <Field
        name="name"
        label={t("rooms.name")}
        value={fields["name"] ?? room.title}
        problem={problem}
        required
        maxlength={100}
        autocomplete="off"
      />
      <Field
        name="topic"
        label={t("roomSettings.topic")}
        hint={t("roomSettings.topicHint")}
        value={fields["topic"] ?? room.topic ?? ""}
        problem={problem}
        maxlength={250}
        autocomplete="off"
      />
      <Field
        name="description"
        label={t("roomSettings.description")}
        hint={t("roomSettings.descriptionHint")}
        value={fields["description"] ?? room.settings.description ?? ""}
        problem={problem}
        rule="roomSettings.descriptionRule"
        multiline
        rows={4}
        maxlength={1000}
      />
    </>
  );
}

function Posting({ view: { room, fields } }: Pick<Props, "view">) {
  const chosen = fields["posting"] ?? room.settings.posting;
  return (
    <fieldset class="choices">
      <legend>{t("roomSettings.posting")}</legend>
      <Choice
        name="posting"
        value="everyone"
        chosen={chosen}
        label={t("roomSettings.everyone")}
        hint={t("roomSettings.everyoneHint")}
      />
      <Choice
        name="posting"
        value="moderators"
        chosen={chosen}
        label={t("roomSettings.moderators")}
        hint={t("roomSettings.moderatorsHint")}
      />
    </fieldset>
  );
}

/** `isDefault` is always sent, so that a box without a tick says no. */
function Default({ view: { room } }: Pick<Props, "view">) {
  return (
    <label class="choice">
      <input type="hidden" name="isDefault" value="false" />
      <input type="checkbox" name="isDefault" value="true" checked={room.settings.isDefault} />
      <span>
        <strong>{t("roomSettings.default")}</strong>
        <small>{t("roomSettings.defaultHint")}</small>
      </span>
    </label>
  );
}

function General({ shell, view }: Props) {
  return (
    <form class="stack panel" method="post" action={`/rooms/${view.room.id}/settings`}>
      <ProblemNote problem={view.problem} />
      <Texts view={view} />
      <Posting view={view} />
      <SlowMode view={view} />
      {powersIn(view.room, shell.viewer).makeDefault ? <Default view={view} /> : null}
      <button class="button button-primary" type="submit">
        {t("common.save")}
      </button>
    </form>
  );
}

function Archive({ room }: { room: SidebarRoom }) {
  const archived = room.settings.archivedAt !== null;
  return (
    <section class="panel stack" aria-labelledby="archive">
      <h2 id="archive">{archived ? t("roomSettings.archived") : t("roomSettings.archive")}</h2>
      <p class="quiet">{archived ? t("roomSettings.restoreHint") : t("roomSettings.archiveHint")}</p>
      <div>
        <ActionButton
          action={`/rooms/${room.id}/${archived ? "restore" : "archive"}`}
          class={archived ? "button button-primary" : "button button-danger"}
        >
          {archived ? t("room.restore") : t("roomSettings.archive")}
        </ActionButton>
      </div>
    </section>
  );
}

/** What a room is, for those who look after it. */
export function RoomSettingsPage({ shell, view }: Props) {
  const { room, saved } = view;
  const back = { href: `/rooms/${room.id}`, label: t("roomSettings.back") };
  const people = (
    <a class="button" href={`/rooms/${room.id}/members`}>
      {t("roomSettings.people")}
    </a>
  );
  return (
    <ShellPage shell={shell} title={t("roomSettings.title")}>
      <Pane title={t("roomSettings.title")} back={back} actions={people}>
        <p class="lead">
          <bdi>{room.title}</bdi>
        </p>
        <Saved saved={saved} />
        {room.settings.archivedAt === null ? <General shell={shell} view={view} /> : null}
        {powersIn(room, shell.viewer).archive ? <Archive room={room} /> : null}
      </Pane>
    </ShellPage>
  );
}
