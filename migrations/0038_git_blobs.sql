CREATE TABLE "git_blobs" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"sha256" "bytea",
	"bytes" "bytea",
	CONSTRAINT "ck_git_blobs_id" CHECK (octet_length(id) in (20, 32)),
	CONSTRAINT "ck_git_blobs_known" CHECK (sha256 is not null or bytes is not null)
);
--> statement-breakpoint
ALTER TABLE "git_blobs" ADD CONSTRAINT "git_blobs_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "public"."files"("sha256") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_git_blobs_sha256" ON "git_blobs" USING btree ("sha256") WHERE "git_blobs"."sha256" is not null;--> statement-breakpoint
-- What was crawled before has no folders: every source is read once more.
UPDATE "skill_sources" SET "crawl_etag" = NULL WHERE "crawl_etag" IS NOT NULL;
