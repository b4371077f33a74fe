ALTER TABLE "raw_skills" ADD COLUMN "read_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "ix_raw_skills_read" ON "raw_skills" USING btree ("read_version","id");