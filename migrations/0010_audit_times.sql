-- Audit rows kept times as to_jsonb writes them. All other JSON has them in UTC, with milliseconds and Z.
WITH "times" ("target_type", "key") AS (
	VALUES ('skill', 'created_at'), ('skill', 'updated_at'), ('skill', 'last_seen_at'), ('skill', 'last_changed_at'),
		('raw_skill', 'created_at'), ('raw_skill', 'updated_at'), ('raw_skill', 'vanished_at'), ('raw_skill', 'reviewed_at'),
		('source', 'created_at'), ('source', 'updated_at'), ('source', 'next_crawl_at'), ('source', 'last_crawled_at'), ('source', 'vanished_at'),
		('category', 'created_at'), ('category', 'updated_at'), ('tag', 'created_at'), ('tag', 'updated_at'),
		('category_alias', 'created_at'), ('category_alias', 'updated_at'),
		('user', 'last_login_at'), ('user', 'created_at'), ('user', 'updated_at'),
		('improvement', 'recorded_at'), ('improvement', 'hour'), ('improvement', 'evaluated_at'),
		('site', 'created_at'), ('site', 'updated_at')
), "found" AS (
	SELECT "id", "side", "key", to_char("value"::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "value"
	FROM "audit_log" CROSS JOIN LATERAL (
		SELECT 'before' AS "side", "key", "value" FROM jsonb_each_text("before")
		UNION ALL SELECT 'after', "key", "value" FROM jsonb_each_text("after")
	) "fields" JOIN "times" USING ("target_type", "key")
	WHERE "value" ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d){0,2}$'
), "rewritten" AS (
	SELECT "id", coalesce(jsonb_object_agg("key", "value") FILTER (WHERE "side" = 'before'), '{}') AS "before",
		coalesce(jsonb_object_agg("key", "value") FILTER (WHERE "side" = 'after'), '{}') AS "after"
	FROM "found" GROUP BY "id"
)
UPDATE "audit_log" "a" SET "before" = "a"."before" || "r"."before", "after" = "a"."after" || "r"."after"
FROM "rewritten" "r" WHERE "r"."id" = "a"."id";
