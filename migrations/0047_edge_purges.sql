CREATE TABLE "cache_purges" (
	"skill_id" uuid PRIMARY KEY NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "collection_places" (
	"table_name" varchar(20) PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"key" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "ix_cache_purges_due" ON "cache_purges" USING btree ("due_at","skill_id");