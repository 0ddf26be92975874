CREATE TABLE `mail_places` (
	`mail_id` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`home_id` text NOT NULL,
	`seq` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `tickets` ADD `merged_into` text;--> statement-breakpoint
CREATE INDEX `tickets_merged` ON `tickets` (`merged_into`) WHERE merged_into is not null;