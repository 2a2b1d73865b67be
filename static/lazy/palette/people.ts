import { request } from "../../live/api.ts";
import { goTo } from "../../moves.ts";
import { viewer } from "../../page.ts";
import { notice } from "../../state.ts";
import type { Entry } from "./entries.ts";

type Person = { id: string; username: string; displayName: string; avatarUrl: string | null };

async function write(person: Person): Promise<void> {
  try {
    const room = (await request("POST", "/api/direct-messages", { userIds: [person.id] })) as { id: string };
    goTo(`/rooms/${room.id}`);
  } catch (error) {
    notice.value = error instanceof Error ? error.message : String(error);
  }
}

/** Their picture where there is one (views/people/avatar.tsx). */
function faceOf({ avatarUrl }: Person): Entry["face"] {
  if (!avatarUrl) return "user-circle";
  const face = document.createElement("span");
  face.className = "avatar avatar-small";
  const picture = face.appendChild(new Image());
  picture.alt = "";
  picture.src = avatarUrl;
  return face;
}

/** People by what their names begin with; whoever is chosen is written to. */
export async function findPeople(query: string, signal: AbortSignal): Promise<Entry[]> {
  const response = await fetch(`/api/users/search?query=${encodeURIComponent(query)}`, { signal });
  if (!response.ok) return [];
  const { users } = (await response.json()) as { users: Person[] };
  return users
    .filter(({ id }) => id !== viewer().userId)
    .map((person) => ({
      id: `person:${person.id}`,
      kind: "person",
      title: person.displayName,
      detail: `@${person.username}`,
      face: faceOf(person),
      run: () => void write(person),
    }));
}
