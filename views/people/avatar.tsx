import { t } from "../words.ts";
import { hue, initials } from "./identity.ts";

type Props = {
  userId: string;
  name: string;
  avatarUrl?: string | null | undefined;
  size?: "small" | "large";
};

/** A person's picture, or letters in a colour of their own, which are below it until it has come. Says nothing to a screen reader: the name always stands beside it. `data-person` on it and on the name is for static/lazy/people.ts. */
export function Avatar({ userId, name, avatarUrl, size }: Props) {
  return (
    <span
      class={size ? `avatar avatar-${size}` : "avatar"}
      data-person={userId}
      data-hue={hue(userId)}
      aria-hidden="true"
    >
      {initials(name)}
      {avatarUrl ? <img src={avatarUrl} alt="" loading="lazy" width={40} height={40} /> : null}
    </span>
  );
}

/** A dot that the browser keeps up to date by `data-presence`; the words are for those who do not see it. */
export function Presence({ userId, online }: { userId: string; online: boolean }) {
  return (
    <span class="presence" data-presence={userId} data-online={online || undefined}>
      <span class="visually-hidden">{online ? t("shell.online") : ""}</span>
    </span>
  );
}
