-- What has been published is of the earlier schemas. An empty feed is of today's.
INSERT INTO "feed_folds" ("kind", "schema_version")
SELECT "kind", "version" FROM (VALUES ('skill', 3), ('version', 2)) "kinds" ("kind", "version")
WHERE NOT EXISTS (SELECT FROM "published_items")
ON CONFLICT ("kind") DO UPDATE SET "schema_version" = EXCLUDED."schema_version";
