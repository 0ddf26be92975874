CREATE TABLE `past_forecasts` (
	`relief_at` integer NOT NULL,
	`slot_minutes` integer NOT NULL,
	`made_at` integer NOT NULL,
	`raw_low` integer NOT NULL,
	`raw_median` integer NOT NULL,
	`raw_high` integer NOT NULL,
	`low` integer NOT NULL,
	`median` integer NOT NULL,
	`high` integer NOT NULL,
	`actual` integer,
	PRIMARY KEY(`relief_at`, `slot_minutes`)
);
