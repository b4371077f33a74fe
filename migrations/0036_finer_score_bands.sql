-- So that no change of a score comes between the new trigger and the sums.
LOCK TABLE "skill_popularity" IN SHARE MODE;--> statement-breakpoint
-- Sums instead of joins: the plan is kept from the first statement, and a nested loop for one row would take hours for many.
CREATE OR REPLACE FUNCTION count_changed_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  everything CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
BEGIN
  WITH scored AS MATERIALIZED (
    SELECT coalesce(category_id, everything) AS group_id, power_score, sum(n) AS n FROM (
      SELECT category_id, power_score, 1 AS n FROM after_change WHERE listed AND power_score IS NOT NULL
      UNION ALL
      SELECT category_id, power_score, -1 FROM before_change WHERE listed AND power_score IS NOT NULL
    ) changed GROUP BY 1, 2 HAVING sum(n) <> 0
  ), counted AS (
    INSERT INTO score_counts AS c (group_id, power_score, members) SELECT group_id, power_score, n FROM scored ORDER BY 1, 2
    ON CONFLICT (group_id, power_score) DO UPDATE SET members = c.members + excluded.members
  )
  -- A score that stays in its band writes nothing here.
  INSERT INTO score_bands AS b (group_id, band, members)
    SELECT group_id, power_score / 25, sum(n) FROM scored GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2
    ON CONFLICT (group_id, band) DO UPDATE SET members = b.members + excluded.members;

  INSERT INTO board_buckets (board_id, by, power_order, score, changed_at, tie, members)
    SELECT board_id, by, 2147483647, 'NaN', 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 0
    FROM (SELECT DISTINCT category_id FROM after_change WHERE listed) c
      CROSS JOIN LATERAL (SELECT everything AS board_id UNION SELECT category_id WHERE category_id IS NOT NULL) boards
      CROSS JOIN (VALUES ('popularity'), ('power')) orders(by)
    WHERE NOT EXISTS (SELECT FROM board_buckets b WHERE b.board_id = boards.board_id AND b.by = orders.by)
    ON CONFLICT DO NOTHING;

  WITH moved AS MATERIALIZED (
    SELECT category_id, power_order, placed_score, changed_at, tie, sum(n) AS n FROM (
      SELECT category_id, power_order, placed_score, changed_at, tie, 1 AS n FROM after_change WHERE listed
      UNION ALL
      SELECT category_id, power_order, placed_score, changed_at, tie, -1 FROM before_change WHERE listed
    ) placed GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0
  ), keys AS MATERIALIZED (
    SELECT board_id, by, CASE WHEN by = 'power' THEN power_order ELSE 0 END AS power_order, placed_score AS score, changed_at, tie, sum(n) AS n
    FROM moved CROSS JOIN LATERAL (SELECT everything AS board_id UNION ALL SELECT category_id WHERE category_id IS NOT NULL) boards
      CROSS JOIN (VALUES ('popularity'), ('power')) orders(by)
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0
  ), bounds AS (
    SELECT id, board_id, by, power_order, score, changed_at, tie FROM board_buckets
    WHERE (board_id, by) IN (SELECT board_id, by FROM keys)
  ), numbered AS (
    -- Each key belongs to the last bucket that begins at or before it.
    SELECT id, n, board_id, by, count(id) OVER (PARTITION BY board_id, by
      ORDER BY power_order DESC, score DESC, changed_at DESC, tie DESC, id IS NULL ROWS UNBOUNDED PRECEDING) AS bucket
    FROM (
      SELECT id, 0 AS n, board_id, by, power_order, score, changed_at, tie FROM bounds
      UNION ALL
      SELECT NULL, n, board_id, by, power_order, score, changed_at, tie FROM keys
    ) line
  )
  UPDATE board_buckets b SET members = b.members + d.n
  FROM (SELECT max(id) AS id, sum(n) AS n FROM numbered GROUP BY board_id, by, bucket HAVING sum(n) <> 0) d WHERE b.id = d.id;
  RETURN NULL;
END $$;--> statement-breakpoint
DELETE FROM score_bands;--> statement-breakpoint
INSERT INTO score_bands (group_id, band, members)
  SELECT group_id, power_score / 25, sum(members) FROM score_counts GROUP BY 1, 2;--> statement-breakpoint
-- Members of a group with a higher score: those in higher bands, and those further up in its own. A function, because a
-- connection keeps its plans, while a statement over HTTP is planned at every request.
CREATE FUNCTION members_ahead(in_group uuid, score integer) RETURNS bigint
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (SELECT coalesce(sum(b.members), 0) FROM score_bands b WHERE b.group_id = in_group AND b.band > score / 25)
    + (SELECT coalesce(sum(c.members), 0) FROM score_counts c
      WHERE c.group_id = in_group AND c.power_score > score AND c.power_score < (score / 25 + 1) * 25);
END $$;--> statement-breakpoint
-- The places of listed skills on a board, all at once: its buckets are added up once, and not for each skill.
CREATE FUNCTION board_places(board uuid, ordered_by text, ids uuid[]) RETURNS TABLE (skill_id uuid, place integer)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  is_global constant boolean := board = '00000000-0000-0000-0000-000000000000';
BEGIN
  IF ordered_by = 'power' AND is_global THEN
    RETURN QUERY WITH buckets AS MATERIALIZED (
      SELECT b.id, (sum(b.members) OVER (ORDER BY b.power_order DESC, b.score DESC, b.changed_at DESC, b.tie DESC ROWS UNBOUNDED PRECEDING))::int - b.members AS earlier
      FROM board_buckets b WHERE b.board_id = board AND b.by = ordered_by
    )
    SELECT p.skill_id, k.earlier + 1 + (SELECT count(*)::int FROM skill_popularity e WHERE e.listed
      AND (e.power_order, e.placed_score, e.changed_at, e.tie) > (p.power_order, p.placed_score, p.changed_at, p.tie) AND (e.power_order, e.placed_score, e.changed_at, e.tie) <= (own.power_order, own.score, own.changed_at, own.tie))
    FROM skill_popularity p CROSS JOIN LATERAL (
      SELECT * FROM board_buckets b WHERE b.board_id = board AND b.by = ordered_by
        AND (b.power_order, b.score, b.changed_at, b.tie) >= (p.power_order, p.placed_score, p.changed_at, p.tie)
      ORDER BY b.power_order, b.score, b.changed_at, b.tie LIMIT 1
    ) own JOIN buckets k ON k.id = own.id WHERE p.skill_id = ANY (ids);
  ELSIF ordered_by = 'power' THEN
    RETURN QUERY WITH buckets AS MATERIALIZED (
      SELECT b.id, (sum(b.members) OVER (ORDER BY b.power_order DESC, b.score DESC, b.changed_at DESC, b.tie DESC ROWS UNBOUNDED PRECEDING))::int - b.members AS earlier
      FROM board_buckets b WHERE b.board_id = board AND b.by = ordered_by
    )
    SELECT p.skill_id, k.earlier + 1 + (SELECT count(*)::int FROM skill_popularity e WHERE e.listed AND e.category_id = board
      AND (e.power_order, e.placed_score, e.changed_at, e.tie) > (p.power_order, p.placed_score, p.changed_at, p.tie) AND (e.power_order, e.placed_score, e.changed_at, e.tie) <= (own.power_order, own.score, own.changed_at, own.tie))
    FROM skill_popularity p CROSS JOIN LATERAL (
      SELECT * FROM board_buckets b WHERE b.board_id = board AND b.by = ordered_by
        AND (b.power_order, b.score, b.changed_at, b.tie) >= (p.power_order, p.placed_score, p.changed_at, p.tie)
      ORDER BY b.power_order, b.score, b.changed_at, b.tie LIMIT 1
    ) own JOIN buckets k ON k.id = own.id WHERE p.skill_id = ANY (ids);
  ELSIF is_global THEN
    RETURN QUERY WITH buckets AS MATERIALIZED (
      SELECT b.id, (sum(b.members) OVER (ORDER BY b.power_order DESC, b.score DESC, b.changed_at DESC, b.tie DESC ROWS UNBOUNDED PRECEDING))::int - b.members AS earlier
      FROM board_buckets b WHERE b.board_id = board AND b.by = ordered_by
    )
    SELECT p.skill_id, k.earlier + 1 + (SELECT count(*)::int FROM skill_popularity e WHERE e.listed
      AND (e.placed_score, e.changed_at, e.tie) > (p.placed_score, p.changed_at, p.tie) AND (e.placed_score, e.changed_at, e.tie) <= (own.score, own.changed_at, own.tie))
    FROM skill_popularity p CROSS JOIN LATERAL (
      SELECT * FROM board_buckets b WHERE b.board_id = board AND b.by = ordered_by
        AND (b.power_order, b.score, b.changed_at, b.tie) >= (0, p.placed_score, p.changed_at, p.tie)
      ORDER BY b.power_order, b.score, b.changed_at, b.tie LIMIT 1
    ) own JOIN buckets k ON k.id = own.id WHERE p.skill_id = ANY (ids);
  ELSE
    RETURN QUERY WITH buckets AS MATERIALIZED (
      SELECT b.id, (sum(b.members) OVER (ORDER BY b.power_order DESC, b.score DESC, b.changed_at DESC, b.tie DESC ROWS UNBOUNDED PRECEDING))::int - b.members AS earlier
      FROM board_buckets b WHERE b.board_id = board AND b.by = ordered_by
    )
    SELECT p.skill_id, k.earlier + 1 + (SELECT count(*)::int FROM skill_popularity e WHERE e.listed AND e.category_id = board
      AND (e.placed_score, e.changed_at, e.tie) > (p.placed_score, p.changed_at, p.tie) AND (e.placed_score, e.changed_at, e.tie) <= (own.score, own.changed_at, own.tie))
    FROM skill_popularity p CROSS JOIN LATERAL (
      SELECT * FROM board_buckets b WHERE b.board_id = board AND b.by = ordered_by
        AND (b.power_order, b.score, b.changed_at, b.tie) >= (0, p.placed_score, p.changed_at, p.tie)
      ORDER BY b.power_order, b.score, b.changed_at, b.tie LIMIT 1
    ) own JOIN buckets k ON k.id = own.id WHERE p.skill_id = ANY (ids);
  END IF;
END $$;
