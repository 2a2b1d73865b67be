import { render } from "preact";
import type { Absent, User } from "../../src/lib/contract/objects.ts";
import { request } from "../live/api.ts";
import { currentRoomId } from "../page.ts";
import { announce } from "./announce.ts";
import { t } from "./words.ts";

/** People of one message who are told of; of more the first. */
const most = 5;
const groups = new Set(["here", "room"]);

function hostBelowComposer(): HTMLElement | undefined {
  const dock = document.querySelector<HTMLElement>(".dock");
  const known = dock?.querySelector<HTMLElement>(".absent-host");
  if (known || !dock) return known ?? undefined;
  const made = document.createElement("div");
  made.className = "absent-host";
  dock.append(made);
  return made;
}

const say = ({ displayName }: User) => t("absent.notHere", { name: displayName });

async function invite(
  roomId: string,
  user: User,
  show: (people: User[]) => void,
  rest: User[],
): Promise<void> {
  await request("POST", `/api/rooms/${roomId}/members`, { userId: user.id });
  show(rest);
  const { toast } = await import("./toast.tsx");
  toast(t("absent.invited", { name: user.displayName }));
}

/** Tells the sender of a message who of those named in it is not in the room, and so does not hear of it. */
export async function tellAbsent(roomId: string, html: string): Promise<void> {
  const names = new Set([...html.matchAll(/data-mention="(\w+)"/g)].map(([, name = ""]) => name));
  const asked = [...names].filter((name) => !groups.has(name)).slice(0, 50);
  if (asked.length === 0) return;
  const path = `/api/rooms/${roomId}/mentions?names=${asked.join(",")}`;
  const { absent, mayInvite } = (await request("GET", path)) as Absent;
  const host = absent.length > 0 && roomId === currentRoomId() ? hostBelowComposer() : undefined;
  if (!host) return;
  const show = (people: User[]) =>
    render(
      people.map((user) => (
        <p class="absent" key={user.id}>
          <span>{say(user)}</span>
          {mayInvite ? (
            <button
              type="button"
              class="button button-small"
              onClick={() =>
                void invite(
                  roomId,
                  user,
                  show,
                  people.filter((each) => each !== user),
                ).catch(() => undefined)
              }
            >
              {t("absent.invite")}
            </button>
          ) : null}
          <button
            type="button"
            class="button button-small button-quiet"
            onClick={() => show(people.filter((each) => each !== user))}
          >
            {t("common.close")}
          </button>
        </p>
      )),
      host,
    );
  show(absent.slice(0, most));
  announce(absent.slice(0, most).map(say).join(" "));
}
