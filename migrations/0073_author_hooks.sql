CREATE TABLE "author_hooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repository_id" bigint NOT NULL,
	"repository" varchar(300) NOT NULL,
	"url" varchar(500) NOT NULL,
	"secret" text NOT NULL,
	"status" varchar(20) NOT NULL,
	"failing_since" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "uq_author_hooks_url" UNIQUE("repository_id","url")
);
--> statement-breakpoint
CREATE TABLE "hook_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hook_id" uuid NOT NULL,
	"origin" varchar(40) NOT NULL,
	"event" varchar(20) NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"last_status" integer,
	"last_error" varchar(200),
	CONSTRAINT "uq_hook_deliveries_origin" UNIQUE("hook_id","origin")
);
--> statement-breakpoint
CREATE TABLE "hook_progress" (
	"id" integer PRIMARY KEY NOT NULL,
	"act_id" bigint NOT NULL,
	"feed_seq" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "hook_deliveries" ADD CONSTRAINT "hook_deliveries_hook_id_fkey" FOREIGN KEY ("hook_id") REFERENCES "public"."author_hooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_author_hooks_active" ON "author_hooks" USING btree ("repository_id") WHERE "author_hooks"."status" = 'active';--> statement-breakpoint
CREATE INDEX "ix_hook_deliveries_due" ON "hook_deliveries" USING btree ("next_at") WHERE "hook_deliveries"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "ix_hook_deliveries_log" ON "hook_deliveries" USING btree ("hook_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "ix_hook_deliveries_created" ON "hook_deliveries" USING btree ("created_at");--> statement-breakpoint
INSERT INTO "hook_progress" ("id", "act_id", "feed_seq")
SELECT 1, (SELECT coalesce(max("id"), 0) FROM "author_acts"), (SELECT coalesce(max("seq"), 0) FROM "published_items");
