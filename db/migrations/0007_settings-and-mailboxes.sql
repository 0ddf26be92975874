CREATE TABLE `erasure` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `mailbox_secrets` (
	`mailbox_id` text NOT NULL,
	`secret` text NOT NULL,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`mailbox_id`, `secret`)
);
--> statement-breakpoint
CREATE TABLE `mailboxes` (
	`id` text PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`standing` text NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mailboxes_by_address` ON `mailboxes` (lower("address")) WHERE standing <> 'removed';--> statement-breakpoint
CREATE TABLE `settings` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
DROP INDEX `outbox_queued`;--> statement-breakpoint
ALTER TABLE `outbox` ADD `mailbox_id` text DEFAULT 'contact' NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_queued` ON `outbox` (`mailbox_id`,`send_at`) WHERE state = 'queued';