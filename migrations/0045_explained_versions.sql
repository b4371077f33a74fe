DROP INDEX "ix_skill_versions_unexplained";--> statement-breakpoint
ALTER TABLE "skill_versions" ADD COLUMN "explained_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "ix_skill_versions_explained" ON "skill_versions" USING btree ("explained_version","id") WHERE "skill_versions"."nth" > 1;