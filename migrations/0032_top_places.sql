ALTER TABLE "rank_snapshots" ADD COLUMN "kept" integer;--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" ADD COLUMN "changed_at" timestamp with time zone;