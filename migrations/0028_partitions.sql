-- First what takes time and lets everybody read and write meanwhile: the checks of what is there, and the keys of known events.
ALTER TABLE "raw_events" VALIDATE CONSTRAINT "ck_raw_events_earlier";--> statement-breakpoint
ALTER TABLE "skill_events" VALIDATE CONSTRAINT "ck_skill_events_earlier";--> statement-breakpoint
ALTER TABLE "audit_log" VALIDATE CONSTRAINT "ck_audit_log_earlier";--> statement-breakpoint
CREATE TABLE "event_keys" (
	"key" uuid NOT NULL,
	"period" date NOT NULL,
	CONSTRAINT "event_keys_pkey" PRIMARY KEY("key","period")
) PARTITION BY RANGE ("period");
--> statement-breakpoint
CREATE TABLE "event_keys_default" PARTITION OF "event_keys" DEFAULT;--> statement-breakpoint
SELECT "make_partitions"('event_keys', "today", "today", interval '30 days') FROM (SELECT (now() AT TIME ZONE 'UTC')::date AS "today") t;--> statement-breakpoint
-- When they were received is not stored, so they are kept as long as those of today. In order, which the index is built faster by.
INSERT INTO "event_keys" ("key", "period")
SELECT md5(coalesce("site_id", '00000000-0000-0000-0000-000000000000'::uuid)::text || "event_id")::uuid,
	date '1970-01-01' + ((now() AT TIME ZONE 'UTC')::date - date '1970-01-01') / 30 * 30
FROM "skill_events" WHERE "event_id" IS NOT NULL ORDER BY 1;
--> statement-breakpoint
-- Then what takes no time: each table becomes a partition of one that has its name. The ids go on from a sequence of our own, as
-- identity columns of partitioned tables need PostgreSQL 17.
DO $$
DECLARE
	name text;
	next_id bigint;
BEGIN
	FOREACH name IN ARRAY ARRAY['raw_events', 'audit_log'] LOOP
		EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', name);
		next_id := nextval(pg_get_serial_sequence(name, 'id'));
		EXECUTE format('ALTER TABLE %I ALTER id DROP IDENTITY', name);
		EXECUTE format('CREATE SEQUENCE %I', name || '_id_seq');
		PERFORM setval(name || '_id_seq', next_id, false);
		EXECUTE format('ALTER TABLE %I ALTER id SET DEFAULT nextval(%L)', name, name || '_id_seq');
	END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE "raw_events" RENAME TO "raw_events_earlier";--> statement-breakpoint
ALTER INDEX "ix_raw_events_pending" RENAME TO "ix_raw_events_earlier_pending";--> statement-breakpoint
DROP INDEX "ix_raw_events_received";--> statement-breakpoint
CREATE TABLE "raw_events" (LIKE "raw_events_earlier" INCLUDING DEFAULTS) PARTITION BY RANGE ("received_at");--> statement-breakpoint
ALTER TABLE "raw_events" ADD CONSTRAINT "raw_events_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER SEQUENCE "raw_events_id_seq" OWNED BY "raw_events"."id";--> statement-breakpoint
CREATE TABLE "raw_events_default" PARTITION OF "raw_events" (PRIMARY KEY ("id")) DEFAULT;--> statement-breakpoint
-- Events stored by a Worker of before this, whose keys nobody wrote, are still found by the index "uq_skill_events_event".
ALTER TABLE "skill_events" RENAME TO "skill_events_earlier";--> statement-breakpoint
CREATE TABLE "skill_events" (LIKE "skill_events_earlier" INCLUDING DEFAULTS) PARTITION BY RANGE ("created_at");--> statement-breakpoint
ALTER TABLE "skill_events" ADD CONSTRAINT "skill_events_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_events" ADD CONSTRAINT "skill_events_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE TABLE "skill_events_default" PARTITION OF "skill_events" DEFAULT;--> statement-breakpoint
CREATE UNIQUE INDEX "uq_skill_events_default_counted" ON "skill_events_default" USING btree ("skill_id","event_type",coalesce(user_id::text, session_hash, ip_hash || coalesce(ua_hash, ''), id::text),((created_at at time zone 'UTC')::date)) WHERE excluded_reason is null and event_type in ('view', 'use');--> statement-breakpoint
ALTER TABLE "audit_log" RENAME TO "audit_log_earlier";--> statement-breakpoint
ALTER INDEX "ix_audit_log_target" RENAME TO "ix_audit_log_earlier_target";--> statement-breakpoint
ALTER INDEX "ix_audit_log_actor" RENAME TO "ix_audit_log_earlier_actor";--> statement-breakpoint
ALTER INDEX "ix_audit_log_at" RENAME TO "ix_audit_log_earlier_at";--> statement-breakpoint
CREATE TABLE "audit_log" (LIKE "audit_log_earlier" INCLUDING DEFAULTS) PARTITION BY RANGE ("at");--> statement-breakpoint
ALTER SEQUENCE "audit_log_id_seq" OWNED BY "audit_log"."id";--> statement-breakpoint
CREATE TABLE "audit_log_default" PARTITION OF "audit_log" (PRIMARY KEY ("id")) DEFAULT;--> statement-breakpoint
DO $$
DECLARE
	name text;
	bound text;
	has_rows boolean;
BEGIN
	FOREACH name IN ARRAY ARRAY['raw_events', 'skill_events', 'audit_log'] LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name || '_earlier') INTO has_rows;
		IF has_rows THEN
			SELECT substring(pg_get_constraintdef(oid) FROM $c$'([^']+)'$c$) INTO STRICT bound FROM pg_constraint WHERE conname = format('ck_%s_earlier', name);
			EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)', name, name || '_earlier', bound);
			EXECUTE format('ALTER TABLE %I DROP CONSTRAINT %I', name || '_earlier', format('ck_%s_earlier', name));
		ELSE
			EXECUTE format('DROP TABLE %I', name || '_earlier');
		END IF;
	END LOOP;
END $$;
--> statement-breakpoint
-- The partitions that have such an index already keep it.
CREATE INDEX "ix_raw_events_pending" ON "raw_events" USING btree ("id") WHERE not normalized and dropped_reason is null;--> statement-breakpoint
CREATE INDEX "ix_audit_log_target" ON "audit_log" USING btree ("target_type","target_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ix_audit_log_actor" ON "audit_log" USING btree ("actor","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ix_audit_log_at" ON "audit_log" USING brin ("at");
