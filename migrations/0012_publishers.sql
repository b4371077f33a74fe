CREATE TABLE "publishers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" varchar(20) NOT NULL,
	"name" varchar(200) NOT NULL,
	"handle" varchar(200) NOT NULL,
	"github_id" bigint,
	"slug_part" varchar(120) NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "uq_publishers_github_id" UNIQUE("github_id"),
	CONSTRAINT "uq_publishers_slug_part" UNIQUE("slug_part")
);
--> statement-breakpoint
ALTER TABLE "github_repo_cache" ADD COLUMN "github_id" bigint;--> statement-breakpoint
ALTER TABLE "github_repo_cache" ADD COLUMN "owner_id" bigint;--> statement-breakpoint
ALTER TABLE "skills" ADD COLUMN "publisher_id" uuid;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "github_id" bigint;--> statement-breakpoint
ALTER TABLE "skill_sources" ADD COLUMN "github_owner_id" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "uq_publishers_handle" ON "publishers" USING btree (lower("handle"));--> statement-breakpoint
CREATE INDEX "ix_publishers_name" ON "publishers" USING btree (lower("name"));--> statement-breakpoint
ALTER TABLE "skills" ADD CONSTRAINT "skills_publisher_id_fkey" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ix_github_repo_cache_github_id" ON "github_repo_cache" USING btree ("github_id");--> statement-breakpoint
CREATE INDEX "ix_skills_publisher" ON "skills" USING btree ("publisher_id","name");--> statement-breakpoint
CREATE INDEX "ix_skill_sources_github_id" ON "skill_sources" USING btree ("github_id");--> statement-breakpoint
-- The publishers of the skills that are there. Their kind follows from where the first file of a skill comes from: a
-- catalogue, a GitHub repository of that owner, else local. Slugs stay. If two publishers want the same handle or slug
-- part, GitHub's comes first, and the other one gets a few digits behind it.
CREATE TEMPORARY TABLE "owned" ON COMMIT DROP AS
SELECT "s"."id", "s"."owner", "s"."created_at", split_part("s"."slug", '--', 1) AS "part", CASE
	WHEN lower(substring(regexp_replace("s"."canonical_repo", '^([a-z+]+://[^/]*/|git@[^:]*:|github\.com/)', '', 'i') FROM '^([^/]+)/'))
		= lower("s"."owner") THEN 'github'
	WHEN (SELECT "src"."type" FROM "skill_source_links" "l" JOIN "skill_sources" "src" ON "src"."id" = "l"."source_id"
		WHERE "l"."skill_id" = "s"."id" ORDER BY "l"."created_at" LIMIT 1) = 'catalog' THEN 'site'
	ELSE 'local' END AS "kind"
FROM "skills" "s";--> statement-breakpoint
INSERT INTO "publishers" ("id", "kind", "name", "handle", "slug_part", "created_at", "updated_at")
WITH "found" AS (
	SELECT "kind", min("owner") AS "name", left(min("part"), 100) AS "part", min("created_at") AS "created_at"
	FROM "owned" GROUP BY "kind", lower("owner")
), "ranked" AS (
	SELECT *, row_number() OVER (PARTITION BY lower("name") ORDER BY "kind" <> 'github', "created_at", "kind") AS "nth_name",
		row_number() OVER (PARTITION BY "part" ORDER BY "kind" <> 'github', "created_at", "name") AS "nth_part" FROM "found"
)
SELECT gen_random_uuid(), "kind", "name",
	CASE "nth_name" WHEN 1 THEN "name" ELSE left("name", 190) || '-' || left(md5("kind" || "name"), 8) END,
	CASE "nth_part" WHEN 1 THEN "part" ELSE "part" || '-' || left(md5("kind" || "name"), 8) END, "created_at", now()
FROM "ranked";--> statement-breakpoint
UPDATE "skills" "s" SET "publisher_id" = "p"."id", "owner" = "p"."handle"
FROM "owned" "o" JOIN "publishers" "p" ON "p"."kind" = "o"."kind" AND lower("p"."name") = lower("o"."owner") WHERE "s"."id" = "o"."id";
