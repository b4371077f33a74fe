ALTER TABLE "skill_sources" ADD COLUMN "change_gap_minutes" real;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "pushed_at" timestamp with time zone;