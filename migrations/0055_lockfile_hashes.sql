ALTER TABLE "folders" ADD COLUMN "skills_hash" "bytea";--> statement-breakpoint
ALTER TABLE "folders" ADD COLUMN "tree_id" "bytea";--> statement-breakpoint
CREATE INDEX "ix_folders_zip" ON "folders" USING btree ("zip_sha256") WHERE "folders"."zip_sha256" is not null;--> statement-breakpoint
CREATE INDEX "ix_folders_skills_hash" ON "folders" USING btree ("skills_hash") WHERE "folders"."skills_hash" is not null;--> statement-breakpoint
CREATE INDEX "ix_folders_tree" ON "folders" USING btree ("tree_id") WHERE "folders"."tree_id" is not null;