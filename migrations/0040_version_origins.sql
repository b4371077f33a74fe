ALTER TABLE "skill_versions" ADD COLUMN "raw_skill_id" uuid;--> statement-breakpoint
ALTER TABLE "skill_versions" ADD CONSTRAINT "skill_versions_raw_skill_id_fkey" FOREIGN KEY ("raw_skill_id") REFERENCES "public"."raw_skills"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_skill_versions_raw_skill" ON "skill_versions" USING btree ("raw_skill_id","nth");