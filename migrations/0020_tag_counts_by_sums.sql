-- Sums instead of a join: the plan is kept from the first statement, and a nested loop for one row would take hours for many.
CREATE OR REPLACE FUNCTION count_tags_of_changed_skills() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tag_counts AS c (tag_id, skills)
    SELECT st.tag_id, sum(f.came) FROM (
      SELECT id, sum(came) AS came FROM (
        SELECT id, 1 AS came FROM after_change WHERE status = 'active' AND duplicate_of IS NULL
        UNION ALL
        SELECT id, -1 FROM before_change WHERE status = 'active' AND duplicate_of IS NULL
      ) listed GROUP BY id HAVING sum(came) <> 0
    ) f JOIN skill_tags st ON st.skill_id = f.id GROUP BY st.tag_id HAVING sum(f.came) <> 0 ORDER BY st.tag_id
    ON CONFLICT (tag_id) DO UPDATE SET skills = c.skills + excluded.skills;
  RETURN NULL;
END $$;
