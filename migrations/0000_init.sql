CREATE TABLE "categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" varchar(80) NOT NULL,
	"name" varchar(120) NOT NULL,
	"description" text,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "categories_key_key" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "category_aliases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source_id" uuid NOT NULL,
	"category_id" uuid NOT NULL,
	"raw_category" varchar(200) NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "uq_category_alias_source_raw" UNIQUE("source_id","raw_category")
);
--> statement-breakpoint
CREATE TABLE "skill_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"skill_id" uuid NOT NULL,
	"user_id" uuid,
	"event_type" varchar(20) NOT NULL,
	"session_hash" varchar(128),
	"ip_hash" varchar(128),
	"ua_hash" varchar(128),
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "github_repo_cache" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repo_full_name" varchar(300) NOT NULL,
	"stars" integer DEFAULT 0 NOT NULL,
	"forks" integer DEFAULT 0 NOT NULL,
	"license_spdx" varchar(40),
	"pushed_at" timestamp with time zone,
	"etag" varchar(200),
	"fetched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "uq_github_repo_full_name" UNIQUE("repo_full_name")
);
--> statement-breakpoint
CREATE TABLE "skill_popularity" (
	"skill_id" uuid PRIMARY KEY NOT NULL,
	"github_stars" integer DEFAULT 0 NOT NULL,
	"github_forks" integer DEFAULT 0 NOT NULL,
	"github_last_updated" timestamp with time zone,
	"views_1d" integer DEFAULT 0 NOT NULL,
	"views_7d" integer DEFAULT 0 NOT NULL,
	"views_30d" integer DEFAULT 0 NOT NULL,
	"uses_1d" integer DEFAULT 0 NOT NULL,
	"uses_7d" integer DEFAULT 0 NOT NULL,
	"uses_30d" integer DEFAULT 0 NOT NULL,
	"favorites_total" integer DEFAULT 0 NOT NULL,
	"popularity_score" double precision DEFAULT '0' NOT NULL,
	"score_updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skill_rank_snapshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"snapshot_date" date NOT NULL,
	"scope" varchar(20) NOT NULL,
	"category_id" uuid,
	"skill_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"score" double precision NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "raw_skills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source_id" uuid NOT NULL,
	"external_id" varchar(300),
	"name_raw" varchar(300),
	"description_raw" text,
	"category_raw" varchar(200),
	"tags_raw" jsonb,
	"skill_url" text,
	"github_repo" varchar(300),
	"skill_path" varchar(500),
	"license_raw" varchar(120),
	"data_json" jsonb,
	"parse_status" varchar(40) DEFAULT 'markdown_only' NOT NULL,
	"parse_errors" jsonb,
	"fetch_status" varchar(40) DEFAULT 'ok' NOT NULL,
	"source_revision" varchar(200),
	"status" varchar(40) DEFAULT 'new' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "uq_raw_source_external" UNIQUE("source_id","external_id"),
	CONSTRAINT "uq_raw_source_url" UNIQUE("source_id","skill_url")
);
--> statement-breakpoint
CREATE TABLE "skill_source_links" (
	"skill_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"raw_skill_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pk_skill_source_links" PRIMARY KEY("skill_id","source_id","raw_skill_id")
);
--> statement-breakpoint
CREATE TABLE "skill_tags" (
	"skill_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pk_skill_tags" PRIMARY KEY("skill_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "skills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"canonical_repo" varchar(300),
	"name" varchar(200) NOT NULL,
	"summary" varchar(400),
	"description_md" text,
	"category_id" uuid,
	"skill_type" varchar(40) DEFAULT 'unknown' NOT NULL,
	"spec_format" varchar(40) DEFAULT 'skillmd' NOT NULL,
	"spec_version" varchar(40),
	"capabilities" jsonb,
	"trigger_hints" jsonb,
	"negative_triggers" jsonb,
	"license" varchar(80),
	"content_policy" varchar(40) DEFAULT 'unknown' NOT NULL,
	"license_confidence" varchar(20) DEFAULT 'low' NOT NULL,
	"status" varchar(40) DEFAULT 'pending' NOT NULL,
	"last_seen_at" varchar(40),
	"last_changed_at" varchar(40),
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skill_sources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" varchar(200) NOT NULL,
	"type" varchar(40) NOT NULL,
	"base_url" text,
	"api_url" text,
	"status" varchar(40) DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" varchar(80) NOT NULL,
	"name" varchar(120) NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tags_key_key" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "skill_events" ADD CONSTRAINT "skill_events_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_popularity" ADD CONSTRAINT "skill_popularity_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_rank_snapshots" ADD CONSTRAINT "skill_rank_snapshots_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_source_links" ADD CONSTRAINT "skill_source_links_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_source_links" ADD CONSTRAINT "skill_source_links_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "public"."skill_sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_source_links" ADD CONSTRAINT "skill_source_links_raw_skill_id_fkey" FOREIGN KEY ("raw_skill_id") REFERENCES "public"."raw_skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_tags" ADD CONSTRAINT "skill_tags_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_tags" ADD CONSTRAINT "skill_tags_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_category_aliases_source_id" ON "category_aliases" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "ix_category_aliases_category_id" ON "category_aliases" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "ix_skill_events_skill_id" ON "skill_events" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "ix_skill_events_skill_type_time" ON "skill_events" USING btree ("skill_id","event_type","created_at");--> statement-breakpoint
CREATE INDEX "ix_rank_snapshots_date_scope" ON "skill_rank_snapshots" USING btree ("snapshot_date","scope","category_id");--> statement-breakpoint
CREATE INDEX "ix_skill_rank_snapshots_skill_id" ON "skill_rank_snapshots" USING btree ("skill_id");--> statement-breakpoint
CREATE INDEX "ix_raw_skills_source_id" ON "raw_skills" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "ix_skills_name" ON "skills" USING btree ("name");--> statement-breakpoint
CREATE INDEX "ix_skills_canonical_repo" ON "skills" USING btree ("canonical_repo");--> statement-breakpoint
CREATE INDEX "ix_skills_category_id" ON "skills" USING btree ("category_id");