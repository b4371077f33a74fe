CREATE TABLE "version_provenance" (
	"version_id" uuid PRIMARY KEY NOT NULL,
	"publication_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"issuer" varchar(300) NOT NULL,
	"repository_id" bigint NOT NULL,
	"owner_id" bigint NOT NULL,
	"repository" varchar(300) NOT NULL,
	"commit_sha" varchar(64) NOT NULL,
	"ref" varchar(500) NOT NULL,
	"workflow" varchar(500) NOT NULL,
	"run_id" varchar(20) NOT NULL,
	"run_attempt" integer NOT NULL,
	"event" varchar(100) NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "uq_publications_commit" UNIQUE("repository_id","commit_sha")
);
--> statement-breakpoint
ALTER TABLE "publishers" ADD COLUMN "verified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "raw_skills" ADD COLUMN "publication_id" uuid;--> statement-breakpoint
ALTER TABLE "version_provenance" ADD CONSTRAINT "version_provenance_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "public"."skill_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_provenance" ADD CONSTRAINT "version_provenance_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_version_provenance_publication" ON "version_provenance" USING btree ("publication_id");--> statement-breakpoint
ALTER TABLE "raw_skills" ADD CONSTRAINT "raw_skills_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE no action ON UPDATE no action;