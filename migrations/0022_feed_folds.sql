CREATE TABLE "feed_folds" (
	"kind" varchar(20) PRIMARY KEY NOT NULL,
	"schema_version" integer NOT NULL,
	"after_id" uuid
);
--> statement-breakpoint
-- What has been published is of the first version of each schema. An empty feed is of today's.
INSERT INTO "feed_folds" ("kind", "schema_version")
SELECT "kind", CASE WHEN EXISTS (SELECT FROM "published_items") THEN 1 ELSE "version" END
FROM (VALUES ('category', 1), ('tag', 1), ('skill', 2), ('document', 1), ('popularity', 2)) "kinds" ("kind", "version");
