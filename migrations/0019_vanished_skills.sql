ALTER TABLE "raw_skills" ADD COLUMN "seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "skills" ADD COLUMN "vanished_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "skills" ADD COLUMN "auto_archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "seen_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "ix_skills_vanished" ON "skills" USING btree ("vanished_at","id") WHERE "skills"."status" = 'active' and "skills"."vanished_at" is not null;--> statement-breakpoint
CREATE INDEX "ix_skills_returned" ON "skills" USING btree ("id") WHERE "skills"."status" = 'archived' and "skills"."auto_archived_at" is not null and "skills"."vanished_at" is null;--> statement-breakpoint
UPDATE "skill_sources" SET "seen_at" = "last_crawled_at" WHERE "last_crawled_at" IS NOT NULL;--> statement-breakpoint
-- The skills all of whose files had vanished already. Their texts are withdrawn from the feed.
UPDATE "skills" "s" SET "vanished_at" = "f"."gone_at", "updated_at" = now()
FROM (
	SELECT "l"."skill_id", max("r"."vanished_at") AS "gone_at"
	FROM "skill_source_links" "l" JOIN "raw_skills" "r" ON "r"."id" = "l"."raw_skill_id"
	GROUP BY "l"."skill_id" HAVING bool_and("r"."vanished_at" IS NOT NULL)
) "f" WHERE "s"."id" = "f"."skill_id";--> statement-breakpoint
INSERT INTO "publish_outbox" ("kind", "source_id", "payload", "payload_hash", "schema_version", "deleted")
SELECT 'document', "id", '{}', encode(sha256('{}'), 'hex'), 1, true FROM "skills" WHERE "vanished_at" IS NOT NULL;
