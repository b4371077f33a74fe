CREATE TABLE "live_lookups" (
	"place" text PRIMARY KEY NOT NULL,
	"claim" uuid,
	"claimed_until" timestamp with time zone NOT NULL,
	"missing_until" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "live_spending" (
	"kind" varchar(20) NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"used" bigint NOT NULL,
	CONSTRAINT "pk_live_spending" PRIMARY KEY("kind","starts_at")
);
--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "from_search" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "ix_live_lookups_updated" ON "live_lookups" USING btree ("updated_at");