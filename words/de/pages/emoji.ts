import type { Message } from "../../format.ts";

export const emoji = {
  "emoji.title": "Emoji",
  "emoji.none":
    "Noch keine. Ein Bild, das du hier hinzufügst, können alle in Nachrichten und Reaktionen verwenden.",
  "emoji.add": "Emoji hinzufügen",
  "emoji.name": "Name",
  "emoji.nameHint": "Was zwischen zwei Doppelpunkten geschrieben wird, zum Beispiel party_parrot.",
  "emoji.nameRule": "2 bis 40 Zeichen aus a–z, 0–9, _, + und -.",
  "emoji.taken": "So heißt schon ein Emoji.",
  "emoji.picture": "Bild",
  "emoji.pictureHint": "PNG, GIF oder WebP bis 256 KB. Bewegen kann es sich bis zu 128 mal 128 Pixeln.",
  "emoji.pictureTooLarge": "Dieses Bild ist zu groß: höchstens 256 KB.",
  "emoji.pictureUnreadable": "Das ist kein lesbares Bild im Format PNG, GIF oder WebP.",
  "emoji.addAlias": "Weiteren Namen hinzufügen",
  "emoji.of": "Emoji",
  "emoji.alias": "Weiterer Name",
  "emoji.aliasOf": "Weiterer Name für {name}",
  "emoji.remove": "Löschen",
} satisfies Record<string, Message>;
