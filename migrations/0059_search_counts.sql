CREATE TABLE "search_counts" (
	"term_id" integer PRIMARY KEY NOT NULL,
	"skills" integer[] NOT NULL
);
--> statement-breakpoint
-- Each row changes often: with room beside it, its new version needs no new entries in the index.
ALTER TABLE search_counts SET (fillfactor = 70);--> statement-breakpoint
INSERT INTO search_counts (term_id, skills)
SELECT term_id, ARRAY(SELECT coalesce((SELECT skills FROM search_keys WHERE key = term_id * 16 + level), 0) FROM generate_series(0, 15) level)
FROM (SELECT DISTINCT key / 16 FROM search_keys) counted (term_id);--> statement-breakpoint
DROP TABLE "search_keys";--> statement-breakpoint
DROP INDEX "ix_search_words_unused";
