ALTER TABLE "folders" ADD COLUMN "described_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "ix_folders_described" ON "folders" USING btree ("described_version","digest");