CREATE INDEX "ix_skills_listed_license" ON "skills" USING btree ("license","updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "skills"."status" = 'active' and "skills"."duplicate_of" is null;--> statement-breakpoint
CREATE INDEX "ix_skills_listed_category" ON "skills" USING btree ("category_id") WHERE "skills"."status" = 'active' and "skills"."duplicate_of" is null;--> statement-breakpoint
CREATE INDEX "ix_skills_updated" ON "skills" USING btree ("updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "ix_skill_sources_name" ON "skill_sources" USING btree ("name");--> statement-breakpoint
CREATE INDEX "ix_skill_sources_base_url" ON "skill_sources" USING hash (lower("base_url"));--> statement-breakpoint
CREATE INDEX "ix_skill_sources_due" ON "skill_sources" USING btree (coalesce("next_crawl_at", '-infinity'),"id") WHERE "skill_sources"."crawl_interval_minutes" is not null and "skill_sources"."vanished_at" is null;