CREATE SEQUENCE "public"."normalize_rounds" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "popularity_changes" (
	"round" bigint NOT NULL,
	"skill_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"event_type" varchar(20) NOT NULL,
	"events" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "popularity_state" (
	"singleton" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"round" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score_groups" (
	"group_id" uuid PRIMARY KEY NOT NULL,
	"members" integer NOT NULL,
	"averages" jsonb NOT NULL,
	"weights_version" integer NOT NULL,
	"scored_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rank_snapshots" DROP CONSTRAINT "uq_rank_snapshots_board";--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" DROP CONSTRAINT "skill_rank_snapshots_snapshot_id_fkey";
--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" DROP CONSTRAINT "skill_rank_snapshots_skill_id_fkey";
--> statement-breakpoint
DROP INDEX "ix_rank_snapshots_date_scope";--> statement-breakpoint
DROP INDEX "ix_skill_rank_snapshots_skill_id";--> statement-breakpoint
-- An entry is known by its board and skill; the earlier system's ids stay as they are.
ALTER TABLE "skill_rank_snapshots" DROP CONSTRAINT "skill_rank_snapshots_pkey";--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" ALTER COLUMN "id" SET DEFAULT gen_random_uuid();--> statement-breakpoint
ALTER TABLE "skill_events" ADD COLUMN "round" bigint;--> statement-breakpoint
ALTER TABLE "skill_popularity" ADD COLUMN "stats_payload" jsonb;--> statement-breakpoint
ALTER TABLE "skill_popularity" ADD COLUMN "power_score" integer;--> statement-breakpoint
ALTER TABLE "skill_popularity" ADD COLUMN "power_rank" varchar(2);--> statement-breakpoint
ALTER TABLE "skill_popularity" ADD COLUMN "relaxed" boolean;--> statement-breakpoint
ALTER TABLE "skill_popularity" ADD COLUMN "percentile" double precision;--> statement-breakpoint
ALTER TABLE "skill_popularity" ADD COLUMN "global_rank" integer;--> statement-breakpoint
ALTER TABLE "skill_popularity" ADD COLUMN "category_rank" integer;--> statement-breakpoint
ALTER TABLE "skill_popularity" ADD COLUMN "last_fetched_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "skill_popularity" ADD COLUMN "last_scored_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rank_snapshots" ADD COLUMN "superseded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rank_snapshots" ADD COLUMN "hour" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rank_snapshots" ADD COLUMN "round" bigint;--> statement-breakpoint
ALTER TABLE "rank_snapshots" ADD COLUMN "weights_version" integer;--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" ADD COLUMN "power_score" integer;--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" ADD COLUMN "power_rank" varchar(2);--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" ADD COLUMN "percentile" double precision;--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" ADD COLUMN "power_position" integer;--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" ADD COLUMN "inputs" jsonb;--> statement-breakpoint
CREATE INDEX "ix_skill_event_hours_counted" ON "skill_event_hours" USING btree ("hour") WHERE outcome = 'counted';--> statement-breakpoint
CREATE UNIQUE INDEX "uq_rank_snapshots_current" ON "rank_snapshots" USING btree ("snapshot_date","scope",coalesce(category_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "ix_skill_rank_snapshots_power" ON "skill_rank_snapshots" USING btree ("snapshot_id","power_position");--> statement-breakpoint
-- Scores change in place, most of them in no indexed column: room beside them spares the indexes.
ALTER TABLE "skill_popularity" SET (fillfactor = 70);