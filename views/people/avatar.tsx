import { hue, initials } from "./identity.ts";

type Props = { userId: string; name: string; online?: boolean; size?: "small" | "large" };

/** A person's letters in their own colour. Says nothing to a screen reader: the name always stands beside it. */
export function Avatar({ userId, name, size }: Props) {
  return (
    <span class={size ? `avatar avatar-${size}` : "avatar"} data-hue={hue(userId)} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** A dot that the browser keeps up to date by `data-presence`; the words are for those who do not see it. */
export function Presence({ userId, online }: { userId: string; online: boolean }) {
  return (
    <span class="presence" data-presence={userId} data-online={online || undefined}>
      <span class="visually-hidden">{online ? "online" : ""}</span>
    </span>
  );
}
