-- So that no change of a score comes between the new trigger and the sums.
LOCK TABLE "skill_popularity" IN SHARE MODE;--> statement-breakpoint
CREATE TABLE "score_bands" (
	"group_id" uuid NOT NULL,
	"band" integer NOT NULL,
	"members" integer NOT NULL,
	CONSTRAINT "pk_score_bands" PRIMARY KEY("group_id","band")
);--> statement-breakpoint
-- Sums instead of joins: the plan is kept from the first statement, and a nested loop for one row would take hours for many.
CREATE OR REPLACE FUNCTION count_changed_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  everything CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
BEGIN
  INSERT INTO score_counts AS c (group_id, power_score, members)
    SELECT coalesce(category_id, everything), power_score, sum(n) FROM (
      SELECT category_id, power_score, 1 AS n FROM after_change WHERE listed AND power_score IS NOT NULL
      UNION ALL
      SELECT category_id, power_score, -1 FROM before_change WHERE listed AND power_score IS NOT NULL
    ) scored GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2
    ON CONFLICT (group_id, power_score) DO UPDATE SET members = c.members + excluded.members;

  -- Most scores that move stay in their band, and write nothing here.
  INSERT INTO score_bands AS b (group_id, band, members)
    SELECT coalesce(category_id, everything), power_score / 100, sum(n) FROM (
      SELECT category_id, power_score, 1 AS n FROM after_change WHERE listed AND power_score IS NOT NULL
      UNION ALL
      SELECT category_id, power_score, -1 FROM before_change WHERE listed AND power_score IS NOT NULL
    ) scored GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2
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
INSERT INTO score_bands (group_id, band, members)
  SELECT group_id, power_score / 100, sum(members) FROM score_counts GROUP BY 1, 2;
