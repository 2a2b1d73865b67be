import type { Message } from "../../format.ts";

export const composer = {
  "composer.newLine": "New line",
  "composer.editLast": "Edit your last message",
  "composer.suggestions": "Suggestions",
  "composer.here": "Everyone who is here now",
  "composer.room": "Everyone in the room",
  "composer.files": "Files",
  "composer.uploading": "Sending {name}",
  "composer.cancelFile": "Cancel {name}",
  "composer.removeFile": "Remove {name}",
  "composer.retryFile": "Try {name} again",
  "composer.fileFailed": "It could not be sent.",
  "composer.fileTooLarge": "Larger than {size}.",
  "composer.tooManyFiles": "A message takes {count} files at most.",
  "composer.emojiSearch": "Search emoji",
  "composer.emojiRecent": "Recent",
  "composer.emojiFound": "Found",
  "composer.emojiNone": "No such emoji.",
  "composer.emojiFailed": "The emoji could not be loaded. Check your connection.",
  "composer.skinTone": "Skin tone",
} satisfies Record<string, Message>;
