CREATE TABLE "scan_reports" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"rule_set" integer NOT NULL,
	"verdict" varchar(10) NOT NULL,
	"rules" jsonb NOT NULL,
	"risk" jsonb NOT NULL,
	"findings" jsonb NOT NULL,
	"coverage" jsonb NOT NULL,
	"sketch" integer[] NOT NULL,
	"scanned_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trust_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"decision" varchar(20) NOT NULL,
	"digest" "bytea",
	"skill_id" uuid,
	"rules" jsonb,
	"reason" text NOT NULL,
	"decided_by" varchar(120) NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"revoked_by" varchar(120),
	"revoked_at" timestamp with time zone,
	"revoke_reason" text,
	CONSTRAINT "ck_trust_decisions_about" CHECK ((digest is null) <> (skill_id is null))
);
--> statement-breakpoint
ALTER TABLE "folders" ADD COLUMN "scanned_rule_set" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "raw_skills" ADD COLUMN "verdict" varchar(10);--> statement-breakpoint
ALTER TABLE "raw_skills" ADD COLUMN "risk" varchar(10);--> statement-breakpoint
ALTER TABLE "raw_skills" ADD COLUMN "scanned_rule_set" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "skills" ADD COLUMN "verdict" varchar(10);--> statement-breakpoint
ALTER TABLE "skills" ADD COLUMN "risk" varchar(10);--> statement-breakpoint
ALTER TABLE "skills" ADD COLUMN "malicious_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "skill_versions" ADD COLUMN "verdict" varchar(10);--> statement-breakpoint
ALTER TABLE "skill_versions" ADD COLUMN "risk" varchar(10);--> statement-breakpoint
ALTER TABLE "skill_versions" ADD COLUMN "held" varchar(10);--> statement-breakpoint
ALTER TABLE "skill_versions" ADD COLUMN "judged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "trust_decisions" ADD CONSTRAINT "trust_decisions_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_scan_reports_sketch" ON "scan_reports" USING gin ("sketch");--> statement-breakpoint
CREATE UNIQUE INDEX "uq_trust_decisions_digest" ON "trust_decisions" USING btree ("digest") WHERE "trust_decisions"."revoked_at" is null and "trust_decisions"."digest" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "uq_trust_decisions_rule" ON "trust_decisions" USING btree ("skill_id","rules") WHERE "trust_decisions"."revoked_at" is null and "trust_decisions"."skill_id" is not null;--> statement-breakpoint
CREATE INDEX "ix_trust_decisions_decided" ON "trust_decisions" USING btree ("decided_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "ix_trust_decisions_of_digest" ON "trust_decisions" USING btree ("digest") WHERE "trust_decisions"."digest" is not null;--> statement-breakpoint
CREATE INDEX "ix_trust_decisions_of_skill" ON "trust_decisions" USING btree ("skill_id") WHERE "trust_decisions"."skill_id" is not null;--> statement-breakpoint
CREATE INDEX "ix_folders_scanned" ON "folders" USING btree ("scanned_rule_set","created_at" DESC NULLS LAST,"digest");--> statement-breakpoint
CREATE INDEX "ix_raw_skills_waiting_verdict" ON "raw_skills" USING btree ((case verdict when 'malicious' then 4 when 'warn' then 3 when 'review' then 2 when 'pass' then 1 else 0 end) desc,"updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "raw_skills"."status" = 'new';--> statement-breakpoint
CREATE INDEX "ix_raw_skills_scanned" ON "raw_skills" USING btree ("scanned_rule_set","id") WHERE "raw_skills"."folder_digest" is null and "raw_skills"."content" is not null;--> statement-breakpoint
CREATE INDEX "ix_skills_listed_verdict" ON "skills" USING btree ("verdict","updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "skills"."status" = 'active' and "skills"."duplicate_of" is null;