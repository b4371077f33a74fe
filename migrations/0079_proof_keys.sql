-- What has to be proven to own what a source has, and who has to be to speak for a publisher: one key each, whatever its kind.
ALTER TABLE "skill_sources" ADD COLUMN "proof_key" text GENERATED ALWAYS AS (case type when 'github' then 'github:' || github_id::text || '/' || github_owner_id::text when 'catalog' then 'catalog:' || base_url end) STORED;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "published_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "publishers" ADD COLUMN "owner_key" text GENERATED ALWAYS AS (case kind when 'github' then 'github:' || github_id::text when 'site' then 'site:' || lower(name) end) STORED;--> statement-breakpoint
CREATE INDEX "ix_skill_sources_proof_key" ON "skill_sources" USING hash ("proof_key");--> statement-breakpoint
CREATE INDEX "ix_publishers_owner_key" ON "publishers" USING btree ("owner_key");--> statement-breakpoint
ALTER TABLE "author_challenges" ADD COLUMN "proof_key" text;--> statement-breakpoint
UPDATE "author_challenges" SET "proof_key" = 'github:' || repository_id::text || '/' || owner_id::text;--> statement-breakpoint
ALTER TABLE "author_challenges" ALTER COLUMN "proof_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "author_challenges" DROP COLUMN "repository_id";--> statement-breakpoint
ALTER TABLE "author_challenges" DROP COLUMN "owner_id";--> statement-breakpoint
ALTER TABLE "used_tokens" ADD COLUMN "proof_key" text;--> statement-breakpoint
UPDATE "used_tokens" SET "proof_key" = 'github:' || repository_id::text;--> statement-breakpoint
ALTER TABLE "used_tokens" ALTER COLUMN "proof_key" SET NOT NULL;--> statement-breakpoint
DROP INDEX "ix_used_tokens_repository";--> statement-breakpoint
ALTER TABLE "used_tokens" DROP COLUMN "repository_id";--> statement-breakpoint
CREATE INDEX "ix_used_tokens_proof" ON "used_tokens" USING btree ("proof_key","used_at");--> statement-breakpoint
-- A webhook belongs to whoever owned the repository when it was last crawled, as nothing else was told until now.
ALTER TABLE "author_hooks" ADD COLUMN "proof_key" text;--> statement-breakpoint
UPDATE "author_hooks" h SET "proof_key" = coalesce((
	SELECT s.proof_key FROM skill_sources s WHERE s.github_id = h.repository_id AND s.proof_key IS NOT NULL ORDER BY s.last_crawled_at DESC NULLS LAST LIMIT 1),
	'github:' || h.repository_id::text);--> statement-breakpoint
ALTER TABLE "author_hooks" ALTER COLUMN "proof_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "author_hooks" ADD COLUMN "owner_key" text;--> statement-breakpoint
UPDATE "author_hooks" SET "owner_key" = 'github:' || split_part(proof_key, '/', 2) WHERE proof_key LIKE '%/%';--> statement-breakpoint
ALTER TABLE "author_hooks" DROP CONSTRAINT "uq_author_hooks_url";--> statement-breakpoint
DROP INDEX "ix_author_hooks_active";--> statement-breakpoint
ALTER TABLE "author_hooks" DROP COLUMN "repository_id";--> statement-breakpoint
CREATE INDEX "ix_author_hooks_owner" ON "author_hooks" USING btree ("owner_key") WHERE "author_hooks"."status" = 'active';--> statement-breakpoint
CREATE INDEX "ix_author_hooks_proof" ON "author_hooks" USING btree ("proof_key") WHERE "author_hooks"."status" = 'active';--> statement-breakpoint
ALTER TABLE "author_hooks" ADD CONSTRAINT "uq_author_hooks_proof_url" UNIQUE("proof_key","url");--> statement-breakpoint
ALTER TABLE "author_acts" ADD COLUMN "proof_key" text;--> statement-breakpoint
-- The file of a source is its own unless another repository, or another host, has left it there.
CREATE FUNCTION is_own_file(repo text, external_id text, source_type text, address text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT repo IS NOT NULL OR (source_type = 'catalog' AND starts_with(external_id, split_part(address, '/', 3) || ':'))
$$;--> statement-breakpoint
-- Those who are told of a skill: who has proven a source of it, and to whom it was handed over, with any repository of theirs.
CREATE FUNCTION hooks_of_skill(skill uuid) RETURNS TABLE (id uuid) LANGUAGE sql STABLE AS $$
	SELECT h.id FROM skill_source_links l JOIN raw_skills r ON r.id = l.raw_skill_id
		JOIN skill_sources src ON src.id = r.source_id AND is_own_file(r.github_repo, r.external_id, src.type, src.base_url)
		JOIN author_hooks h ON h.proof_key = src.proof_key AND h.status = 'active' WHERE l.skill_id = skill
	UNION SELECT h.id FROM skill_transfers t JOIN skills s ON s.id = t.skill_id AND s.publisher_id = t.to_publisher_id
		JOIN publishers p ON p.id = s.publisher_id JOIN author_hooks h ON h.owner_key = p.owner_key AND h.status = 'active'
		WHERE t.skill_id = skill AND t.state = 'accepted'
$$;--> statement-breakpoint
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
	SELECT gen_random_uuid(), h.id, told_origin, about, told, now(), now() FROM hooks_of_skill(NEW.skill_id) h ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION tell_of_files(told jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	WITH happened AS MATERIALIZED (
		SELECT r.id AS raw_id, src.proof_key, 'f:' || replace(gen_random_uuid()::text, '-', '') AS origin, t.event,
			CASE src.type WHEN 'github' THEN 'github:' || src.github_owner_id WHEN 'catalog' THEN 'site:' || lower(substring(src.base_url from '^https?://([^/:]+)')) END AS owner_key,
			jsonb_build_object('repository', coalesce(r.github_repo, src.base_url), 'path', r.skill_path, 'commit', r.commit_sha) || t.data AS data
		FROM jsonb_to_recordset(told) AS t(raw_id uuid, event text, data jsonb) JOIN raw_skills r ON r.id = t.raw_id JOIN skill_sources src ON src.id = r.source_id
	), kept AS (
		-- of the publisher of its skill or, if it is none, of the one whose repository or site it is
		INSERT INTO author_events (id, publisher_id, skill_id, origin, event, data, at)
		SELECT gen_random_uuid(), coalesce(s.publisher_id, p.id), s.id, h.origin, h.event, h.data, now()
		FROM happened h LEFT JOIN LATERAL (
				SELECT k.id, k.publisher_id FROM skill_source_links l JOIN skills k ON k.id = l.skill_id WHERE l.raw_skill_id = h.raw_id ORDER BY l.created_at LIMIT 1) s ON true
			LEFT JOIN LATERAL (SELECT o.id FROM publishers o WHERE o.owner_key = h.owner_key ORDER BY o.created_at LIMIT 1) p ON true
		WHERE coalesce(s.publisher_id, p.id) IS NOT NULL
	)
	INSERT INTO hook_deliveries (id, hook_id, origin, event, data, created_at, next_at)
	SELECT gen_random_uuid(), w.id, h.origin, h.event, h.data, now(), now()
	FROM happened h JOIN author_hooks w ON w.proof_key = h.proof_key AND w.status = 'active';
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION tell_of_new_files() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told jsonb;
BEGIN
	SELECT jsonb_agg(jsonb_build_object('raw_id', f.id, 'event', e.event, 'data', e.data)) INTO told
	FROM fresh f JOIN skill_sources src ON src.id = f.source_id AND is_own_file(f.github_repo, f.external_id, src.type, src.base_url), LATERAL (
		SELECT 'crawled' AS event, crawled_of(f) AS data
		UNION ALL SELECT 'finding', jsonb_build_object('verdict', f.verdict) WHERE f.verdict IN ('review', 'warn')) e;
	IF told IS NOT NULL THEN PERFORM tell_of_files(told); END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION tell_of_changed_files() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told jsonb;
BEGIN
	SELECT jsonb_agg(jsonb_build_object('raw_id', f.id, 'event', e.event, 'data', e.data)) INTO told
	FROM fresh f JOIN was w ON w.id = f.id JOIN skill_sources src ON src.id = f.source_id AND is_own_file(f.github_repo, f.external_id, src.type, src.base_url), LATERAL (
		SELECT 'crawled' AS event, crawled_of(f) AS data
			WHERE (f.content_hash, f.folder_digest, f.vanished_at IS NULL) IS DISTINCT FROM (w.content_hash, w.folder_digest, w.vanished_at IS NULL)
		UNION ALL SELECT 'review', jsonb_build_object('status', f.status, 'reason', f.review_reason)
			WHERE f.status IS DISTINCT FROM w.status AND f.status <> 'new'
		UNION ALL SELECT 'finding', jsonb_build_object('verdict', f.verdict)
			WHERE f.verdict IN ('review', 'warn') AND f.verdict IS DISTINCT FROM w.verdict) e;
	IF told IS NOT NULL THEN PERFORM tell_of_files(told); END IF;
	RETURN NULL;
END $$;
