CREATE TABLE "feed_state" (
	"singleton" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"latest_seq" bigint DEFAULT 0 NOT NULL,
	"pruned_seq" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "publish_outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "publish_outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" varchar(20) NOT NULL,
	"source_id" uuid NOT NULL,
	"payload" json,
	"payload_hash" varchar(64) NOT NULL,
	"schema_version" integer DEFAULT 1 NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"enqueued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"processed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "published_items" (
	"kind" varchar(20) NOT NULL,
	"source_id" uuid NOT NULL,
	"seq" bigint,
	"outbox_id" bigint NOT NULL,
	"payload" json NOT NULL,
	"size" integer NOT NULL,
	"payload_hash" varchar(64) NOT NULL,
	"schema_version" integer NOT NULL,
	"deleted" boolean NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pk_published_items" PRIMARY KEY("kind","source_id"),
	CONSTRAINT "uq_published_items_seq" UNIQUE("seq")
);
--> statement-breakpoint
CREATE INDEX "ix_publish_outbox_due" ON "publish_outbox" USING btree ("id") WHERE processed_at is null;--> statement-breakpoint
CREATE INDEX "ix_published_items_kind_seq" ON "published_items" USING btree ("kind","seq");--> statement-breakpoint
CREATE INDEX "ix_published_items_tombstones" ON "published_items" USING btree ("published_at") WHERE deleted;--> statement-breakpoint
INSERT INTO "feed_state" DEFAULT VALUES;
