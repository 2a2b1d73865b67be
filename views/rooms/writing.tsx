import { ActionButton } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import type { Shell, SidebarRoom } from "../shell/types.ts";
import { t } from "../words.ts";
import { Composer, ComposerLinks } from "./composer.tsx";
import { powersIn } from "./powers.ts";
import type { RoomView } from "./room.tsx";

/** In place of the composer where the reader may not write. */
function Closed({ room, mayRestore }: { room: SidebarRoom; mayRestore: boolean }) {
  const archived = room.settings.archivedAt !== null;
  return (
    <div class="composer-closed">
      <Icon name={archived ? "archive-box" : "megaphone"} />
      <p>{archived ? t("room.archivedNote") : t("room.announcementNote")}</p>
      {archived && mayRestore ? (
        <ActionButton action={`/rooms/${room.id}/restore`} class="button button-small">
          {t("room.restore")}
        </ActionButton>
      ) : null}
    </div>
  );
}

/** How long one waits between two messages. The browser counts it down (static/lazy/slow-mode.tsx). */
function SlowMode({ roomId, seconds }: { roomId: string; seconds: number }) {
  return (
    <div class="slow-mode" data-island="slowMode" data-room-id={roomId} data-seconds={seconds}>
      <p>
        <Icon name="clock" />
        <span>{t("slow.every", { duration: duration(seconds) })}</span>
      </p>
    </div>
  );
}

/** As it is chosen in the room's settings. */
export function duration(seconds: number): string {
  if (seconds % 3600 === 0) return t("slow.hours", { count: seconds / 3600 });
  if (seconds % 60 === 0) return t("slow.minutes", { count: seconds / 60 });
  return t("slow.seconds", { count: seconds });
}

type Props = { shell: Shell; view: Pick<RoomView, "room" | "title" | "draft"> };

/** Where one writes, or why one does not. `data-state` tells the browser whether it has to be drawn anew (static/lazy/room-frame.ts). */
export function Writing({ shell, view: { room, title, draft } }: Props) {
  const { write, pace, archive } = powersIn(room, shell.viewer);
  const state = write ? `open ${pace}` : room.settings.archivedAt ? "archived" : "announcement";
  return (
    <div id="writing" class="writing" data-state={state}>
      {write ? (
        <>
          <Composer roomId={room.id} kind={room.kind} title={title} {...draft} />
          <ComposerLinks roomId={room.id} />
        </>
      ) : (
        <Closed room={room} mayRestore={archive} />
      )}
      {write && pace > 0 ? <SlowMode roomId={room.id} seconds={pace} /> : null}
    </div>
  );
}
