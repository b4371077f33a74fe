-- Repositories, owners and lists whose interval no admin has set follow how often they change from now on.
UPDATE "skill_sources" s SET "change_gap_minutes" = 1440
WHERE s."type" IN ('github', 'list') AND s."crawl_interval_minutes" = 1440 AND s."change_gap_minutes" IS NULL
	AND NOT EXISTS (SELECT FROM "audit_log" a WHERE a."target_type" = 'source' AND a."target_id" IN (s."id"::text, s."parent_id"::text)
		AND a."action" = 'source.update' AND a."after" ? 'crawl_interval_minutes');
