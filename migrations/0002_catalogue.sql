-- Searching by trigrams, for typing errors and for languages that a tsvector does not split.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
-- Loads the extension into this session: only then may a role that is no superuser name its settings (similar_skills below).
SELECT show_limit();
--> statement-breakpoint
CREATE TABLE "job_leases" (
	"key" varchar(200) PRIMARY KEY NOT NULL,
	"holder" varchar(64) NOT NULL,
	"token" bigint NOT NULL,
	"acquired_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_runs" (
	"run_id" varchar(40) PRIMARY KEY NOT NULL,
	"job" varchar(80) NOT NULL,
	"scope" varchar(120) DEFAULT '' NOT NULL,
	"trigger" varchar(20) NOT NULL,
	"actor" varchar(120),
	"status" varchar(20) NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"duration_ms" integer,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"errors" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"token" bigint
);
--> statement-breakpoint
CREATE TABLE "migration_notes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "migration_notes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"migration" varchar(100) NOT NULL,
	"table_name" varchar(100) NOT NULL,
	"row_id" text,
	"column_name" varchar(100) NOT NULL,
	"old_value" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rank_snapshots" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"snapshot_date" date NOT NULL,
	"scope" varchar(20) NOT NULL,
	"category_id" uuid,
	"generated_at" timestamp with time zone NOT NULL,
	"total" integer NOT NULL,
	"run_id" varchar(40),
	"content_hash" varchar(64),
	CONSTRAINT "uq_rank_snapshots_board" UNIQUE NULLS NOT DISTINCT("snapshot_date","scope","category_id")
);
--> statement-breakpoint
-- A text of the earlier system as a time: NULL unless it looks like ISO 8601 ('now' and 'infinity' are none) and is in the calendar.
-- Without a zone it is UTC.
CREATE FUNCTION legacy_time(value text) RETURNS timestamptz LANGUAGE plpgsql STABLE SET timezone = 'UTC' AS $$
BEGIN
	IF btrim(value) !~* '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?( ?(Z|[+-][0-9]{2}(:?[0-9]{2})?))?)?$' THEN
		RETURN NULL;
	END IF;
	RETURN value::timestamptz;
EXCEPTION WHEN data_exception THEN
	RETURN NULL;
END
$$;
--> statement-breakpoint
INSERT INTO "migration_notes" ("migration", "table_name", "row_id", "column_name", "old_value")
SELECT '0002_catalogue', 'skills', s.id::text, old.name, old.value
FROM "skills" s CROSS JOIN LATERAL (VALUES ('last_seen_at', s.last_seen_at), ('last_changed_at', s.last_changed_at)) AS old(name, value)
WHERE old.value IS NOT NULL AND legacy_time(old.value) IS NULL
ORDER BY s.created_at, s.id, old.name;
--> statement-breakpoint
ALTER TABLE "skills"
	ALTER COLUMN "last_seen_at" SET DATA TYPE timestamp with time zone USING legacy_time("last_seen_at"),
	ALTER COLUMN "last_changed_at" SET DATA TYPE timestamp with time zone USING legacy_time("last_changed_at");
--> statement-breakpoint
DROP FUNCTION legacy_time(text);
--> statement-breakpoint
ALTER TABLE "skills"
	ADD COLUMN "owner" varchar(200),
	ADD COLUMN "slug" varchar(300),
	ADD COLUMN "skill_path" varchar(500),
	ADD COLUMN "content_hash" varchar(64),
	ADD COLUMN "duplicate_of" uuid,
	ADD COLUMN "curated" boolean DEFAULT false NOT NULL,
	ADD COLUMN "search_tags" text DEFAULT '' NOT NULL;
--> statement-breakpoint
-- Lower case, everything between letters and digits of any script one hyphen. ICU's rules where the server has them: the
-- database's own locale may know ASCII only.
DO $do$
DECLARE
	rules text := CASE WHEN EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu') THEN 'COLLATE "und-x-icu"' ELSE '' END;
BEGIN
	EXECUTE format($create$
		CREATE FUNCTION legacy_slug(value text, otherwise text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
			SELECT coalesce(nullif(btrim(regexp_replace(lower(normalize(value, NFKC) %1$s), '[^[:alnum:]]+', '-', 'g'), '-'), ''), otherwise)
		$$
	$create$, rules);
END
$do$;
--> statement-breakpoint
-- The owner is what stands before the slash of canonical_repo, which may also be an address.
UPDATE "skills" s SET
	"owner" = left(coalesce(nullif(btrim(substring(
		regexp_replace(btrim(s.canonical_repo), '^([a-z+]+://[^/]*/|git@[^:]*:|github[.]com/)', '', 'i') FROM '^([^/]+)/')), ''), 'unknown'), 200),
	"search_tags" = coalesce((SELECT string_agg(t.name, ' ' ORDER BY t.key) FROM "skill_tags" st JOIN "tags" t ON t.id = st.tag_id WHERE st.skill_id = s.id), '');
--> statement-breakpoint
-- The earliest of several skills with one slug keeps it.
WITH named AS (
	SELECT id, created_at, rtrim(left(legacy_slug(owner, 'unknown') || '--' || legacy_slug(name, 'skill'), 300), '-') AS slug FROM "skills"
), firsts AS (
	SELECT DISTINCT ON (slug) id, slug FROM named ORDER BY slug, created_at, id
)
UPDATE "skills" SET "slug" = firsts.slug FROM firsts WHERE skills.id = firsts.id;
--> statement-breakpoint
ALTER TABLE "skills" ADD CONSTRAINT "uq_skills_slug" UNIQUE("slug");
--> statement-breakpoint
-- The others get the beginning of their id, and all of it where that is taken too.
DO $$
DECLARE
	skill record;
	suffix text;
	candidate text;
BEGIN
	FOR skill IN
		SELECT id, replace(id::text, '-', '') AS hex, legacy_slug(owner, 'unknown') || '--' || legacy_slug(name, 'skill') AS slug
		FROM "skills" WHERE "slug" IS NULL ORDER BY created_at, id
	LOOP
		suffix := '-' || left(skill.hex, 8);
		LOOP
			candidate := rtrim(left(skill.slug, 300 - length(suffix)), '-') || suffix;
			EXIT WHEN NOT EXISTS (SELECT FROM "skills" WHERE "slug" = candidate);
			suffix := suffix || '-' || skill.hex;
		END LOOP;
		UPDATE "skills" SET "slug" = candidate WHERE id = skill.id;
	END LOOP;
END
$$;
--> statement-breakpoint
DROP FUNCTION legacy_slug(text, text);
--> statement-breakpoint
ALTER TABLE "skills"
	ALTER COLUMN "owner" SET NOT NULL,
	ALTER COLUMN "slug" SET NOT NULL,
	ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(translate(name, '-_/.:', '     ') || ' ' || translate(search_tags || ' ' || coalesce(summary, ''), '-_/.:', '     '))) STORED,
	ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', translate(name, '-_/.:', '     ')), 'A') || setweight(to_tsvector('english', translate(search_tags || ' ' || coalesce(summary, ''), '-_/.:', '     ')), 'B')) STORED,
	ADD COLUMN "search_body" "tsvector" GENERATED ALWAYS AS (strip(to_tsvector('english', translate(left(coalesce(description_md, ''), 8000), '-_/.:', '     ')))) STORED;
--> statement-breakpoint
ALTER TABLE "raw_skills" ADD COLUMN "content" "bytea";
--> statement-breakpoint
ALTER TABLE "raw_skills" ADD COLUMN "content_hash" varchar(64);
--> statement-breakpoint
ALTER TABLE "skill_events" ADD COLUMN "event_id" varchar(128);
--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" ADD COLUMN "snapshot_id" uuid;
--> statement-breakpoint
-- A board for each date, scope and category that has entries.
INSERT INTO "rank_snapshots" ("snapshot_date", "scope", "category_id", "generated_at", "total")
SELECT snapshot_date, scope, category_id, max(created_at), count(DISTINCT skill_id)
FROM "skill_rank_snapshots" GROUP BY snapshot_date, scope, category_id;
--> statement-breakpoint
-- Where a skill stands twice on a board, only its best place belongs to it; the other row stays as it was.
WITH best AS (
	SELECT DISTINCT ON (snapshot_date, scope, category_id, skill_id) id, snapshot_date, scope, coalesce(category_id::text, '') AS category
	FROM "skill_rank_snapshots" ORDER BY snapshot_date, scope, category_id, skill_id, rank, created_at, id
)
UPDATE "skill_rank_snapshots" entry SET "snapshot_id" = board.id
FROM best JOIN "rank_snapshots" board
	ON board.snapshot_date = best.snapshot_date AND board.scope = best.scope AND coalesce(board.category_id::text, '') = best.category
WHERE entry.id = best.id;
--> statement-breakpoint
-- Every skill has its counts: lists join them.
INSERT INTO "skill_popularity" ("skill_id", "score_updated_at") SELECT id, now() FROM "skills" ON CONFLICT DO NOTHING;
--> statement-breakpoint
CREATE INDEX "ix_job_runs_job_started" ON "job_runs" USING btree ("job","started_at" DESC NULLS FIRST);
--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" ADD CONSTRAINT "skill_rank_snapshots_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "public"."rank_snapshots"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "skills" ADD CONSTRAINT "skills_duplicate_of_fkey" FOREIGN KEY ("duplicate_of") REFERENCES "public"."skills"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "ix_skill_popularity_score" ON "skill_popularity" USING btree ("popularity_score" DESC NULLS FIRST,"skill_id" DESC NULLS FIRST);
--> statement-breakpoint
CREATE INDEX "ix_skill_rank_snapshots_rank" ON "skill_rank_snapshots" USING btree ("snapshot_id","rank");
--> statement-breakpoint
CREATE INDEX "ix_skill_tags_tag_id" ON "skill_tags" USING btree ("tag_id","skill_id");
--> statement-breakpoint
CREATE INDEX "ix_skill_source_links_raw_skill_id" ON "skill_source_links" USING btree ("raw_skill_id");
--> statement-breakpoint
CREATE INDEX "ix_raw_skills_pending" ON "raw_skills" USING btree ("id") WHERE "raw_skills"."status" = 'new';
--> statement-breakpoint
CREATE INDEX "ix_skills_search" ON "skills" USING gin ("search");
--> statement-breakpoint
CREATE INDEX "ix_skills_search_body" ON "skills" USING gin ("search_body");
--> statement-breakpoint
CREATE INDEX "ix_skills_search_text" ON "skills" USING gin ("search_text" gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX "ix_skills_content_hash" ON "skills" USING btree ("content_hash");
--> statement-breakpoint
CREATE INDEX "ix_skills_duplicate_of" ON "skills" USING btree ("duplicate_of");
--> statement-breakpoint
CREATE INDEX "ix_skills_owner" ON "skills" USING btree (lower("owner"));
--> statement-breakpoint
CREATE INDEX "ix_skills_listed" ON "skills" USING btree ("updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "skills"."status" = 'active' and "skills"."duplicate_of" is null;
--> statement-breakpoint
ALTER TABLE "skill_events" ADD CONSTRAINT "uq_skill_events_event_id" UNIQUE("event_id");
--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" ADD CONSTRAINT "uq_skill_rank_snapshots_entry" UNIQUE("snapshot_id","skill_id");
--> statement-breakpoint
-- The 200 active skills whose words are most like `term`, duplicates included. 0.4 lets 'protien' find 'protein' (0.5). Scripts whose words are
-- hardly long enough for a trigram, Korean among them, are also found by a part of the text. A term without a trigram is like nothing.
CREATE FUNCTION similar_skills(term text) RETURNS TABLE (skill_id uuid, similarity real) LANGUAGE sql STABLE
SET pg_trgm.word_similarity_threshold = '0.4' AS $$
	SELECT hit.id, max(hit.similarity) FROM (
		SELECT s.id, word_similarity(term, s.search_text) AS similarity
		FROM "skills" s WHERE cardinality(show_trgm(term)) > 0 AND s.status = 'active' AND term <% s.search_text
		UNION ALL
		SELECT s.id, 1
		FROM "skills" s WHERE octet_length(term) > length(term) AND s.status = 'active'
			AND s.search_text LIKE '%' || replace(replace(lower(btrim(translate(term, '-_/.:', '     '))), '\', '\\'), '%', '\%') || '%'
	) hit GROUP BY hit.id ORDER BY 2 DESC, 1 LIMIT 200
$$;
