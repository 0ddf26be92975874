CREATE TABLE `answer_files` (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`marks` text NOT NULL,
	`picture` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`sha256`) REFERENCES `file_bytes`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answer_files_by_ticket` ON `answer_files` (`ticket_id`,`at`);--> statement-breakpoint
CREATE INDEX `answer_files_by_bytes` ON `answer_files` (`sha256`);--> statement-breakpoint
CREATE TABLE `file_bytes` (
	`sha256` text PRIMARY KEY NOT NULL,
	`bytes` blob NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `scans` (
	`sha256` text PRIMARY KEY NOT NULL,
	`verdict` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `mails` ADD `has_html` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `mails` ADD `sender` text;