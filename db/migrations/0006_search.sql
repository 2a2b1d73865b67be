CREATE TABLE `search_entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`message_id` text NOT NULL,
	`state` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entries_message_id_unique` ON `search_entries` (`message_id`);--> statement-breakpoint
CREATE INDEX `search_entries_waiting` ON `search_entries` (`state`,`id`) WHERE state IS NOT NULL;--> statement-breakpoint
CREATE TABLE `search_progress` (
	`id` integer PRIMARY KEY NOT NULL,
	`before` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_spans` (
	`id` integer PRIMARY KEY NOT NULL,
	`earliest` integer NOT NULL,
	`latest` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `rooms` ADD `searched_sequence` integer;--> statement-breakpoint
-- The full text index. Its words come cut and folded (src/lib/search-words.ts), each with its room before it, so what it
-- keeps of a room is found by nobody who does not name that room; hence a tokenizer that only cuts at blanks, and beginnings
-- of words from 2 to 4 characters after the 32 of a room. It holds no text of its own, only where words stand.
CREATE VIRTUAL TABLE search_words USING fts5(words, content='', contentless_delete=1, prefix='34 35 36', tokenize="ascii tokenchars '='");
--> statement-breakpoint
-- What was written before is no longer found once it is changed or gone, whoever changed it; a job writes what is there now.
CREATE TRIGGER messages_searched_text AFTER UPDATE OF content, deleted_at ON messages
WHEN old.content IS NOT new.content OR old.deleted_at IS NOT new.deleted_at BEGIN
  DELETE FROM search_words WHERE rowid = (SELECT id FROM search_entries WHERE message_id = old.id);
  UPDATE search_entries SET state = iif(new.deleted_at IS NULL, 1, NULL) WHERE message_id = old.id;
END;
--> statement-breakpoint
-- What `has:` asks for: whether there is any, not how many.
CREATE TRIGGER messages_searched_parts AFTER UPDATE OF reactions, thread, poll, pinned_at ON messages
WHEN new.deleted_at IS NULL AND ((old.reactions IS NULL) <> (new.reactions IS NULL) OR (old.thread IS NULL) <> (new.thread IS NULL)
  OR (old.poll IS NULL) <> (new.poll IS NULL) OR (old.pinned_at IS NULL) <> (new.pinned_at IS NULL)) BEGIN
  UPDATE search_entries SET state = 1 WHERE message_id = old.id;
END;
--> statement-breakpoint
CREATE TRIGGER messages_searched_gone AFTER DELETE ON messages BEGIN
  DELETE FROM search_words WHERE rowid = (SELECT id FROM search_entries WHERE message_id = old.id);
  DELETE FROM search_entries WHERE message_id = old.id;
END;
