ALTER TABLE "skill_sources" ADD COLUMN "submitted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "bytes" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "ix_skill_sources_submitted" ON "skill_sources" USING btree ("submitted_at") WHERE "skill_sources"."submitted_at" is not null;--> statement-breakpoint
-- What was submitted and nobody else vouches for: no list, no admin, no workflow.
UPDATE "skill_sources" s SET "submitted_at" = m."submitted_at" FROM "submissions" m
WHERE s."type" = 'github' AND m."outcome" = 'accepted' AND lower(s."base_url") = 'https://github.com/' || lower(coalesce(m."full_name", m."repo"))
	AND s."parent_id" IS NULL AND s."crawl_interval_minutes" IS NOT NULL
	AND NOT EXISTS (SELECT FROM "audit_log" a WHERE a."target_type" = 'source' AND a."target_id" = s."id"::text AND a."action" IN ('source.create', 'source.update'))
	AND NOT EXISTS (SELECT FROM "publications" p WHERE p."repository_id" = s."github_id");
