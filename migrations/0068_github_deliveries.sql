CREATE TABLE "github_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "ix_github_deliveries_received" ON "github_deliveries" USING btree ("received_at");