CREATE TABLE `ledger_counts` (
	`mailbox_id` text NOT NULL,
	`outcome` text NOT NULL,
	`mails` integer NOT NULL,
	PRIMARY KEY(`mailbox_id`, `outcome`)
);
--> statement-breakpoint
CREATE TABLE `reply_counts` (
	`state` text PRIMARY KEY NOT NULL,
	`mails` integer NOT NULL
);
--> statement-breakpoint
DROP INDEX `ledger_by_outcome`;