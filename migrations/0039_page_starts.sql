-- So that the buckets are read in their order by their index, and neither sorted nor looked for in the whole table.
ALTER FUNCTION board_places(uuid, text, uuid[]) SET enable_seqscan = off;--> statement-breakpoint
ALTER FUNCTION board_places(uuid, text, uuid[]) SET enable_sort = off;--> statement-breakpoint
-- The bucket in which the entry after place `skipped` is: its keys, and how many of its entries come before that one. It reads no
-- more buckets than that.
CREATE FUNCTION bucket_after(board uuid, ordered_by text, skipped integer, OUT power_order integer, OUT score float8, OUT changed_at timestamptz, OUT tie uuid, OUT rest integer)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_sort = off AS $$
DECLARE
  one board_buckets;
BEGIN
  rest := skipped;
  FOR one IN SELECT * FROM board_buckets b WHERE b.board_id = board AND b.by = ordered_by
    ORDER BY b.power_order DESC, b.score DESC, b.changed_at DESC, b.tie DESC LOOP
    IF rest < one.members THEN
      power_order := one.power_order; score := one.score; changed_at := one.changed_at; tie := one.tie;
      RETURN;
    END IF;
    rest := rest - one.members;
  END LOOP;
END $$;--> statement-breakpoint
CREATE FUNCTION board_total(board uuid) RETURNS integer
LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  RETURN (SELECT coalesce(sum(b.members), 0)::int FROM board_buckets b WHERE b.board_id = board AND b.by = 'popularity');
END $$;
