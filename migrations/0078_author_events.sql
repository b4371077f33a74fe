CREATE TABLE "author_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"publisher_id" uuid NOT NULL,
	"skill_id" uuid,
	"origin" varchar(40) NOT NULL,
	"event" varchar(20) NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "uq_author_events_origin" UNIQUE("origin")
);
--> statement-breakpoint
ALTER TABLE "author_events" ADD CONSTRAINT "author_events_publisher_id_fkey" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "author_events" ADD CONSTRAINT "author_events_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_author_events_publisher" ON "author_events" USING btree ("publisher_id","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ix_author_events_skill" ON "author_events" USING btree ("skill_id","at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "author_events"."skill_id" is not null;--> statement-breakpoint
CREATE INDEX "ix_author_events_at" ON "author_events" USING btree ("at");--> statement-breakpoint
-- A report is public once it is decided, and an appeal at once. The hooks of the author hear of both at once.
CREATE OR REPLACE FUNCTION tell_of_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	about text := CASE WHEN NEW.outcome IS NULL THEN 'report' ELSE 'decision' END;
	told_origin text := 'r:' || NEW.id || CASE WHEN NEW.outcome IS NULL THEN ':o' ELSE ':d' END;
	told jsonb := jsonb_build_object('report', NEW.id, 'about', NEW.kind, 'skill', (SELECT s.slug FROM skills s WHERE s.id = NEW.skill_id), 'version', NEW.version,
		'outcome', NEW.outcome, 'reason', NEW.reason, 'due_at', to_char(NEW.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
BEGIN
	INSERT INTO author_events (id, publisher_id, skill_id, origin, event, data, at)
	SELECT gen_random_uuid(), s.publisher_id, s.id, told_origin, about, told, now() FROM skills s
	WHERE s.id = NEW.skill_id AND s.publisher_id IS NOT NULL AND (NEW.outcome IS NOT NULL OR NEW.kind = 'appeal') ON CONFLICT DO NOTHING;
	INSERT INTO hook_deliveries (id, hook_id, origin, event, data, created_at, next_at)
	SELECT gen_random_uuid(), h.id, told_origin, about, told, now(), now()
	FROM (SELECT DISTINCT src.github_id FROM skill_source_links l JOIN raw_skills r ON r.id = l.raw_skill_id AND r.github_repo IS NOT NULL
			JOIN skill_sources src ON src.id = r.source_id WHERE l.skill_id = NEW.skill_id) o
		JOIN author_hooks h ON h.repository_id = o.github_id AND h.status = 'active'
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;--> statement-breakpoint
-- Once a statement and not once a row: a crawl stores a thousand files at once.
DROP TRIGGER tg_raw_skills_told ON raw_skills;--> statement-breakpoint
DROP TRIGGER tg_raw_skills_changed_told ON raw_skills;--> statement-breakpoint
DROP FUNCTION tell_of_file();--> statement-breakpoint
CREATE FUNCTION tell_of_files(told jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	WITH happened AS MATERIALIZED (
		SELECT r.id AS raw_id, src.github_id, src.github_owner_id, 'f:' || replace(gen_random_uuid()::text, '-', '') AS origin, t.event,
			jsonb_build_object('repository', r.github_repo, 'path', r.skill_path, 'commit', r.commit_sha) || t.data AS data
		FROM jsonb_to_recordset(told) AS t(raw_id uuid, event text, data jsonb)
			JOIN raw_skills r ON r.id = t.raw_id AND r.github_repo IS NOT NULL JOIN skill_sources src ON src.id = r.source_id
	), kept AS (
		-- of the publisher of its skill or, if it is none, of the one whose repository it is
		INSERT INTO author_events (id, publisher_id, skill_id, origin, event, data, at)
		SELECT gen_random_uuid(), coalesce(s.publisher_id, p.id), s.id, h.origin, h.event, h.data, now()
		FROM happened h LEFT JOIN LATERAL (
				SELECT k.id, k.publisher_id FROM skill_source_links l JOIN skills k ON k.id = l.skill_id WHERE l.raw_skill_id = h.raw_id ORDER BY l.created_at LIMIT 1) s ON true
			LEFT JOIN publishers p ON p.github_id = h.github_owner_id
		WHERE coalesce(s.publisher_id, p.id) IS NOT NULL
	)
	INSERT INTO hook_deliveries (id, hook_id, origin, event, data, created_at, next_at)
	SELECT gen_random_uuid(), w.id, h.origin, h.event, h.data, now(), now()
	FROM happened h JOIN author_hooks w ON w.repository_id = h.github_id AND w.status = 'active';
END $$;--> statement-breakpoint
CREATE FUNCTION crawled_of(r raw_skills) RETURNS jsonb LANGUAGE sql STABLE AS $$
	SELECT jsonb_build_object('parse_status', r.parse_status, 'vanished', r.vanished_at IS NOT NULL,
		'faults', CASE jsonb_typeof(r.parse_errors) WHEN 'array' THEN jsonb_array_length(r.parse_errors) ELSE 0 END)
$$;--> statement-breakpoint
CREATE FUNCTION tell_of_new_files() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told jsonb;
BEGIN
	SELECT jsonb_agg(jsonb_build_object('raw_id', f.id, 'event', e.event, 'data', e.data)) INTO told FROM fresh f, LATERAL (
		SELECT 'crawled' AS event, crawled_of(f) AS data
		UNION ALL SELECT 'finding', jsonb_build_object('verdict', f.verdict) WHERE f.verdict IN ('review', 'warn')) e
	WHERE f.github_repo IS NOT NULL;
	IF told IS NOT NULL THEN PERFORM tell_of_files(told); END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION tell_of_changed_files() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told jsonb;
BEGIN
	SELECT jsonb_agg(jsonb_build_object('raw_id', f.id, 'event', e.event, 'data', e.data)) INTO told FROM fresh f JOIN was w ON w.id = f.id, LATERAL (
		SELECT 'crawled' AS event, crawled_of(f) AS data
			WHERE (f.content_hash, f.folder_digest, f.vanished_at IS NULL) IS DISTINCT FROM (w.content_hash, w.folder_digest, w.vanished_at IS NULL)
		UNION ALL SELECT 'review', jsonb_build_object('status', f.status, 'reason', f.review_reason)
			WHERE f.status IS DISTINCT FROM w.status AND f.status <> 'new'
		UNION ALL SELECT 'finding', jsonb_build_object('verdict', f.verdict)
			WHERE f.verdict IN ('review', 'warn') AND f.verdict IS DISTINCT FROM w.verdict) e
	WHERE f.github_repo IS NOT NULL;
	IF told IS NOT NULL THEN PERFORM tell_of_files(told); END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER tg_raw_skills_told AFTER INSERT ON raw_skills REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tell_of_new_files();--> statement-breakpoint
CREATE TRIGGER tg_raw_skills_changed_told AFTER UPDATE ON raw_skills REFERENCING OLD TABLE AS was NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tell_of_changed_files();
