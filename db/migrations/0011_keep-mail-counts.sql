-- MAIL-2, RUN-3: counts follow their rows, whoever writes them, so that no scrape counts a year of mails.
INSERT INTO ledger_counts (mailbox_id, outcome, mails)
SELECT mailbox_id, outcome, count(*) FROM ledger GROUP BY mailbox_id, outcome;
--> statement-breakpoint
INSERT INTO reply_counts (state, mails)
SELECT state, count(*) FROM outbox WHERE kind = 'reply' GROUP BY state;
--> statement-breakpoint
CREATE TRIGGER ledger_counts_insert AFTER INSERT ON ledger
BEGIN
  INSERT INTO ledger_counts (mailbox_id, outcome, mails) VALUES (new.mailbox_id, new.outcome, 1)
  ON CONFLICT (mailbox_id, outcome) DO UPDATE SET mails = mails + 1;
END;
--> statement-breakpoint
CREATE TRIGGER ledger_counts_update AFTER UPDATE OF mailbox_id, outcome ON ledger
WHEN (old.mailbox_id, old.outcome) <> (new.mailbox_id, new.outcome)
BEGIN
  UPDATE ledger_counts SET mails = mails - 1 WHERE mailbox_id = old.mailbox_id AND outcome = old.outcome;
  DELETE FROM ledger_counts WHERE mailbox_id = old.mailbox_id AND outcome = old.outcome AND mails = 0;
  INSERT INTO ledger_counts (mailbox_id, outcome, mails) VALUES (new.mailbox_id, new.outcome, 1)
  ON CONFLICT (mailbox_id, outcome) DO UPDATE SET mails = mails + 1;
END;
--> statement-breakpoint
CREATE TRIGGER ledger_counts_delete AFTER DELETE ON ledger
BEGIN
  UPDATE ledger_counts SET mails = mails - 1 WHERE mailbox_id = old.mailbox_id AND outcome = old.outcome;
  DELETE FROM ledger_counts WHERE mailbox_id = old.mailbox_id AND outcome = old.outcome AND mails = 0;
END;
--> statement-breakpoint
CREATE TRIGGER reply_counts_insert AFTER INSERT ON outbox WHEN new.kind = 'reply'
BEGIN
  INSERT INTO reply_counts (state, mails) VALUES (new.state, 1)
  ON CONFLICT (state) DO UPDATE SET mails = mails + 1;
END;
--> statement-breakpoint
-- A mail on its way out never changes its kind.
CREATE TRIGGER reply_counts_update AFTER UPDATE OF state ON outbox
WHEN new.kind = 'reply' AND old.state <> new.state
BEGIN
  UPDATE reply_counts SET mails = mails - 1 WHERE state = old.state;
  DELETE FROM reply_counts WHERE state = old.state AND mails = 0;
  INSERT INTO reply_counts (state, mails) VALUES (new.state, 1)
  ON CONFLICT (state) DO UPDATE SET mails = mails + 1;
END;
--> statement-breakpoint
CREATE TRIGGER reply_counts_delete AFTER DELETE ON outbox WHEN old.kind = 'reply'
BEGIN
  UPDATE reply_counts SET mails = mails - 1 WHERE state = old.state;
  DELETE FROM reply_counts WHERE state = old.state AND mails = 0;
END;
