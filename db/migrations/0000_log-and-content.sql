CREATE TABLE `credentials` (
	`person_id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`must_choose` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token_sha256` text NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`origin` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_by_token` ON `sessions` (`token_sha256`);--> statement-breakpoint
CREATE INDEX `sessions_by_person` ON `sessions` (`person_id`);--> statement-breakpoint
CREATE INDEX `sessions_by_end` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`ticket_id` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`revision` integer NOT NULL,
	`token` integer NOT NULL,
	`by` text NOT NULL,
	`saved_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger` (
	`mailbox_id` text NOT NULL,
	`uid_validity` text NOT NULL,
	`uid` integer NOT NULL,
	`sha256` text,
	`outcome` text NOT NULL,
	`mail_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`mailbox_id`, `uid_validity`, `uid`)
);
--> statement-breakpoint
CREATE INDEX `ledger_by_outcome` ON `ledger` (`mailbox_id`,`outcome`);--> statement-breakpoint
CREATE INDEX `ledger_by_hash` ON `ledger` (`sha256`);--> statement-breakpoint
CREATE TABLE `mails` (
	`no` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`ticket_id` text,
	`direction` text NOT NULL,
	`kind` text NOT NULL,
	`machine_kind` text,
	`mailbox_id` text NOT NULL,
	`raw_sha256` text,
	`message_id` text,
	`in_reply_to` text,
	`references` text NOT NULL,
	`from_name` text NOT NULL,
	`from_address` text NOT NULL,
	`reply_to` text,
	`to` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`attachments` text NOT NULL,
	`signs` text NOT NULL,
	`sender_changed` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text,
	FOREIGN KEY (`raw_sha256`) REFERENCES `raw_mails`(`sha256`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mails_by_id` ON `mails` (`id`);--> statement-breakpoint
CREATE INDEX `mails_by_ticket` ON `mails` (`ticket_id`,`no`);--> statement-breakpoint
CREATE INDEX `mails_by_message_id` ON `mails` (`message_id`);--> statement-breakpoint
CREATE INDEX `mails_by_raw` ON `mails` (`raw_sha256`);--> statement-breakpoint
CREATE INDEX `mails_by_instant` ON `mails` (`at`);--> statement-breakpoint
CREATE INDEX `mails_of_machines` ON `mails` (`no`) WHERE kind = 'machine' and ticket_id is null;--> statement-breakpoint
CREATE TABLE `outbox` (
	`reply_id` text PRIMARY KEY NOT NULL,
	`mail_id` text NOT NULL,
	`ticket_id` text NOT NULL,
	`kind` text NOT NULL,
	`message_id` text NOT NULL,
	`recipient` text NOT NULL,
	`send_at` integer NOT NULL,
	`state` text DEFAULT 'queued' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`cause` text,
	`accepted_at` integer,
	`by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_by_message_id` ON `outbox` (`message_id`);--> statement-breakpoint
CREATE INDEX `outbox_by_mail` ON `outbox` (`mail_id`);--> statement-breakpoint
CREATE INDEX `outbox_by_ticket` ON `outbox` (`ticket_id`);--> statement-breakpoint
CREATE INDEX `outbox_queued` ON `outbox` (`send_at`) WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX `outbox_by_state` ON `outbox` (`kind`,`state`,`accepted_at`);--> statement-breakpoint
CREATE INDEX `outbox_automatic` ON `outbox` (lower("recipient")) WHERE kind = 'acknowledgement';--> statement-breakpoint
CREATE TABLE `raw_mails` (
	`sha256` text PRIMARY KEY NOT NULL,
	`bytes` blob NOT NULL,
	`size` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ticket_words` (
	`ticket_id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`sender` text NOT NULL,
	`address` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `ticket_words_by_address` ON `ticket_words` (lower("address"));--> statement-breakpoint
CREATE TABLE `words` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`ticket_id` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`text` text NOT NULL,
	`refusal` text
);
--> statement-breakpoint
CREATE INDEX `words_by_ticket` ON `words` (`ticket_id`,`kind`,`at`);--> statement-breakpoint
CREATE TABLE `commands` (
	`id` integer PRIMARY KEY NOT NULL,
	`by` text NOT NULL,
	`key` text NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL,
	`origin` text,
	`first_seq` integer,
	`last_seq` integer,
	`ok` integer NOT NULL,
	`answer` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `commands_by_key` ON `commands` (`by`,`key`);--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`stream` text NOT NULL,
	`stream_id` text NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL,
	`body` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_by_stream` ON `events` (`stream_id`);--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reads` (
	`n` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`person_id` text NOT NULL,
	`ticket_id` text,
	`body` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reads_by_ticket` ON `reads` (`ticket_id`,`at`);--> statement-breakpoint
CREATE INDEX `reads_by_person` ON `reads` (`person_id`,`at`);--> statement-breakpoint
CREATE TABLE `episodes` (
	`ticket_id` text NOT NULL,
	`n` integer NOT NULL,
	`priority` text NOT NULL,
	`started_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`ended_at` integer,
	`outcome` text NOT NULL,
	`by` text,
	PRIMARY KEY(`ticket_id`, `n`)
);
--> statement-breakpoint
CREATE INDEX `episodes_by_end` ON `episodes` (`ended_at`);--> statement-breakpoint
CREATE TABLE `numbers` (
	`month` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`login` text NOT NULL,
	`role` text NOT NULL,
	`active` integer NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_by_login` ON `people` (`login`);--> statement-breakpoint
CREATE INDEX `people_by_role` ON `people` (`role`,`active`);--> statement-breakpoint
CREATE TABLE `room` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tickets` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`status` text NOT NULL,
	`open` integer NOT NULL,
	`restricted` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`queue_rank` integer NOT NULL,
	`queue_due` integer NOT NULL,
	`reply_pending` integer NOT NULL,
	`lock_holder` text,
	`lock_until` integer,
	`preferred_person` text,
	`preferred_until` integer,
	`last_handler` text,
	`settled_at` integer,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_by_number` ON `tickets` (`number`);--> statement-breakpoint
CREATE INDEX `tickets_to_claim` ON `tickets` (`queue_rank`,`queue_due`,`opened_at`,`id`) WHERE status = 'new';--> statement-breakpoint
CREATE INDEX `tickets_held` ON `tickets` (`lock_until`,`lock_holder`) WHERE lock_holder is not null;--> statement-breakpoint
CREATE INDEX `tickets_open` ON `tickets` (`opened_at`) WHERE open = 1;--> statement-breakpoint
CREATE INDEX `tickets_settled` ON `tickets` (`status`,`settled_at`) WHERE settled_at is not null;--> statement-breakpoint
CREATE INDEX `tickets_settled_by_handler` ON `tickets` (`last_handler`,`status`,`settled_at`) WHERE settled_at is not null;