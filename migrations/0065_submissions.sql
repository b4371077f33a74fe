CREATE TABLE "submissions" (
	"repo" varchar(201) PRIMARY KEY NOT NULL,
	"claim" uuid,
	"claimed_until" timestamp with time zone NOT NULL,
	"address_hash" varchar(64),
	"submitted_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone,
	"outcome" varchar(40),
	"message" text,
	"full_name" varchar(201)
);
--> statement-breakpoint
CREATE INDEX "ix_submissions_address" ON "submissions" USING btree ("address_hash","submitted_at");--> statement-breakpoint
CREATE INDEX "ix_submissions_submitted" ON "submissions" USING btree ("submitted_at");