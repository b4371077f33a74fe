-- An upper bound for the rows that are there, and for those that come before the next migration, which attaches the tables whole
-- as partitions. It is checked there: until then, nobody has to wait for a scan.
DO $$
DECLARE
	newest timestamp := greatest(now(), (SELECT max(received_at) FROM raw_events), (SELECT max(created_at) FROM skill_events),
		(SELECT max(at) FROM audit_log)) AT TIME ZONE 'UTC';
	days text := format('%s UTC', date_trunc('day', newest) + interval '3 days');
	months text := format('%s UTC', date_trunc('month', newest + interval '3 days') + interval '1 month');
BEGIN
	EXECUTE format('ALTER TABLE raw_events ADD CONSTRAINT ck_raw_events_earlier CHECK (received_at < %L) NOT VALID', days);
	EXECUTE format('ALTER TABLE skill_events ADD CONSTRAINT ck_skill_events_earlier CHECK (created_at < %L) NOT VALID', days);
	EXECUTE format('ALTER TABLE audit_log ADD CONSTRAINT ck_audit_log_earlier CHECK (at < %L) NOT VALID', months);
END $$;
