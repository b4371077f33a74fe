CREATE TABLE "admin_users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"username" varchar(100) NOT NULL,
	"password_hash" varchar(200) NOT NULL,
	"role" varchar(20) NOT NULL,
	"status" varchar(20) DEFAULT 'active' NOT NULL,
	"token_version" integer DEFAULT 1 NOT NULL,
	"last_login_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "admin_users_username_key" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor" varchar(120) NOT NULL,
	"action" varchar(60) NOT NULL,
	"target_type" varchar(40) NOT NULL,
	"target_id" varchar(200) NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"request_id" varchar(255)
);
--> statement-breakpoint
CREATE TABLE "login_attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "login_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account_hash" varchar(64),
	"ip_hash" varchar(64) NOT NULL,
	"attempted_at" timestamp with time zone NOT NULL,
	"failed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
DROP INDEX "ix_raw_skills_pending";--> statement-breakpoint
ALTER TABLE "raw_skills" ADD COLUMN "vanished_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "raw_skills" ADD COLUMN "reviewed_by" varchar(120);--> statement-breakpoint
ALTER TABLE "raw_skills" ADD COLUMN "reviewed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "raw_skills" ADD COLUMN "review_reason" text;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "parent_id" uuid;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "owner" varchar(100);--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "auto_approve" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "crawl_interval_minutes" integer;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "next_crawl_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "last_crawled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "crawl_cursor" varchar(300);--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "crawl_etag" varchar(200);--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "crawl_error" text;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "crawl_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "vanished_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
CREATE INDEX "ix_audit_log_target" ON "audit_log" USING btree ("target_type","target_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ix_audit_log_actor" ON "audit_log" USING btree ("actor","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ix_audit_log_at" ON "audit_log" USING brin ("at");--> statement-breakpoint
CREATE INDEX "ix_login_attempts_account" ON "login_attempts" USING btree ("account_hash","attempted_at");--> statement-breakpoint
CREATE INDEX "ix_login_attempts_ip" ON "login_attempts" USING btree ("ip_hash","attempted_at");--> statement-breakpoint
ALTER TABLE "skill_sources" ADD CONSTRAINT "skill_sources_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "public"."skill_sources"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "public"."tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_job_runs_started" ON "job_runs" USING btree ("started_at" DESC NULLS FIRST,"run_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ix_raw_skills_waiting" ON "raw_skills" USING btree ("updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "raw_skills"."status" = 'new';--> statement-breakpoint
CREATE INDEX "ix_raw_skills_category" ON "raw_skills" USING btree (lower(btrim("category_raw")),"source_id");--> statement-breakpoint
CREATE INDEX "ix_raw_skills_updated" ON "raw_skills" USING btree ("updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ix_skill_sources_parent_id" ON "skill_sources" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "ix_tags_merged_into" ON "tags" USING btree ("merged_into");