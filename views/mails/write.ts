import type { Letter, Named, WriteLetter } from "../../src/lib/letter.ts";
import { tongues } from "../../words/index.ts";
import { anyone, drawFor, t } from "../words.ts";
import { pageOf, plainOf, type Sheet } from "./sheet.tsx";

/** Characters of a name in a subject: what somebody called themselves must not fill the line. */
const MAX_NAME = 60;
/** A subject is one line, whatever somebody called themselves. */
const short = (name: string): string => {
  const line = [...name.replace(/[\p{Cc}\p{Bidi_Control}\s]+/gu, " ").trim()];
  return line.length <= MAX_NAME ? line.join("") : `${line.slice(0, MAX_NAME - 1).join("")}…`;
};

export const writeLetter: WriteLetter = (letter, language) =>
  drawFor({ ...anyone, language, locale: tongues[language].locale }, () => {
    const sheet = sheetOf({ ...letter, place: short(letter.place) });
    return { subject: sheet.subject, plain: plainOf(sheet), html: pageOf(sheet) };
  });

function sheetOf(letter: Letter): Sheet {
  if (letter.kind === "welcome") return welcome(letter);
  if (letter.kind === "moved") return moved(letter);
  if (letter.kind === "invitation") return invitation(letter);
  if (letter.kind === "digest") return digest(letter);
  return link(letter);
}

type Of<Kind extends Letter["kind"]> = Extract<Letter, { kind: Kind }>;

const sentBy = (place: string): string => t("mails.sentBy", { place });

function welcome({ place, name, url, verifyUrl }: Of<"welcome">): Sheet {
  const greeting = [t("mails.hello", { name: short(name) }), t("mails.welcome.lead", { place })];
  return {
    subject: t("mails.welcome.subject", { place }),
    lines: verifyUrl ? [...greeting, t("mails.welcome.verify")] : greeting,
    button: verifyUrl
      ? { label: t("mails.verify.button"), url: verifyUrl }
      : { label: t("mails.open", { place }), url },
    foot: [t("mails.welcome.notYou"), sentBy(place)],
  };
}

function link({ kind, place, name, url }: Of<"verify"> | Of<"reset">): Sheet {
  const reset = kind === "reset";
  return {
    subject: reset ? t("mails.reset.subject", { place }) : t("mails.verify.subject", { place }),
    lines: [
      t("mails.hello", { name: short(name) }),
      reset ? t("mails.reset.lead", { place }) : t("mails.verify.lead", { place }),
    ],
    button: { label: reset ? t("mails.reset.button") : t("mails.verify.button"), url },
    foot: [reset ? t("mails.reset.notYou") : t("mails.verify.notYou"), sentBy(place)],
  };
}

const moved = ({ place, name }: Of<"moved">): Sheet => ({
  subject: t("mails.moved.subject", { place }),
  lines: [t("mails.hello", { name: short(name) }), t("mails.moved.lead", { place }), t("mails.moved.notYou")],
  button: undefined,
  foot: [sentBy(place)],
});

function invitation({ place, inviter, room, guest, url, days }: Of<"invitation">): Sheet {
  const name = short(inviter);
  return {
    subject: t("mails.invitation.subject", { name, place }),
    lines: [
      room
        ? t("mails.invitation.leadRoom", { name, place, room: short(room) })
        : t("mails.invitation.lead", { name, place }),
      ...(guest ? [t("mails.invitation.guest")] : []),
      t("mails.invitation.days", { count: days }),
    ],
    button: { label: t("mails.invitation.button"), url },
    foot: [t("mails.invitation.notYou"), sentBy(place)],
  };
}

const sourceOf = ({ sender, room }: Named): string =>
  room === null
    ? t("mails.digest.direct", { name: short(sender) })
    : t("mails.digest.inRoom", { name: short(sender), room: short(room) });

function digest({ place, name, named, more, url, settingsUrl }: Of<"digest">): Sheet {
  const count = named.length + more;
  return {
    subject: t("mails.digest.subject", { count, place }),
    lines: [t("mails.hello", { name: short(name) }), t("mails.digest.lead", { count, place })],
    quotes: named.map((each) => ({ who: sourceOf(each), text: each.excerpt, url: each.url })),
    button: { label: t("mails.open", { place }), url },
    foot: [
      ...(more > 0 ? [t("mails.digest.more", { count: more })] : []),
      t("mails.digest.why"),
      sentBy(place),
    ],
    footLink: { label: t("mails.digest.stop"), url: settingsUrl },
  };
}
