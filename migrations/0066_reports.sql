CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" varchar(20) NOT NULL,
	"skill_id" uuid NOT NULL,
	"version" text,
	"digest" "bytea",
	"rules" jsonb,
	"details" text NOT NULL,
	"appellant" varchar(300),
	"sender_hash" varchar(64),
	"created_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"outcome" varchar(20),
	"reason" text,
	"decided_by" varchar(120),
	"decided_at" timestamp with time zone,
	"decision_id" uuid,
	CONSTRAINT "ck_reports_outcome" CHECK ((outcome is null) = (decided_at is null))
);
--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "public"."trust_decisions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_reports_open" ON "reports" USING btree ("due_at","id") WHERE "reports"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "ix_reports_decided" ON "reports" USING btree ("decided_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "reports"."decided_at" is not null;--> statement-breakpoint
CREATE INDEX "ix_reports_skill" ON "reports" USING btree ("skill_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "ix_reports_sender" ON "reports" USING btree ("sender_hash","created_at") WHERE "reports"."sender_hash" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "uq_reports_sender" ON "reports" USING btree ("skill_id","kind","sender_hash") WHERE "reports"."decided_at" is null and "reports"."sender_hash" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "uq_reports_appeal" ON "reports" USING btree ("skill_id") WHERE "reports"."decided_at" is null and "reports"."kind" = 'appeal';