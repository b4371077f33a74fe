CREATE TABLE "board_buckets" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "board_buckets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"board_id" uuid NOT NULL,
	"by" varchar(10) NOT NULL,
	"power_order" integer NOT NULL,
	"score" double precision NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"tie" uuid NOT NULL,
	"members" integer NOT NULL,
	CONSTRAINT "uq_board_buckets_keys" UNIQUE("board_id","by","power_order","score","changed_at","tie")
);
--> statement-breakpoint
CREATE TABLE "score_changes" (
	"skill_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score_counts" (
	"group_id" uuid NOT NULL,
	"power_score" integer NOT NULL,
	"members" integer NOT NULL,
	CONSTRAINT "pk_score_counts" PRIMARY KEY("group_id","power_score")
);
--> statement-breakpoint
CREATE TABLE "score_state" (
	"singleton" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"day" date NOT NULL,
	"after_id" uuid
);
--> statement-breakpoint
ALTER TABLE "score_groups" ALTER COLUMN "averages" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "score_groups" ALTER COLUMN "scored_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "score_groups" ADD COLUMN "sums" jsonb;--> statement-breakpoint
-- In one statement, so that the table is rewritten once.
ALTER TABLE "skill_popularity"
	ADD COLUMN "listed" boolean DEFAULT false NOT NULL,
	ADD COLUMN "category_id" uuid,
	ADD COLUMN "changed_at" timestamp with time zone,
	ADD COLUMN "placed_score" double precision DEFAULT '0' NOT NULL,
	ADD COLUMN "power_order" integer GENERATED ALWAYS AS (coalesce(power_score, -1)) STORED NOT NULL,
	ADD COLUMN "tie" uuid GENERATED ALWAYS AS (translate(skill_id::text, '0123456789abcdef', 'fedcba9876543210')::uuid) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "rank_snapshots" ADD COLUMN "averages" jsonb;--> statement-breakpoint
CREATE INDEX "ix_skill_popularity_unscored" ON "skill_popularity" USING btree ("skill_id") WHERE "skill_popularity"."listed" and "skill_popularity"."power_order" < 0;--> statement-breakpoint
CREATE INDEX "ix_skill_popularity_board" ON "skill_popularity" USING btree ("placed_score","changed_at","tie") WHERE "skill_popularity"."listed";--> statement-breakpoint
CREATE INDEX "ix_skill_popularity_category" ON "skill_popularity" USING btree ("category_id","placed_score","changed_at","tie") WHERE "skill_popularity"."listed";--> statement-breakpoint
CREATE INDEX "ix_skill_popularity_power" ON "skill_popularity" USING btree ("power_order","placed_score","changed_at","tie") WHERE "skill_popularity"."listed";--> statement-breakpoint
CREATE INDEX "ix_skill_popularity_category_power" ON "skill_popularity" USING btree ("category_id","power_order","placed_score","changed_at","tie") WHERE "skill_popularity"."listed";--> statement-breakpoint
ALTER TABLE "skill_popularity" DROP COLUMN "power_rank";--> statement-breakpoint
ALTER TABLE "skill_popularity" DROP COLUMN "relaxed";--> statement-breakpoint
ALTER TABLE "skill_popularity" DROP COLUMN "percentile";--> statement-breakpoint
ALTER TABLE "skill_popularity" DROP COLUMN "global_rank";--> statement-breakpoint
ALTER TABLE "skill_popularity" DROP COLUMN "category_rank";--> statement-breakpoint
-- The first scoring counts the members anew: no skill is marked as one yet.
UPDATE score_groups SET members = 0;--> statement-breakpoint
-- From now on a trigger notes a skill without popularity, and the next count adds it. The first scoring places all.
INSERT INTO skill_popularity (skill_id, score_updated_at)
  SELECT id, now() FROM skills s WHERE NOT EXISTS (SELECT FROM skill_popularity p WHERE p.skill_id = s.id);--> statement-breakpoint
-- Whoever changes what is counted or scored leaves a note of the skill here, and waits for nobody.
CREATE FUNCTION note_new_skills() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO popularity_changes (round, skill_id, hour, event_type, events)
    SELECT 0, id, date_trunc('hour', now(), 'UTC'), 'view', 0 FROM added;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION note_changed_skills() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO score_changes (skill_id)
    SELECT id FROM (
      SELECT id, status = 'active' AND duplicate_of IS NULL, category_id, updated_at, coalesce(last_changed_at, created_at) FROM after_change
      EXCEPT
      SELECT id, status = 'active' AND duplicate_of IS NULL, category_id, updated_at, coalesce(last_changed_at, created_at) FROM before_change
    ) changed;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION note_new_popularity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO score_changes (skill_id) SELECT skill_id FROM added;
  INSERT INTO popularity_changes (round, skill_id, hour, event_type, events)
    SELECT 0, skill_id, date_trunc('hour', now(), 'UTC'), 'view', 0 FROM added WHERE github_stars <> 0;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION note_changed_popularity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever changes the popularity score has counted already.
  INSERT INTO popularity_changes (round, skill_id, hour, event_type, events)
    SELECT 0, skill_id, date_trunc('hour', now(), 'UTC'), 'view', 0 FROM (
      SELECT skill_id FROM (
        SELECT skill_id, github_stars, uses_30d, favorites_total FROM after_change
        EXCEPT
        SELECT skill_id, github_stars, uses_30d, favorites_total FROM before_change
      ) counted
      EXCEPT
      SELECT skill_id FROM (
        SELECT skill_id, popularity_score FROM after_change EXCEPT SELECT skill_id, popularity_score FROM before_change
      ) scored
    ) changed;
  INSERT INTO score_changes (skill_id)
    SELECT skill_id FROM (
      SELECT skill_id, github_stars, github_forks, uses_30d, views_30d, favorites_total, popularity_score FROM after_change
      EXCEPT
      SELECT skill_id, github_stars, github_forks, uses_30d, views_30d, favorites_total, popularity_score FROM before_change
    ) changed;
  RETURN NULL;
END $$;--> statement-breakpoint
-- Sums instead of joins: the plan is kept from the first statement, and a nested loop for one row would take hours for many.
CREATE FUNCTION count_changed_places() RETURNS trigger LANGUAGE plpgsql AS $$
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
-- While its row is still there: a deleted row leaves its places without saying which they were.
CREATE FUNCTION remove_places_of_deleted_skill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE score_groups g SET members = g.members - 1, sums = NULL FROM skill_popularity p
    WHERE p.skill_id = OLD.id AND p.listed AND p.stats_payload IS NOT NULL
      AND g.group_id = coalesce(p.category_id, '00000000-0000-0000-0000-000000000000');
  UPDATE skill_popularity SET listed = false WHERE skill_id = OLD.id AND listed;
  RETURN OLD;
END $$;--> statement-breakpoint
CREATE TRIGGER tg_skills_noted_new AFTER INSERT ON skills REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_new_skills();--> statement-breakpoint
CREATE TRIGGER tg_skills_noted AFTER UPDATE ON skills REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION note_changed_skills();--> statement-breakpoint
CREATE TRIGGER tg_skills_unplaced BEFORE DELETE ON skills
  FOR EACH ROW EXECUTE FUNCTION remove_places_of_deleted_skill();--> statement-breakpoint
CREATE TRIGGER tg_skill_popularity_noted_new AFTER INSERT ON skill_popularity REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_new_popularity();--> statement-breakpoint
CREATE TRIGGER tg_skill_popularity_noted AFTER UPDATE ON skill_popularity REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION note_changed_popularity();--> statement-breakpoint
CREATE TRIGGER tg_skill_popularity_placed AFTER UPDATE ON skill_popularity REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION count_changed_places();
