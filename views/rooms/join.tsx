import type { Room } from "../../src/lib/contract/objects.ts";
import { ActionButton } from "../forms.tsx";
import { ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";

/** An open room seen from outside. */
export function JoinPage({ shell, room }: { shell: Shell; room: Room }) {
  return (
    <ShellPage shell={shell} title={room.name ?? "Room"}>
      <main id="main" class="pane home" data-pane="page" tabindex={-1}>
        <div class="empty">
          <h1>
            <bdi>{room.name}</bdi>
          </h1>
          <p dir="auto">{room.topic ?? "This room is open to all. Join it to read and write."}</p>
          <ActionButton action={`/rooms/${room.id}/join`} class="button button-primary">
            Join this room
          </ActionButton>
        </div>
      </main>
    </ShellPage>
  );
}
