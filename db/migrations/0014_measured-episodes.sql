ALTER TABLE `episodes` ADD `cause` text DEFAULT 'mail' NOT NULL;--> statement-breakpoint
ALTER TABLE `episodes` ADD `claimed_at` integer;--> statement-breakpoint
ALTER TABLE `episodes` ADD `handled_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `episodes` ADD `settled_at` integer;--> statement-breakpoint
ALTER TABLE `episodes` ADD `returned_at` integer;--> statement-breakpoint
ALTER TABLE `episodes` ADD `orientation` text;--> statement-breakpoint
ALTER TABLE `episodes` ADD `mailbox_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `episodes` ADD `category` text DEFAULT 'autre' NOT NULL;--> statement-breakpoint
ALTER TABLE `episodes` ADD `restricted` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `episodes` ADD `excluded` text;