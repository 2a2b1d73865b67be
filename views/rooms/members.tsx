import type { Member, Room, User } from "../../src/lib/contract/objects.ts";
import { ActionButton, ProblemNote, type Problem } from "../forms.tsx";
import { PersonRow, SearchForm } from "../people/people.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";

export type MembersView = {
  room: Pick<Room, "id" | "kind">;
  title: string;
  members: Member[];
  mayInvite: boolean;
  mayRemove: boolean;
  query: string;
  found: User[];
  problem?: Problem | undefined;
};

function MemberRow({ member, view, shell }: { member: Member; view: MembersView; shell: Shell }) {
  const self = member.id === shell.viewer.userId;
  const note = [self ? "you" : "", member.membershipRole === "owner" ? "owner" : ""]
    .filter(Boolean)
    .join(", ");
  return (
    <PersonRow user={member} online={member.online} note={note}>
      {view.mayRemove && !self ? (
        <ActionButton
          action={`/rooms/${view.room.id}/members/${member.id}/remove`}
          class="button button-quiet"
        >
          Remove<span class="visually-hidden"> {member.displayName}</span>
        </ActionButton>
      ) : null}
    </PersonRow>
  );
}

function Invite({ view, shell }: { view: MembersView; shell: Shell }) {
  const inside = new Set(view.members.map((member) => member.id));
  const found = view.found.filter((user) => !inside.has(user.id));
  return (
    <section aria-labelledby="invite" class="panel">
      <h2 id="invite">Invite someone</h2>
      <SearchForm action={`/rooms/${view.room.id}/members`} query={view.query} />
      {view.query && found.length === 0 ? <p class="quiet">Nobody else by that name.</p> : null}
      <ul class="cards">
        {found.map((user) => (
          <PersonRow user={user} online={shell.online.has(user.id)}>
            <ActionButton action={`/rooms/${view.room.id}/members`} fields={{ userId: user.id }}>
              Invite<span class="visually-hidden"> {user.displayName}</span>
            </ActionButton>
          </PersonRow>
        ))}
      </ul>
    </section>
  );
}

/** Who is in a room; for those who may, a way to invite and to remove; for all but direct rooms, the way out. */
export function MembersPage({ shell, view }: { shell: Shell; view: MembersView }) {
  const { room, title, members } = view;
  const leave = room.kind !== "direct";
  return (
    <ShellPage shell={shell} title={`Members of ${title}`}>
      <Pane title={`Members of ${title}`} back={{ href: `/rooms/${room.id}`, label: `Back to ${title}` }}>
        <ProblemNote problem={view.problem} />
        <section aria-labelledby="members">
          <h2 id="members">{members.length === 1 ? "1 person" : `${members.length} people`}</h2>
          <ul class="cards">
            {members.map((member) => (
              <MemberRow member={member} view={view} shell={shell} />
            ))}
          </ul>
        </section>
        {view.mayInvite ? <Invite view={view} shell={shell} /> : null}
        {leave ? (
          <ActionButton action={`/rooms/${room.id}/leave`} class="button button-danger">
            Leave this room
          </ActionButton>
        ) : null}
      </Pane>
    </ShellPage>
  );
}
