-- LOG-3, MAIL-2: a mail stands where the log put it; whatever asks for a ticket's mails need not know how they came.
CREATE TRIGGER mail_places_insert AFTER INSERT ON mail_places
BEGIN
  UPDATE mails SET ticket_id = new.ticket_id WHERE id = new.mail_id AND ticket_id IS NOT new.ticket_id;
END;
--> statement-breakpoint
CREATE TRIGGER mail_places_update AFTER UPDATE OF ticket_id ON mail_places
BEGIN
  UPDATE mails SET ticket_id = new.ticket_id WHERE id = new.mail_id AND ticket_id IS NOT new.ticket_id;
END;
