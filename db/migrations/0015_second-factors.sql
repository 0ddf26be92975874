CREATE TABLE `recovery_codes` (
	`sha256` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`spent_at` integer
);
--> statement-breakpoint
CREATE INDEX `recovery_codes_by_person` ON `recovery_codes` (`person_id`);--> statement-breakpoint
CREATE TABLE `totp_keys` (
	`person_id` text PRIMARY KEY NOT NULL,
	`sealed` blob NOT NULL,
	`last_step` integer NOT NULL,
	`since` integer NOT NULL
);
