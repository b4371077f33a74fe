ALTER TABLE "popularity_state" ADD COLUMN "counted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "skills" ADD COLUMN "card" json;--> statement-breakpoint
UPDATE "popularity_state" SET "counted_at" = (
	SELECT date_bin('10 minutes', max("started_at"), timestamptz 'epoch') FROM "job_runs"
	WHERE "job" = 'refresh-popularity' AND "status" = 'succeeded');--> statement-breakpoint
-- What lists say of a skill, as they send it: compact, in UTC. Takes columns, as a whole row would bring the text with it.
CREATE FUNCTION skill_card(id uuid, slug text, name text, summary text, owner text, license text, license_confidence text,
	content_policy text, vanished_at timestamptz, updated_at timestamptz) RETURNS json LANGUAGE sql STABLE AS $$
	SELECT row_to_json(card) FROM (SELECT $1 AS id, $2 AS slug, $3 AS name, $4 AS summary, $5 AS owner,
		ARRAY(SELECT t.key FROM skill_tags st JOIN tags t ON t.id = st.tag_id WHERE st.skill_id = $1 ORDER BY t.key) AS tags,
		$6 AS license, $7 AS license_confidence, $8 AS content_policy,
		to_char($9 AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS vanished_at,
		to_char($10 AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS updated_at) card
$$;--> statement-breakpoint
-- The card of a stored skill, built anew.
CREATE FUNCTION built_card(skill uuid) RETURNS json LANGUAGE sql STABLE AS $$
	SELECT skill_card(s.id, s.slug, s.name, s.summary, s.owner, s.license, s.license_confidence, s.content_policy, s.vanished_at, s.updated_at)
	FROM skills s WHERE s.id = skill
$$;--> statement-breakpoint
CREATE FUNCTION set_skill_card() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.card := skill_card(NEW.id, NEW.slug, NEW.name, NEW.summary, NEW.owner, NEW.license, NEW.license_confidence, NEW.content_policy,
		NEW.vanished_at, NEW.updated_at);
	RETURN NEW;
END $$;--> statement-breakpoint
-- A write of `card` itself, whatever it writes, builds the card anew: so it is rebuilt after its tags have changed.
CREATE TRIGGER tg_skills_card BEFORE INSERT OR UPDATE OF id, slug, name, summary, owner, license, license_confidence, content_policy,
	vanished_at, updated_at, card ON skills FOR EACH ROW EXECUTE FUNCTION set_skill_card();
