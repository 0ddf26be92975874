-- The words of all mails, once each, as the index folds them: what a slip of the pen is compared with.
CREATE TABLE search_words (no INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
--> statement-breakpoint
CREATE VIRTUAL TABLE search_words_near USING fts5(
  word, content='search_words', content_rowid='no', detail='none', tokenize='trigram'
);
--> statement-breakpoint
CREATE TRIGGER search_words_insert AFTER INSERT ON search_words
BEGIN INSERT INTO search_words_near (rowid, word) VALUES (new.no, new.word); END;
--> statement-breakpoint
CREATE TRIGGER search_words_delete AFTER DELETE ON search_words
BEGIN INSERT INTO search_words_near (search_words_near, rowid, word) VALUES ('delete', old.no, old.word); END;
--> statement-breakpoint
-- Which words the index of mails holds: those of mails that were there before, and those still in use.
CREATE VIRTUAL TABLE mails_search_terms USING fts5vocab('mails_search', 'row');
--> statement-breakpoint
INSERT INTO search_words (word) SELECT term FROM mails_search_terms WHERE length(term) BETWEEN 4 AND 30;
