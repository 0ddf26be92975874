CREATE TABLE `event_marks` (
	`by` text NOT NULL,
	`type` text NOT NULL,
	`block` integer NOT NULL,
	PRIMARY KEY(`by`, `type`, `block`)
) WITHOUT ROWID;
--> statement-breakpoint
DROP INDEX `events_by_type`;--> statement-breakpoint
DROP INDEX `events_by_author`;--> statement-breakpoint
-- Block n holds the events of seq 512 n + 1 to 512 (n + 1). Only full blocks have marks: they never change.
INSERT INTO event_marks (`by`, type, block)
SELECT DISTINCT body ->> '$.by', type, (seq - 1) / 512 FROM events
WHERE seq <= (SELECT coalesce(max(seq), 0) / 512 * 512 FROM events);
--> statement-breakpoint
INSERT INTO event_marks (`by`, type, block) SELECT DISTINCT '', type, block FROM event_marks;
--> statement-breakpoint
CREATE TRIGGER events_mark_block AFTER INSERT ON events WHEN new.seq % 512 = 0
BEGIN
  INSERT INTO event_marks (`by`, type, block)
  SELECT DISTINCT body ->> '$.by', type, (seq - 1) / 512 FROM events
  WHERE seq > new.seq - 512 AND seq <= new.seq;
  INSERT INTO event_marks (`by`, type, block)
  SELECT DISTINCT '', type, (seq - 1) / 512 FROM events WHERE seq > new.seq - 512 AND seq <= new.seq;
END;
