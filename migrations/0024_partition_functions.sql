-- The partitions of a table, which is partitioned by range on one column, a UTC date or a time. The DEFAULT has no bounds.
CREATE FUNCTION "partition_bounds"("parent" regclass)
RETURNS TABLE ("leaf" regclass, "starts_at" timestamptz, "ends_at" timestamptz, "is_default" boolean)
LANGUAGE sql STABLE SET "timezone" TO 'UTC' SET "datestyle" TO 'ISO' AS $$
	SELECT c.oid::regclass, coalesce(substring(bound FROM $b$FROM \('([^']+)'\)$b$)::timestamptz, '-infinity'),
		coalesce(substring(bound FROM $b$TO \('([^']+)'\)$b$)::timestamptz, 'infinity'), bound = 'DEFAULT'
	FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid CROSS JOIN LATERAL pg_get_expr(c.relpartbound, c.oid) bound
	WHERE i.inhparent = parent
$$;
--> statement-breakpoint
-- Makes the partitions of a table that are missing from one UTC day to another, and returns how many. Each lasts `step`: days, which
-- are counted from 1970-01-01, or a month. It is made like the DEFAULT partition, if there is one, with the same indexes, and gets
-- its rows of that time. Two calls take turns, and the second one finds nothing to do.
CREATE FUNCTION "make_partitions"("parent" regclass, "first_day" date, "last_day" date, "step" interval)
RETURNS integer LANGUAGE plpgsql SET "timezone" TO 'UTC' SET "datestyle" TO 'ISO' SET "lock_timeout" TO '5s' AS $$
DECLARE
	first_start date := CASE WHEN extract(month FROM step) > 0 THEN date_trunc('month', first_day)
		ELSE date '1970-01-01' + (first_day - date '1970-01-01') / extract(day FROM step)::integer * extract(day FROM step)::integer END;
	rest regclass;
	start date;
	leaf text;
	made integer := 0;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('partitions', 0));
	SELECT b.leaf INTO rest FROM partition_bounds(parent) b WHERE is_default;
	FOR start IN
		SELECT day FROM generate_series(first_start::timestamp, last_day, step) day
		WHERE NOT EXISTS (SELECT FROM partition_bounds(parent) WHERE NOT is_default AND day >= starts_at AND day < ends_at)
	LOOP
		leaf := format('%s_%s', (SELECT relname FROM pg_class WHERE oid = parent), to_char(start, 'YYYYMMDD'));
		EXECUTE format('CREATE TABLE %I (LIKE %s INCLUDING ALL)', leaf, coalesce(rest, parent));
		IF rest IS NOT NULL THEN
			-- Attaching takes this lock too, but a row that came before that would make it fail.
			EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', rest);
			EXECUTE format('WITH moved AS (DELETE FROM %2$s WHERE %3$I >= %4$L AND %3$I < %5$L RETURNING *) INSERT INTO %1$I SELECT * FROM moved',
				leaf, rest, (SELECT attname FROM pg_partitioned_table JOIN pg_attribute ON attrelid = partrelid AND attnum = partattrs[0]
					WHERE partrelid = parent), start, start + step);
		END IF;
		EXECUTE format('ALTER TABLE %s ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, leaf, start, start + step);
		made := made + 1;
	END LOOP;
	RETURN made;
END $$;
--> statement-breakpoint
-- Drops the oldest partition of a table if it ends at or before a time. Its rows that meet the condition `keeping` go to the DEFAULT
-- partition. Returns false if there is none.
CREATE FUNCTION "drop_partition"("parent" regclass, "before" timestamptz, "keeping" text DEFAULT NULL)
RETURNS boolean LANGUAGE plpgsql SET "lock_timeout" TO '5s' AS $$
DECLARE
	old regclass;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended('partitions', 0));
	SELECT leaf INTO old FROM partition_bounds(parent) WHERE NOT is_default AND ends_at <= before ORDER BY ends_at LIMIT 1;
	IF old IS NULL THEN
		RETURN false;
	END IF;
	-- The table first, as writers lock it before its partitions.
	EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', parent);
	IF keeping IS NOT NULL THEN
		EXECUTE format('CREATE TEMPORARY TABLE kept_rows ON COMMIT DROP AS SELECT * FROM %s WHERE %s', old, keeping);
	END IF;
	EXECUTE format('DROP TABLE %s', old);
	IF keeping IS NOT NULL THEN
		EXECUTE format('INSERT INTO %s SELECT * FROM kept_rows', parent);
		DROP TABLE kept_rows;
	END IF;
	RETURN true;
END $$;
