-- LOG-1, LOG-5: events are gapless and never rewritten. ACCESS-3: neither is the trace of reads.
CREATE TRIGGER events_keep_order BEFORE INSERT ON events
WHEN new.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM events)
BEGIN SELECT raise(ABORT, 'LOG-1: an event takes the next seq'); END;
--> statement-breakpoint
CREATE TRIGGER events_keep_update BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'LOG-5: an event is never rewritten'); END;
--> statement-breakpoint
CREATE TRIGGER events_keep_delete BEFORE DELETE ON events
BEGIN SELECT raise(ABORT, 'LOG-5: an event is never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER reads_keep_order BEFORE INSERT ON reads
WHEN new.n <> (SELECT coalesce(max(n), 0) + 1 FROM reads)
BEGIN SELECT raise(ABORT, 'ACCESS-3: a traced read takes the next number'); END;
--> statement-breakpoint
CREATE TRIGGER reads_keep_update BEFORE UPDATE ON reads
BEGIN SELECT raise(ABORT, 'ACCESS-3: a traced read is never rewritten'); END;
--> statement-breakpoint
CREATE TRIGGER reads_keep_delete BEFORE DELETE ON reads
BEGIN SELECT raise(ABORT, 'ACCESS-3: a traced read is never deleted'); END;
--> statement-breakpoint
-- The index keeps tokens, not texts: what is erased from mails is gone from here by the triggers below.
CREATE VIRTUAL TABLE mails_search USING fts5(
  subject, text, sender, number,
  content='', contentless_delete=1,
  tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
--> statement-breakpoint
CREATE TRIGGER mails_search_insert AFTER INSERT ON mails
BEGIN
  INSERT INTO mails_search (rowid, subject, text, sender, number)
  VALUES (new.no, new.subject, new.text, new.from_name || ' ' || new.from_address,
    coalesce((SELECT number FROM tickets WHERE id = new.ticket_id), ''));
END;
--> statement-breakpoint
CREATE TRIGGER mails_search_update AFTER UPDATE OF no, subject, text, from_name, from_address, ticket_id ON mails
BEGIN
  DELETE FROM mails_search WHERE rowid = old.no;
  INSERT INTO mails_search (rowid, subject, text, sender, number)
  VALUES (new.no, new.subject, new.text, new.from_name || ' ' || new.from_address,
    coalesce((SELECT number FROM tickets WHERE id = new.ticket_id), ''));
END;
--> statement-breakpoint
CREATE TRIGGER mails_search_delete AFTER DELETE ON mails
BEGIN DELETE FROM mails_search WHERE rowid = old.no; END;
