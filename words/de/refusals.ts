/** By the English text, with {} where it has a number, a time or an id. */
export const refusals: Record<string, string> = {
  "A body may have at most {} bytes.": "Mehr als {} Bytes auf einmal gehen nicht.",
  "A bot stays a bot.": "Ein Bot bleibt ein Bot.",
  "A deleted message can be restored for a minute.":
    "Eine gelöschte Nachricht lässt sich eine Minute lang wiederherstellen.",
  "A direct room cannot be left.": "Ein direktes Gespräch kann man nicht verlassen.",
  "A direct room has no settings.": "Ein direktes Gespräch hat keine Einstellungen.",
  "A direct room is for the people it was opened with.":
    "Ein direktes Gespräch ist für die da, mit denen es begonnen wurde.",
  "A file may have at most {} bytes.": "Eine Datei darf höchstens {} Bytes haben.",
  "A guest may not do this.": "Gäste dürfen das nicht.",
  "A message can be edited for {} day after it was sent.":
    "Eine Nachricht lässt sich nach dem Senden {} Tag lang bearbeiten.",
  "A message can be edited for {} days after it was sent.":
    "Eine Nachricht lässt sich nach dem Senden {} Tage lang bearbeiten.",
  "A message can be edited for {} hour after it was sent.":
    "Eine Nachricht lässt sich nach dem Senden {} Stunde lang bearbeiten.",
  "A message can be edited for {} hours after it was sent.":
    "Eine Nachricht lässt sich nach dem Senden {} Stunden lang bearbeiten.",
  "A message can be edited for {} minute after it was sent.":
    "Eine Nachricht lässt sich nach dem Senden {} Minute lang bearbeiten.",
  "A message can be edited for {} minutes after it was sent.":
    "Eine Nachricht lässt sich nach dem Senden {} Minuten lang bearbeiten.",
  "A message can be edited for {} second after it was sent.":
    "Eine Nachricht lässt sich nach dem Senden {} Sekunde lang bearbeiten.",
  "A message can be edited for {} seconds after it was sent.":
    "Eine Nachricht lässt sich nach dem Senden {} Sekunden lang bearbeiten.",
  "A message takes at most {} different emoji.": "Auf eine Nachricht passen höchstens {} verschiedene Emoji.",
  "A picture is needed.": "Es fehlt ein Bild.",
  "A picture may have at most {} KiB.": "Ein Bild darf höchstens {} KiB haben.",
  "A refresh token is needed.": "Es fehlt ein Refresh-Token.",
  "A room has at most {} pinned messages.": "In einem Raum können höchstens {} Nachrichten angeheftet sein.",
  "A room needs an owner: make somebody else one first.":
    "Ein Raum braucht jemanden, dem er gehört: Gib ihn zuerst weiter.",
  "An emoji is called so already.": "So heißt schon ein Emoji.",
  "At most {} messages can be saved.": "Höchstens {} Nachrichten können gemerkt sein.",
  "At most {} messages can wait to be sent.":
    "Höchstens {} Nachrichten können darauf warten, gesendet zu werden.",
  "At most {} people can be blocked.": "Höchstens {} Personen können blockiert sein.",
  "At most {} reminders can be set.": "Höchstens {} Erinnerungen können gesetzt sein.",
  "Busy. Try again in a moment.": "Gerade ist viel los. Versuche es gleich noch einmal.",
  "Files cannot be kept here yet.": "Dateien kann man hier noch nicht ablegen.",
  "In a direct room all are equal.": "In einem direkten Gespräch sind alle gleich.",
  "No such account.": "Dieses Konto gibt es nicht.",
  "No such deleted message.": "Diese gelöschte Nachricht gibt es nicht.",
  "No such emoji.": "Dieses Emoji gibt es nicht.",
  "No such invitation.": "Diese Einladung gibt es nicht.",
  "No such language.": "Diese Sprache gibt es nicht.",
  "No such link.": "Diesen Link gibt es nicht.",
  "No such member.": "Dieses Mitglied gibt es nicht.",
  "No such message.": "Diese Nachricht gibt es nicht.",
  "No such page.": "Diese Seite gibt es nicht.",
  "No such person.": "Diese Person gibt es nicht.",
  "No such picture.": "Dieses Bild gibt es nicht.",
  "No such poll.": "Diese Umfrage gibt es nicht.",
  "No such report.": "Diese Meldung gibt es nicht.",
  "No such resource.": "Das gibt es hier nicht.",
  "No such room.": "Diesen Raum gibt es nicht.",
  "No such scheduled message.": "Diese geplante Nachricht gibt es nicht.",
  "No such session.": "Diese Sitzung gibt es nicht.",
  "No such style sheet.": "Dieses Stylesheet gibt es nicht.",
  "No such thread.": "Diesen Thread gibt es nicht.",
  "No such user.": "Diese Person gibt es nicht.",
  "Nobody can be removed from a direct room.": "Aus einem direkten Gespräch kann niemand entfernt werden.",
  "Nobody said this: the room tells it of itself.": "Das hat niemand gesagt: Der Raum teilt es selbst mit.",
  "Only a moderator of the room may do this.": "Das darf nur, wer den Raum moderiert.",
  "Only an owner may remove owners and moderators.":
    "Nur wem der Raum gehört, kann andere entfernen, die ihn führen oder moderieren.",
  "Only an owner of the room may do this.": "Das darf nur, wem der Raum gehört.",
  "Only its sender may change a message.": "Eine Nachricht ändert nur, wer sie geschrieben hat.",
  "Only moderators write in this room.": "In diesem Raum schreibt nur, wer ihn moderiert.",
  "Only the owner and admins look after the emoji.":
    "Um die Emoji kümmern sich nur die, denen dieser Ort gehört oder die ihn verwalten.",
  "Only the owner and admins may do this.": "Das darf nur, wer diesen Ort verwaltet.",
  "Only the owner and admins may invite to this place.":
    "Hierher einladen darf nur, wer diesen Ort verwaltet.",
  "Only the owner may do this.": "Das darf nur, wem dieser Ort gehört.",
  "Only the owner may name this place.": "Den Namen gibt nur, wem dieser Ort gehört.",
  "Only those who look after the place decide where newcomers come in.":
    "Wo Neue ankommen, entscheidet, wer diesen Ort verwaltet.",
  "Only whoever deleted a message may restore it.":
    "Eine Nachricht stellt nur wieder her, wer sie gelöscht hat.",
  "People have answered what this poll asks: it is not edited.":
    "Auf diese Umfrage wurde schon geantwortet: Sie wird nicht mehr bearbeitet.",
  "Send a PNG, GIF or WebP picture.": "Wähle ein Bild in PNG, GIF oder WebP.",
  "Send a PNG, JPEG, WebP or GIF picture.": "Wähle ein Bild in PNG, JPEG, WebP oder GIF.",
  "Sign in first.": "Melde dich zuerst an.",
  "Somebody else was faster: this place has an owner now.":
    "Jemand war schneller: Dieser Ort gehört jetzt schon jemandem.",
  "Somebody has decided on this report already.": "Über diese Meldung hat schon jemand entschieden.",
  "Something went wrong here. If it stays so, name the request {}.":
    "Hier ist etwas schiefgegangen. Bleibt es so, dann nenne die Anfrage {}.",
  "The address or the password was changed elsewhere at this moment.":
    "Adresse oder Passwort wurden gerade anderswo geändert.",
  "The current password is wrong.": "Das jetzige Passwort stimmt nicht.",
  "The database does not answer. Try again in a moment.":
    "Die Datenbank antwortet nicht. Versuche es gleich noch einmal.",
  "The form cannot be read.": "Das Formular lässt sich nicht lesen.",
  "The last owner stays one. Make somebody else owner first.":
    "Jemandem muss dieser Ort gehören. Gib ihn zuerst weiter.",
  "The name or the password is wrong.": "Name oder Passwort stimmt nicht.",
  "The picture could not be taken in. Try again in a moment.":
    "Das Bild konnte nicht übernommen werden. Versuche es gleich noch einmal.",
  "The request was not finished.": "Die Anfrage kam nicht zu Ende.",
  "There are {} emoji already, or the one that this is to stand for is gone.":
    "Es gibt schon {} Emoji, oder das, für das dieses stehen soll, gibt es nicht mehr.",
  "There are {} invitations already. Revoke some first.":
    "Es gibt schon {} Einladungen. Ziehe zuerst welche zurück.",
  "This account may not come in any more.": "Dieses Konto darf nicht mehr herein.",
  "This clientMessageId belongs to another message.": "Diese Nachricht wurde schon anders gesendet.",
  "This invitation does not work any more.": "Diese Einladung gilt nicht mehr.",
  "This is you.": "Das bist du selbst.",
  "This message is being sent.": "Diese Nachricht wird gerade gesendet.",
  "This message is yours: you can delete it.": "Diese Nachricht ist von dir: Du kannst sie löschen.",
  "This message was deleted again.": "Diese Nachricht wurde wieder gelöscht.",
  "This message was deleted.": "Diese Nachricht wurde gelöscht.",
  "This picture cannot be made small enough.": "Dieses Bild lässt sich nicht klein genug machen.",
  "This picture cannot be read.": "Dieses Bild lässt sich nicht lesen.",
  "This picture has too many pixels.": "Dieses Bild hat zu viele Pixel.",
  "This place sends no mail.": "Dieser Ort verschickt keine Mail.",
  "This place takes only those who were invited.": "Hierher kommt nur, wer eingeladen wurde.",
  "This poll is closed.": "Diese Umfrage ist beendet.",
  "This request must come from Wisp's own pages.": "Diese Anfrage muss von Wisps eigenen Seiten kommen.",
  "This username is taken.": "Dieser Benutzername ist vergeben.",
  "This email address has an account.": "Diese E-Mail-Adresse hat schon ein Konto.",
  "This room is archived.": "Dieser Raum ist archiviert.",
  "This room is in slow mode. Try again in {} s.":
    "In diesem Raum geht es langsam zu. Versuche es in {} s noch einmal.",
  "Too many requests. Try again in {} s.": "Das war zu oft. Versuche es in {} s noch einmal.",
  "You may not delete this message any more.": "Diese Nachricht darfst du nicht mehr löschen.",
  "You may not do this to somebody of this role.": "Bei jemandem mit dieser Rolle darfst du das nicht.",
  "You may not write in this room now.": "Du darfst in diesem Raum gerade nicht schreiben.",
  "You may write nothing until {}.": "Du darfst nichts schreiben bis {}.",
};
