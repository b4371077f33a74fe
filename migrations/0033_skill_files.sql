CREATE TABLE "file_chunks" (
	"sha256" "bytea" NOT NULL,
	"nth" smallint NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "pk_file_chunks" PRIMARY KEY("sha256","nth")
);
--> statement-breakpoint
-- Compressed bytes would have to be unpacked from their beginning to read any part of them, and most files gain little.
ALTER TABLE "file_chunks" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;--> statement-breakpoint
CREATE TABLE "file_objects" (
	"key" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"sha256" "bytea" PRIMARY KEY NOT NULL,
	"size" integer NOT NULL,
	"crc32" bigint NOT NULL,
	"object_key" text,
	"is_complete" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"needed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ck_files_sha256" CHECK (octet_length(sha256) = 32)
);
--> statement-breakpoint
CREATE TABLE "folder_files" (
	"digest" "bytea" NOT NULL,
	"path" text COLLATE "C" NOT NULL,
	"mode" varchar(4) NOT NULL,
	"size" integer NOT NULL,
	"sha256" "bytea" NOT NULL,
	CONSTRAINT "pk_folder_files" PRIMARY KEY("digest","path")
);
--> statement-breakpoint
CREATE TABLE "folders" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"files" integer NOT NULL,
	"bytes" bigint NOT NULL,
	"is_complete" boolean NOT NULL,
	"findings" jsonb NOT NULL,
	"capabilities" jsonb,
	"context_tokens" jsonb,
	"licence" jsonb,
	"zip_sha256" "bytea",
	"zip_size" bigint,
	"tar_gz_sha256" "bytea",
	"tar_gz_size" bigint,
	"created_at" timestamp with time zone NOT NULL,
	"needed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ck_folders_digest" CHECK (octet_length(digest) = 32)
);
--> statement-breakpoint
CREATE TABLE "skill_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"skill_id" uuid NOT NULL,
	"nth" integer NOT NULL,
	"version" text NOT NULL,
	"version_key" text COLLATE "C" NOT NULL,
	"major" bigint NOT NULL,
	"minor" bigint NOT NULL,
	"patch" bigint NOT NULL,
	"declared_version" text,
	"digest" "bytea" NOT NULL,
	"commit_sha" varchar(64),
	"repo" varchar(300),
	"path" varchar(500),
	"license" varchar(80),
	"content_policy" varchar(40) NOT NULL,
	"changes" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"yanked_at" timestamp with time zone,
	"yanked_by" varchar(120),
	"yank_reason" text,
	CONSTRAINT "uq_skill_versions_nth" UNIQUE("skill_id","nth"),
	CONSTRAINT "uq_skill_versions_version" UNIQUE("skill_id","version")
);
--> statement-breakpoint
ALTER TABLE "raw_skills" ADD COLUMN "folder_digest" "bytea";--> statement-breakpoint
ALTER TABLE "raw_skills" ADD COLUMN "commit_sha" varchar(64);--> statement-breakpoint
ALTER TABLE "file_chunks" ADD CONSTRAINT "file_chunks_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "public"."files"("sha256") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_object_key_fkey" FOREIGN KEY ("object_key") REFERENCES "public"."file_objects"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "folder_files" ADD CONSTRAINT "folder_files_digest_fkey" FOREIGN KEY ("digest") REFERENCES "public"."folders"("digest") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "folder_files" ADD CONSTRAINT "folder_files_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "public"."files"("sha256") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_versions" ADD CONSTRAINT "skill_versions_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_versions" ADD CONSTRAINT "skill_versions_digest_fkey" FOREIGN KEY ("digest") REFERENCES "public"."folders"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_file_objects_created" ON "file_objects" USING btree ("created_at","key");--> statement-breakpoint
CREATE INDEX "ix_files_object_key" ON "files" USING btree ("object_key") WHERE "files"."object_key" is not null;--> statement-breakpoint
CREATE INDEX "ix_files_needed" ON "files" USING btree ("needed_at","sha256");--> statement-breakpoint
CREATE INDEX "ix_folder_files_sha256" ON "folder_files" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "ix_folders_needed" ON "folders" USING btree ("needed_at","digest");--> statement-breakpoint
CREATE INDEX "ix_skill_versions_digest" ON "skill_versions" USING btree ("digest");--> statement-breakpoint
ALTER TABLE "raw_skills" ADD CONSTRAINT "raw_skills_folder_digest_fkey" FOREIGN KEY ("folder_digest") REFERENCES "public"."folders"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_raw_skills_folder_digest" ON "raw_skills" USING btree ("folder_digest") WHERE "raw_skills"."folder_digest" is not null;