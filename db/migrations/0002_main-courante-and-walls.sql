CREATE TABLE `walls` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`made_by` text NOT NULL,
	`made_at` integer NOT NULL,
	`code_sha256` text,
	`code_until` integer NOT NULL,
	`token_sha256` text,
	`seen_at` integer,
	`origin` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `walls_by_code` ON `walls` (`code_sha256`);--> statement-breakpoint
CREATE UNIQUE INDEX `walls_by_token` ON `walls` (`token_sha256`);--> statement-breakpoint
CREATE INDEX `events_by_type` ON `events` (`type`);--> statement-breakpoint
CREATE INDEX `events_by_author` ON `events` ("body" ->> '$.by',`type`);