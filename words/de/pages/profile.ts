import type { profile as english } from "../../en/pages/profile.ts";
import type { Message } from "../../format.ts";

export const profile: Record<keyof typeof english, Message> = {
  "profile.title": "Dein Profil",
  "profile.nameHint": "So sehen ihn die anderen, auch neben dem, was du früher geschrieben hast.",
  "profile.picture": "Bild",
  "profile.choosePicture": "Bild auswählen",
  "profile.pictureHint": "PNG, JPEG, WebP oder GIF, höchstens 5 MB. Gezeigt wird die Mitte.",
  "profile.usePicture": "Dieses Bild nehmen",
  "profile.removePicture": "Bild entfernen",
  "profile.pictureTooLarge":
    "Dieses Bild ist zu groß. Nimm eines mit höchstens 5 MB und 40 Millionen Pixeln.",
  "profile.pictureUnreadable": "Dieses Bild ist nicht zu lesen. Nimm ein PNG, JPEG, WebP oder GIF.",
  "profile.pictureFailed": "Es ist kein Bild angekommen. Wähl eines aus und versuch es noch einmal.",
  "profile.toSettings": "Aussehen, Sprache, Benachrichtigungen und Geräte stehen in den Einstellungen",
  "profile.about": "Über dich",
  "profile.aboutHint": "Was andere von dir wissen dürfen, in ein paar Sätzen.",
  "profile.aboutRule": "Höchstens 500 Zeichen.",
  "profile.email": "E-Mail-Adresse",
  "profile.unverified":
    "Bestätige bitte {email}: Wir haben dir einen Link geschickt. Erst dann können wir dir dorthin schreiben, was du verpasst hast.",
  "profile.verified": "(bestätigt)",
  "profile.sendAgain": "Link noch einmal schicken",
  "profile.changeEmail": "Adresse ändern",
  "profile.newEmail": "Neue Adresse",
  "profile.newEmailHint": "Wir schicken einen Link zum Bestätigen dorthin und sagen der alten Bescheid.",
  "profile.mailed": "Ein Link ist unterwegs an {email}.",
};
