CREATE TABLE `api_access` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `token_uses` (
	`token_id` text PRIMARY KEY NOT NULL,
	`last_used_at` integer NOT NULL,
	`uses` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`webhook_id` text PRIMARY KEY NOT NULL,
	`cursor` integer NOT NULL,
	`failures` integer NOT NULL,
	`last_success_at` integer,
	`last_failure_at` integer,
	`last_failure` text
);
