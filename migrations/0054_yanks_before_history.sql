-- The versions that were yanked before there was a history. Their next act replaces the reason, which the history then still has.
UPDATE "skill_versions" SET "yank_history" = jsonb_build_array(jsonb_build_object(
	'action', 'yank', 'at', to_char("yanked_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', coalesce("yank_reason", '')))
WHERE "yanked_at" IS NOT NULL AND "yank_history" IS NULL;
