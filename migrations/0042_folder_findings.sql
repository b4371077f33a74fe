ALTER TABLE "raw_skills" ADD COLUMN "folder_findings" jsonb;--> statement-breakpoint
ALTER TABLE "skill_versions" ADD COLUMN "findings" jsonb;