import type { Language } from "./contract/preferences.ts";

/** Somebody was named in a message that they have not read. */
export type Named = {
  sender: string;
  /** Null: in a direct message. */
  room: string | null;
  /** The beginning of what was said; null: its reader wants no contents mailed. */
  excerpt: string | null;
  url: string;
};

/** What a mail says, before it is put into words (views/mails). Every address in it is a whole URL. */
export type Letter = { /** What the installation is called. */ place: string } & (
  | {
      kind: "welcome";
      name: string;
      url: string;
      /** Shows that the address is theirs. */ verifyUrl?: string | undefined;
    }
  | { kind: "verify"; name: string; url: string }
  | { kind: "reset"; name: string; url: string }
  /** To the address that an account had before. */
  | { kind: "moved"; name: string }
  | { kind: "invitation"; inviter: string; room: string | null; guest: boolean; url: string; days: number }
  | { kind: "digest"; name: string; named: Named[]; more: number; url: string; settingsUrl: string }
);

export type Written = { subject: string; plain: string; html: string };
/** Puts a letter into the words of a language. */
export type WriteLetter = (letter: Letter, language: Language) => Written;
