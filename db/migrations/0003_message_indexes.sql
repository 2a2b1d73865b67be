-- accepted: constraint: they allow what the two before them allowed; the rows that are there satisfy them already
-- accepted: drop: the ON CONFLICT of the version before names the same columns, and its catch-up reads the room instead
CREATE UNIQUE INDEX `messages_changed_revision` ON `messages` (`room_id`,`revision`) WHERE revision > created_revision;--> statement-breakpoint
CREATE UNIQUE INDEX `messages_client_message` ON `messages` (`client_message_id`,`sender_id`) WHERE client_message_id IS NOT NULL;--> statement-breakpoint
DROP INDEX `messages_revision`;--> statement-breakpoint
DROP INDEX `messages_client_id`;
