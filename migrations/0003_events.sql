CREATE TABLE "raw_event_days" (
	"day" date NOT NULL,
	"site_id" uuid,
	"outcome" varchar(40) NOT NULL,
	"events" integer NOT NULL,
	CONSTRAINT "uq_raw_event_days" UNIQUE NULLS NOT DISTINCT("day","site_id","outcome")
);
--> statement-breakpoint
CREATE TABLE "raw_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "raw_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"site_id" uuid,
	"payload" jsonb NOT NULL,
	"ip_hash" varchar(64),
	"ua_hash" varchar(64),
	"is_bot" boolean DEFAULT false NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"normalized" boolean DEFAULT false NOT NULL,
	"dropped_reason" varchar(40),
	"retry_count" smallint DEFAULT 0 NOT NULL,
	"next_retry_at" timestamp with time zone,
	"last_error" varchar(200)
);
--> statement-breakpoint
CREATE TABLE "skill_event_hours" (
	"skill_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"event_type" varchar(20) NOT NULL,
	"outcome" varchar(40) NOT NULL,
	"events" integer NOT NULL,
	"anonymous" integer NOT NULL,
	CONSTRAINT "skill_event_hours_pkey" PRIMARY KEY("skill_id","hour","event_type","outcome")
);
--> statement-breakpoint
CREATE TABLE "skill_favorites" (
	"skill_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"favorite" boolean NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "skill_favorites_pkey" PRIMARY KEY("skill_id","actor")
);
--> statement-breakpoint
CREATE TABLE "site_days" (
	"site_id" uuid NOT NULL,
	"day" date NOT NULL,
	"received" integer NOT NULL,
	CONSTRAINT "site_days_pkey" PRIMARY KEY("site_id","day")
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" varchar(80) NOT NULL,
	"name" varchar(200) NOT NULL,
	"allowed_origins" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"status" varchar(20) DEFAULT 'active' NOT NULL,
	"secret_hash" varchar(64) NOT NULL,
	"daily_quota" integer,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sites_key_key" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "skill_events" DROP CONSTRAINT "uq_skill_events_event_id";--> statement-breakpoint
DROP INDEX "ix_skill_events_skill_id";--> statement-breakpoint
DROP INDEX "ix_skill_events_skill_type_time";--> statement-breakpoint
ALTER TABLE "skill_events" ADD COLUMN "site_id" uuid;--> statement-breakpoint
ALTER TABLE "skill_events" ADD COLUMN "excluded_reason" varchar(40);--> statement-breakpoint
ALTER TABLE "raw_event_days" ADD CONSTRAINT "raw_event_days_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raw_events" ADD CONSTRAINT "raw_events_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_event_hours" ADD CONSTRAINT "skill_event_hours_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_favorites" ADD CONSTRAINT "skill_favorites_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_days" ADD CONSTRAINT "site_days_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_raw_events_pending" ON "raw_events" USING btree ("id") WHERE not normalized and dropped_reason is null;--> statement-breakpoint
CREATE INDEX "ix_raw_events_received" ON "raw_events" USING brin ("received_at");--> statement-breakpoint
ALTER TABLE "skill_events" ADD CONSTRAINT "skill_events_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What an event of before this counts for: one view and one use an actor, skill and UTC day, the earliest first.
UPDATE "skill_events" SET "excluded_reason" = 'repeat_in_day' FROM (
	SELECT id AS repeat_id, row_number() OVER (
		PARTITION BY skill_id, event_type, coalesce(user_id::text, session_hash, ip_hash || coalesce(ua_hash, ''), id::text), (created_at at time zone 'UTC')::date
		ORDER BY created_at, id) AS nth
	FROM "skill_events" WHERE event_type IN ('view', 'use')
) ranked WHERE id = repeat_id AND nth > 1;--> statement-breakpoint
-- A favourite counts where it changes the state of its actor, who begins without one.
UPDATE "skill_events" SET "excluded_reason" = 'no_change' FROM (
	SELECT id AS idle_id, event_type = lag(event_type, 1, 'unfavorite') OVER (
		PARTITION BY skill_id, coalesce(user_id::text, session_hash, ip_hash || coalesce(ua_hash, ''), id::text) ORDER BY created_at, id) AS idle
	FROM "skill_events" WHERE event_type IN ('favorite', 'unfavorite')
) words WHERE id = idle_id AND idle;--> statement-breakpoint
-- The earlier system knew no other types than these four, but its table did.
UPDATE "skill_events" SET "excluded_reason" = 'unknown_type' WHERE event_type NOT IN ('view', 'use', 'favorite', 'unfavorite');--> statement-breakpoint
INSERT INTO "skill_favorites" ("skill_id", "actor", "favorite", "changed_at")
SELECT DISTINCT ON (skill_id, actor) skill_id, actor, event_type = 'favorite', created_at FROM (
	SELECT *, coalesce(user_id::text, session_hash, ip_hash || coalesce(ua_hash, ''), id::text) AS actor
	FROM "skill_events" WHERE event_type IN ('favorite', 'unfavorite')
) words ORDER BY skill_id, actor, created_at DESC, id DESC;--> statement-breakpoint
INSERT INTO "skill_event_hours" ("skill_id", "hour", "event_type", "outcome", "events", "anonymous")
SELECT skill_id, date_trunc('hour', created_at, 'UTC'), event_type, coalesce(excluded_reason, 'counted'), count(*), count(*)
FROM "skill_events" GROUP BY 1, 2, 3, 4;--> statement-breakpoint
CREATE UNIQUE INDEX "uq_skill_events_event" ON "skill_events" USING btree (coalesce(site_id, '00000000-0000-0000-0000-000000000000'::uuid),"event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "uq_skill_events_counted" ON "skill_events" USING btree ("skill_id","event_type",coalesce(user_id::text, session_hash, ip_hash || coalesce(ua_hash, ''), id::text),((created_at at time zone 'UTC')::date)) WHERE excluded_reason is null and event_type in ('view', 'use');--> statement-breakpoint
CREATE INDEX "ix_skill_events_created" ON "skill_events" USING brin ("created_at");