CREATE TABLE "tag_counts" (
	"tag_id" uuid PRIMARY KEY NOT NULL,
	"skills" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tag_counts" ADD CONSTRAINT "tag_counts_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- A statement must not change both whether a skill is public and which tags it has: it would count twice.
CREATE FUNCTION count_added_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tag_counts AS c (tag_id, skills)
    SELECT a.tag_id, count(*) FROM added a JOIN skills s ON s.id = a.skill_id
    WHERE s.status = 'active' AND s.duplicate_of IS NULL GROUP BY a.tag_id ORDER BY a.tag_id
    ON CONFLICT (tag_id) DO UPDATE SET skills = c.skills + excluded.skills;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION count_removed_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tag_counts c SET skills = c.skills - r.skills FROM (
    SELECT g.tag_id, count(*) AS skills FROM removed g JOIN skills s ON s.id = g.skill_id
    WHERE s.status = 'active' AND s.duplicate_of IS NULL GROUP BY g.tag_id) r
  WHERE c.tag_id = r.tag_id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION count_tags_of_changed_skills() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tag_counts AS c (tag_id, skills)
    SELECT st.tag_id, sum(f.came) FROM (
      SELECT n.id, CASE WHEN n.status = 'active' AND n.duplicate_of IS NULL THEN 1 ELSE -1 END AS came
      FROM after_change n JOIN before_change o ON o.id = n.id
      WHERE (n.status = 'active' AND n.duplicate_of IS NULL) <> (o.status = 'active' AND o.duplicate_of IS NULL)
    ) f JOIN skill_tags st ON st.skill_id = f.id GROUP BY st.tag_id HAVING sum(f.came) <> 0 ORDER BY st.tag_id
    ON CONFLICT (tag_id) DO UPDATE SET skills = c.skills + excluded.skills;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION remove_tags_of_deleted_skill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM skill_tags WHERE skill_id = OLD.id;
  RETURN OLD;
END $$;--> statement-breakpoint
CREATE TRIGGER tg_skill_tags_added AFTER INSERT ON skill_tags REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION count_added_tags();--> statement-breakpoint
CREATE TRIGGER tg_skill_tags_removed AFTER DELETE ON skill_tags REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION count_removed_tags();--> statement-breakpoint
CREATE TRIGGER tg_skills_changed AFTER UPDATE ON skills REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION count_tags_of_changed_skills();--> statement-breakpoint
-- While the skill is still there: afterwards nobody could tell whether its tags were counted.
CREATE TRIGGER tg_skills_deleted BEFORE DELETE ON skills
  FOR EACH ROW EXECUTE FUNCTION remove_tags_of_deleted_skill();--> statement-breakpoint
-- The triggers hold up writers from here on, so nothing is missed.
INSERT INTO tag_counts (tag_id, skills)
  SELECT st.tag_id, count(*) FROM skill_tags st JOIN skills s ON s.id = st.skill_id
  WHERE s.status = 'active' AND s.duplicate_of IS NULL GROUP BY st.tag_id;
