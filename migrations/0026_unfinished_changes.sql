CREATE TABLE "unfinished_changes" (
	"subject" varchar(80) PRIMARY KEY NOT NULL,
	"action" varchar(40) NOT NULL,
	"after_id" uuid,
	"renews" boolean DEFAULT true NOT NULL,
	"actor" varchar(120),
	"request_id" varchar(255),
	"started_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "ix_unfinished_changes_started" ON "unfinished_changes" USING btree ("started_at","subject");