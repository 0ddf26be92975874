CREATE TABLE `handover_parts` (
	`handover_id` text NOT NULL,
	`n` integer NOT NULL,
	`restricted` integer NOT NULL,
	`salt` text NOT NULL,
	`body` text NOT NULL,
	`folded` text NOT NULL,
	PRIMARY KEY(`handover_id`, `n`)
);
--> statement-breakpoint
CREATE TABLE `handover_texts` (
	`handover_id` text NOT NULL,
	`item` text NOT NULL,
	`field` text NOT NULL,
	`revision` integer NOT NULL,
	`text` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`handover_id`, `item`, `field`, `revision`)
);
--> statement-breakpoint
CREATE TABLE `handovers` (
	`id` text PRIMARY KEY NOT NULL,
	`phase` text NOT NULL,
	`relief_at` integer NOT NULL,
	`accepted_at` integer,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `handovers_by_relief` ON `handovers` (`relief_at`);--> statement-breakpoint
CREATE INDEX `handovers_pending` ON `handovers` (`relief_at`) WHERE phase in ('draft', 'proposed');