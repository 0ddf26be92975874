-- The mails of a commit are placed in the index together as it ends: `search-places.ts`. One that moves is placed anew here.
DROP TRIGGER mails_search_insert;
--> statement-breakpoint
DROP TRIGGER mails_search_update;
--> statement-breakpoint
-- MAIL-4: a mail of a million characters holds nobody up while it is indexed: thirty pages of it are searched.
CREATE TRIGGER mails_search_update AFTER UPDATE OF no, subject, text, from_name, from_address, ticket_id ON mails
BEGIN
  DELETE FROM mails_search WHERE rowid = old.no;
  INSERT INTO mails_search (rowid, subject, text, sender, number)
  VALUES (new.no, new.subject, substr(new.text, 1, 60000), new.from_name || ' ' || new.from_address,
    coalesce((SELECT number FROM tickets WHERE id = new.ticket_id), ''));
END;
