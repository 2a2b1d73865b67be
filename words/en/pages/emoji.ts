import type { Message } from "../../format.ts";

export const emoji = {
  "emoji.title": "Emoji",
  "emoji.none": "None yet. A picture that you add here can be used in messages and reactions by everyone.",
  "emoji.add": "Add emoji",
  "emoji.name": "Name",
  "emoji.nameHint": "What people write between two colons, such as party_parrot.",
  "emoji.nameRule": "2 to 40 of a–z, 0–9, _, + and -.",
  "emoji.taken": "An emoji is called so already.",
  "emoji.picture": "Picture",
  "emoji.pictureHint": "PNG, GIF or WebP of up to 256 KB. One that moves does so up to 128 by 128 pixels.",
  "emoji.pictureTooLarge": "This picture is too large: at most 256 KB.",
  "emoji.pictureUnreadable": "This is no PNG, GIF or WebP picture that can be read.",
  "emoji.addAlias": "Add another name",
  "emoji.of": "Emoji",
  "emoji.alias": "Another name",
  "emoji.aliasOf": "Another name for {name}",
  "emoji.remove": "Delete",
} satisfies Record<string, Message>;
