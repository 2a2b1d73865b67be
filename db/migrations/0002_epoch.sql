CREATE TABLE `epochs` (
	`id` integer PRIMARY KEY NOT NULL,
	`begun_at` integer NOT NULL,
	`backed_up_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `rooms` ADD `revision_floor` integer DEFAULT 0 NOT NULL;