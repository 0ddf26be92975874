CREATE TABLE `overrides` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`person_id` text NOT NULL,
	`other_id` text,
	`from_date` text NOT NULL,
	`to_date` text NOT NULL,
	`entered_at` integer NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `overrides_by_person` ON `overrides` (`person_id`,`to_date`);--> statement-breakpoint
CREATE INDEX `overrides_by_other` ON `overrides` (`other_id`,`to_date`);--> statement-breakpoint
CREATE INDEX `overrides_by_date` ON `overrides` (`to_date`,`from_date`);--> statement-breakpoint
CREATE TABLE `roster_plan` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL
);
