DROP INDEX "ix_hook_deliveries_due";--> statement-breakpoint
CREATE INDEX "ix_hook_deliveries_due" ON "hook_deliveries" USING btree ("hook_id","next_at") WHERE "hook_deliveries"."next_at" is not null;