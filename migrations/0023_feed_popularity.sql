-- What has been published is of the earlier schema. An empty feed is of today's.
UPDATE "feed_folds" SET "schema_version" = 3
WHERE "kind" = 'popularity' AND NOT EXISTS (SELECT FROM "published_items");
