ALTER TABLE "rank_snapshots" ADD COLUMN "inputs_hash" varchar(64);--> statement-breakpoint
CREATE INDEX "ix_raw_skills_github_repo" ON "raw_skills" USING btree (lower("github_repo"));--> statement-breakpoint
CREATE INDEX "ix_skills_canonical_repo_lower" ON "skills" USING btree (lower("canonical_repo"));