import type { Room } from "../../src/lib/contract/objects.ts";
import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";
import { t } from "../words.ts";

/** An open room seen from outside. */
export function JoinPage({ shell, room }: { shell: Shell; room: Room }) {
  const title = room.name ?? t("rooms.unnamed");
  return (
    <ShellPage shell={shell} title={title}>
      <Pane title={<bdi>{title}</bdi>} back={{ href: "/rooms", label: t("rooms.backToAll") }}>
        <section class="panel stack" aria-label={t("rooms.join")}>
          <div class="room-face">
            <span class="card-glyph">
              <Icon name="hashtag" />
            </span>
            <p class="quiet" dir="auto">
              {room.topic ?? t("rooms.openToAll")}
            </p>
          </div>
          {room.description ? (
            <p class="details-description" dir="auto">
              {room.description}
            </p>
          ) : null}
          <ActionButton action={`/rooms/${room.id}/join`} class="button button-primary">
            {t("rooms.joinThis")}
          </ActionButton>
        </section>
      </Pane>
    </ShellPage>
  );
}
