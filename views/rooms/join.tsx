import type { Room } from "../../src/lib/contract/objects.ts";
import { ActionButton } from "../forms.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";

/** An open room seen from outside. */
export function JoinPage({ shell, room }: { shell: Shell; room: Room }) {
  const title = room.name ?? "Room";
  return (
    <ShellPage shell={shell} title={title}>
      <Pane title={title}>
        <section class="panel" aria-label="Join">
          <p class="quiet" dir="auto">
            {room.topic ?? "This room is open to all. Join it to read and write."}
          </p>
          <ActionButton action={`/rooms/${room.id}/join`} class="button button-primary">
            Join this room
          </ActionButton>
        </section>
      </Pane>
    </ShellPage>
  );
}
