-- The place of a listed skill on a board, from 1 on: the members of the buckets before its own, and those before it in its own bucket.
-- A function, because a connection keeps its plans, while a statement over HTTP is planned at every request.
CREATE FUNCTION board_place(board uuid, ordered_by text, for_power integer, for_score float8, for_changed_at timestamptz, for_tie uuid)
RETURNS integer LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  is_global constant boolean := board = '00000000-0000-0000-0000-000000000000';
  own board_buckets;
  earlier bigint;
  inside bigint;
BEGIN
  SELECT * INTO own FROM board_buckets b
  WHERE b.board_id = board AND b.by = ordered_by
    AND (b.power_order, b.score, b.changed_at, b.tie) >= (CASE ordered_by WHEN 'power' THEN for_power ELSE 0 END, for_score, for_changed_at, for_tie)
  ORDER BY b.power_order, b.score, b.changed_at, b.tie LIMIT 1;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT coalesce(sum(b.members), 0) INTO earlier FROM board_buckets b
  WHERE b.board_id = board AND b.by = ordered_by
    AND (b.power_order, b.score, b.changed_at, b.tie) > (own.power_order, own.score, own.changed_at, own.tie);
  IF ordered_by = 'power' AND is_global THEN
    SELECT count(*) INTO inside FROM skill_popularity e
    WHERE e.listed AND (e.power_order, e.placed_score, e.changed_at, e.tie) > (for_power, for_score, for_changed_at, for_tie)
      AND (e.power_order, e.placed_score, e.changed_at, e.tie) <= (own.power_order, own.score, own.changed_at, own.tie);
  ELSIF ordered_by = 'power' THEN
    SELECT count(*) INTO inside FROM skill_popularity e
    WHERE e.listed AND e.category_id = board AND (e.power_order, e.placed_score, e.changed_at, e.tie) > (for_power, for_score, for_changed_at, for_tie)
      AND (e.power_order, e.placed_score, e.changed_at, e.tie) <= (own.power_order, own.score, own.changed_at, own.tie);
  ELSIF is_global THEN
    SELECT count(*) INTO inside FROM skill_popularity e
    WHERE e.listed AND (e.placed_score, e.changed_at, e.tie) > (for_score, for_changed_at, for_tie)
      AND (e.placed_score, e.changed_at, e.tie) <= (own.score, own.changed_at, own.tie);
  ELSE
    SELECT count(*) INTO inside FROM skill_popularity e
    WHERE e.listed AND e.category_id = board AND (e.placed_score, e.changed_at, e.tie) > (for_score, for_changed_at, for_tie)
      AND (e.placed_score, e.changed_at, e.tie) <= (own.score, own.changed_at, own.tie);
  END IF;
  RETURN earlier + inside + 1;
END $$;
