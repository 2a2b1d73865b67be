import type { Room } from "../../src/lib/contract/objects.ts";
import { ActionButton, Field, ProblemNote, type Problem } from "../forms.tsx";
import { Icon } from "../icons.tsx";
import { Pane, ShellPage } from "../shell/shell.tsx";
import type { Shell } from "../shell/types.ts";

export type CreateRoomForm = { name?: string; topic?: string; kind?: string; problem?: Problem };

function OpenRoom({ room, joined }: { room: Room; joined: boolean }) {
  return (
    <li class="card">
      <span class="card-glyph">
        <Icon name="hashtag" />
      </span>
      <div class="card-text">
        <p class="card-name">
          <bdi>{room.name}</bdi>
        </p>
        {room.topic ? <p dir="auto">{room.topic}</p> : null}
      </div>
      {joined ? (
        <a class="button button-quiet" href={`/rooms/${room.id}`}>
          Open
        </a>
      ) : (
        <ActionButton action={`/rooms/${room.id}/join`}>
          Join<span class="visually-hidden"> {room.name}</span>
        </ActionButton>
      )}
    </li>
  );
}

function Kind({
  value,
  label,
  hint,
  checked,
}: {
  value: string;
  label: string;
  hint: string;
  checked: boolean;
}) {
  return (
    <label class="choice">
      <input type="radio" name="kind" value={value} checked={checked} />
      <span>
        <strong>{label}</strong>
        <small>{hint}</small>
      </span>
    </label>
  );
}

function CreateRoom({ form }: { form: CreateRoomForm }) {
  const { problem } = form;
  return (
    <form class="stack" method="post" action="/rooms">
      <ProblemNote problem={problem} />
      <Field
        name="name"
        label="Name"
        value={form.name}
        problem={problem}
        required
        maxlength={100}
        autocomplete="off"
      />
      <Field
        name="topic"
        label="Topic (optional)"
        value={form.topic}
        problem={problem}
        maxlength={250}
        autocomplete="off"
      />
      <fieldset class="choices">
        <legend>Who may join</legend>
        <Kind
          value="open"
          label="Open"
          hint="Anyone here can find and join it."
          checked={form.kind !== "closed"}
        />
        <Kind
          value="closed"
          label="Closed"
          hint="Only people its members invite."
          checked={form.kind === "closed"}
        />
      </fieldset>
      <button class="button button-primary" type="submit">
        Create room
      </button>
    </form>
  );
}

/** The rooms open to all, and a form to begin another. */
export function BrowsePage({
  shell,
  rooms,
  form = {},
}: {
  shell: Shell;
  rooms: Room[];
  form?: CreateRoomForm;
}) {
  const joined = new Set(shell.rooms.map((room) => room.id));
  return (
    <ShellPage shell={shell} title="Browse rooms">
      <Pane title="Browse rooms">
        <section aria-labelledby="open-rooms">
          <h2 id="open-rooms">Open rooms</h2>
          {rooms.length ? null : <p class="quiet">No room is open to all yet. Create the first one.</p>}
          <ul class="cards">
            {rooms.map((room) => (
              <OpenRoom room={room} joined={joined.has(room.id)} />
            ))}
          </ul>
        </section>
        <section aria-labelledby="create" class="panel">
          <h2 id="create">Create a room</h2>
          <CreateRoom form={form} />
        </section>
      </Pane>
    </ShellPage>
  );
}
