-- What neither the feed nor the log of acts says is told to webhooks by the change itself, so that none is missed.
CREATE FUNCTION tell_of_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO hook_deliveries (id, hook_id, origin, event, data, created_at, next_at)
	SELECT gen_random_uuid(), h.id, 'r:' || NEW.id || CASE WHEN NEW.outcome IS NULL THEN ':o' ELSE ':d' END,
		CASE WHEN NEW.outcome IS NULL THEN 'report' ELSE 'decision' END,
		jsonb_build_object('report', NEW.id, 'about', NEW.kind, 'skill', (SELECT s.slug FROM skills s WHERE s.id = NEW.skill_id), 'version', NEW.version,
			'outcome', NEW.outcome, 'reason', NEW.reason, 'due_at', to_char(NEW.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), now(), now()
	FROM (SELECT DISTINCT src.github_id FROM skill_source_links l JOIN raw_skills r ON r.id = l.raw_skill_id AND r.github_repo IS NOT NULL
			JOIN skill_sources src ON src.id = r.source_id WHERE l.skill_id = NEW.skill_id) o
		JOIN author_hooks h ON h.repository_id = o.github_id AND h.status = 'active'
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER tg_reports_told AFTER INSERT ON reports FOR EACH ROW EXECUTE FUNCTION tell_of_report();--> statement-breakpoint
CREATE TRIGGER tg_reports_decided_told AFTER UPDATE OF outcome ON reports FOR EACH ROW
	WHEN (OLD.outcome IS NULL AND NEW.outcome IS NOT NULL) EXECUTE FUNCTION tell_of_report();--> statement-breakpoint
CREATE FUNCTION tell_of_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO hook_deliveries (id, hook_id, origin, event, data, created_at, next_at)
	SELECT gen_random_uuid(), h.id, 'f:' || replace(gen_random_uuid()::text, '-', ''), e.event,
		jsonb_build_object('repository', NEW.github_repo, 'path', NEW.skill_path, 'commit', NEW.commit_sha) || e.data, now(), now()
	FROM skill_sources src JOIN author_hooks h ON h.repository_id = src.github_id AND h.status = 'active', LATERAL (
		SELECT 'crawled' AS event, jsonb_build_object('parse_status', NEW.parse_status, 'vanished', NEW.vanished_at IS NOT NULL,
				'faults', CASE jsonb_typeof(NEW.parse_errors) WHEN 'array' THEN jsonb_array_length(NEW.parse_errors) ELSE 0 END) AS data
			WHERE TG_OP = 'INSERT' OR (NEW.content_hash, NEW.folder_digest, NEW.vanished_at IS NULL) IS DISTINCT FROM (OLD.content_hash, OLD.folder_digest, OLD.vanished_at IS NULL)
		UNION ALL SELECT 'review', jsonb_build_object('status', NEW.status, 'reason', NEW.review_reason)
			WHERE TG_OP = 'UPDATE' AND NEW.status IS DISTINCT FROM OLD.status AND NEW.status <> 'new'
		UNION ALL SELECT 'finding', jsonb_build_object('verdict', NEW.verdict)
			WHERE NEW.verdict IN ('review', 'warn') AND (TG_OP = 'INSERT' OR NEW.verdict IS DISTINCT FROM OLD.verdict)
	) e WHERE src.id = NEW.source_id;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER tg_raw_skills_told AFTER INSERT ON raw_skills FOR EACH ROW WHEN (NEW.github_repo IS NOT NULL) EXECUTE FUNCTION tell_of_file();--> statement-breakpoint
CREATE TRIGGER tg_raw_skills_changed_told AFTER UPDATE OF content_hash, folder_digest, vanished_at, status, verdict ON raw_skills FOR EACH ROW
	WHEN (NEW.github_repo IS NOT NULL AND (NEW.content_hash, NEW.folder_digest, NEW.vanished_at IS NULL, NEW.status, NEW.verdict)
		IS DISTINCT FROM (OLD.content_hash, OLD.folder_digest, OLD.vanished_at IS NULL, OLD.status, OLD.verdict))
	EXECUTE FUNCTION tell_of_file();
