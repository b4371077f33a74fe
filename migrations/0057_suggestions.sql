DROP INDEX "ix_search_words_skeleton";--> statement-breakpoint
CREATE INDEX "ix_publishers_handle_prefix" ON "publishers" USING btree (lower("handle") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "ix_search_words_prefix" ON "search_words" USING btree ("word" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "ix_tag_counts_skills" ON "tag_counts" USING btree ("skills","tag_id");--> statement-breakpoint
CREATE INDEX "ix_tags_key_prefix" ON "tags" USING btree ("key" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "ix_search_words_skeleton" ON "search_words" USING btree ("skeleton" text_pattern_ops);