-- A word without the vowels after its first letter and without doubled letters.
CREATE FUNCTION word_skeleton(word text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(left(word, 1) || translate(substr(word, 2), 'aeiouy', ''), '(.)\1+', '\1', 'g');--> statement-breakpoint
CREATE TABLE "search_keys" (
	"key" integer PRIMARY KEY NOT NULL,
	"skills" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_spaces" (
	"space" integer PRIMARY KEY NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"skills" integer NOT NULL,
	"placed_to" uuid DEFAULT '00000000-0000-0000-0000-000000000000'
);
--> statement-breakpoint
CREATE TABLE "search_terms" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search_terms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"term" text NOT NULL,
	CONSTRAINT "uq_search_terms_term" UNIQUE("term")
);
--> statement-breakpoint
CREATE TABLE "search_vectors" (
	"space" integer NOT NULL,
	"term_id" integer NOT NULL,
	"rarity" real NOT NULL,
	"vector" real[] NOT NULL,
	CONSTRAINT "pk_search_vectors" PRIMARY KEY("space","term_id")
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL,
	"term_id" integer NOT NULL,
	"skills" integer NOT NULL,
	"skeleton" text GENERATED ALWAYS AS (word_skeleton(word)) STORED
);
--> statement-breakpoint
CREATE TABLE "skill_search" (
	"skill_id" uuid PRIMARY KEY NOT NULL,
	"keys" integer[] NOT NULL,
	"words" text[] NOT NULL,
	"limits" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skill_search_changes" (
	"skill_id" uuid PRIMARY KEY NOT NULL,
	"change" uuid DEFAULT gen_random_uuid() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skill_vectors" (
	"skill_id" uuid PRIMARY KEY NOT NULL,
	"space" integer NOT NULL,
	"vector" smallint[] NOT NULL
);
--> statement-breakpoint
CREATE INDEX "ix_search_keys_unused" ON "search_keys" USING btree ("key") WHERE "search_keys"."skills" <= 0;--> statement-breakpoint
CREATE INDEX "ix_search_words_skeleton" ON "search_words" USING btree ("skeleton");--> statement-breakpoint
CREATE INDEX "ix_search_words_unused" ON "search_words" USING btree ("word") WHERE "search_words"."skills" <= 0;--> statement-breakpoint
CREATE INDEX "ix_skill_search_keys" ON "skill_search" USING gin ("keys","limits");--> statement-breakpoint
-- Every word that is one typing error away from `word`: a letter left out, two exchanged, one replaced, one too many. 54 words a letter.
CREATE FUNCTION near_words(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT array_agg(DISTINCT near) FROM (
		SELECT left(word, i) || substr(word, i + 2) FROM generate_series(0, length(word) - 1) i
		UNION ALL
		SELECT left(word, i) || substr(word, i + 2, 1) || substr(word, i + 1, 1) || substr(word, i + 3) FROM generate_series(0, length(word) - 2) i
		UNION ALL
		SELECT left(word, i) || letter || substr(word, i + 1 + replaced)
		FROM generate_series(0, length(word)) i, generate_series(0, 1) replaced, string_to_table('abcdefghijklmnopqrstuvwxyz', NULL) letter
	) edited (near) WHERE near <> word
$$;--> statement-breakpoint
CREATE FUNCTION note_skill_search_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO skill_search_changes (skill_id) VALUES (coalesce(NEW.id, OLD.id))
	ON CONFLICT (skill_id) DO UPDATE SET change = excluded.change;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER tg_skills_search_new AFTER INSERT OR DELETE ON skills FOR EACH ROW EXECUTE FUNCTION note_skill_search_change();--> statement-breakpoint
CREATE TRIGGER tg_skills_search AFTER UPDATE OF name, search_tags, summary, description_md, category_id, owner, publisher_id, license, canonical_repo,
	status, duplicate_of ON skills FOR EACH ROW
WHEN ((OLD.name, OLD.search_tags, OLD.summary, OLD.description_md, OLD.category_id, OLD.owner, OLD.publisher_id, OLD.license, OLD.canonical_repo,
		OLD.status, OLD.duplicate_of)
	IS DISTINCT FROM (NEW.name, NEW.search_tags, NEW.summary, NEW.description_md, NEW.category_id, NEW.owner, NEW.publisher_id, NEW.license, NEW.canonical_repo,
		NEW.status, NEW.duplicate_of))
EXECUTE FUNCTION note_skill_search_change();--> statement-breakpoint
CREATE FUNCTION note_category_search_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO skill_search_changes (skill_id) SELECT id FROM skills WHERE category_id = NEW.id AND status = 'active' ORDER BY id
	ON CONFLICT (skill_id) DO UPDATE SET change = excluded.change;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER tg_categories_search AFTER UPDATE OF name ON categories FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)
EXECUTE FUNCTION note_category_search_change();--> statement-breakpoint
INSERT INTO skill_search_changes (skill_id) SELECT id FROM skills WHERE status = 'active';--> statement-breakpoint
-- Last, because readers of skills wait from here to the end.
DROP FUNCTION similar_skills(text);--> statement-breakpoint
DROP INDEX "ix_skills_search";--> statement-breakpoint
DROP INDEX "ix_skills_search_body";--> statement-breakpoint
DROP INDEX "ix_skills_search_text";--> statement-breakpoint
ALTER TABLE "skills" DROP COLUMN "search_text";--> statement-breakpoint
ALTER TABLE "skills" DROP COLUMN "search";--> statement-breakpoint
ALTER TABLE "skills" DROP COLUMN "search_body";
