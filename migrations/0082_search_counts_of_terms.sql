-- Nothing may count a skill between the copy of the counts and the end.
LOCK TABLE "search_terms" IN ACCESS EXCLUSIVE MODE;--> statement-breakpoint
-- A term has one count of skills, one of those with a strong impact, and the levels that there are: a row is rewritten at each change of it.
-- The columns of one length come first, which takes no room to align.
CREATE TABLE "search_terms_of_counts" ("id" integer NOT NULL, "skills" integer DEFAULT 0 NOT NULL, "strong" integer DEFAULT 0 NOT NULL,
	"levels" smallint DEFAULT 0 NOT NULL, "term" text NOT NULL) WITH (fillfactor = 90);--> statement-breakpoint
INSERT INTO search_terms_of_counts (id, skills, strong, levels, term)
SELECT id, coalesce(sum(n), 0), coalesce(sum(n) FILTER (WHERE level > 3), 0), coalesce(bit_or(1 << level::integer - 1) FILTER (WHERE n > 0), 0), term
FROM search_terms LEFT JOIN LATERAL unnest(skills) WITH ORDINALITY l(n, level) ON true GROUP BY id ORDER BY id;--> statement-breakpoint
DROP TABLE "search_terms";--> statement-breakpoint
ALTER TABLE search_terms_of_counts RENAME TO search_terms;--> statement-breakpoint
ALTER TABLE "search_terms" ADD CONSTRAINT "search_terms_pkey" PRIMARY KEY ("id"), ADD CONSTRAINT "uq_search_terms_term" UNIQUE ("term"),
	ALTER COLUMN "id" ADD GENERATED ALWAYS AS IDENTITY (sequence name "search_terms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1);--> statement-breakpoint
SELECT setval('search_terms_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM search_terms), false);--> statement-breakpoint
-- The levels of a term, with about how many skills have it at each. `shares`: of those with a weak, or a strong, impact so many have each level.
CREATE FUNCTION levels_of_1(skills integer, strong integer, levels integer, strong_from integer, shares float8[]) RETURNS TABLE (level integer, skills integer)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT level, ceil(CASE WHEN level < strong_from THEN $1 - $2 ELSE $2 END * shares[level + 1])::integer
	FROM generate_series(0, 15) level WHERE $3 & (1 << level) <> 0
$$;--> statement-breakpoint
-- As `search_matches_1`, with the counts of terms as they are kept now.
CREATE FUNCTION search_matches_2(asked json, rules json, with_copies boolean, within json, among uuid[], most_tokens integer, only_verdict text,
	OUT ways json, OUT terms integer[], OUT skill_ids uuid[], OUT relevances numeric[], OUT popularities float8[])
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
	r record;
	there integer := coalesce((SELECT skills FROM search_terms WHERE id = 0), 0);
	newest integer := (SELECT max(space) FROM search_spaces);
	word_count integer := asked->>'words';
	asked_name text := nullif(asked->>'name', '');
	asked_slug text := asked->>'slug';
	is_plain boolean := within IS NULL AND among IS NULL;
	is_limited boolean := within IS NOT NULL AND among IS NULL;
	-- The index looks up three limits; any more are checked. One that is given twice is looked up once.
	first_limit integer[] := translate(within->>0, '[]', '{}');
	second_limit integer[] := coalesce(translate(within->>1, '[]', '{}')::integer[], first_limit);
	third_limit integer[] := coalesce(translate(within->>2, '[]', '{}')::integer[], first_limit);
	has_more_limits boolean := coalesce(json_array_length(within) > 3, false);
	is_narrow boolean := among IS NOT NULL;
BEGIN
	SELECT * INTO r FROM json_to_record(rules) AS rules (often integer, least_skeleton integer, corrected real, corrected_known real, split real,
		impacts float8[], most_read integer, most_listed integer, used integer, most_narrow integer, most_matches integer, compared integer,
		rarity float8, completeness float8, together float8, least_share float8, meaning float8, vector_length float8,
		strong_from integer, shares float8[], most_lift float8, half_lifted float8, crowded float8, named float8, earned float8, most_named integer);
	-- If few skills are within the limits, all of their entries are read: the bounds are of the whole catalogue.
	IF is_limited THEN
		is_narrow := (SELECT count(*) <= r.most_narrow FROM (
			SELECT FROM skill_search WHERE limits && first_limit AND limits && second_limit AND limits && third_limit
				AND (NOT has_more_limits OR is_within_1(limits, within)) LIMIT r.most_narrow + 1) one);
	END IF;
	WITH doubtful AS MATERIALIZED (
		SELECT d.word, d.written, d.near, d.halves, w.known, EXISTS (SELECT FROM search_terms t WHERE t.term = d.stem) AS has_forms
		FROM json_to_recordset(asked->'doubtful') d(word integer, written text, stem text, near text, halves json)
			CROSS JOIN LATERAL (SELECT coalesce((SELECT skills FROM search_words WHERE word = d.written), 0) AS known OFFSET 0) w
		WHERE w.known <= there / 500 + 5 AND (w.known = 0 OR length(d.written) > 3)
	), found AS (
		-- the known terms of each way to find words of the query
		SELECT w.way, w.mask, cardinality(w.terms) AS parts, w.weight, t.id AS term_id, t.skills, t.strong, t.levels, w.how, w.as
		FROM (SELECT row_number() OVER () AS way, g.* FROM json_to_recordset(asked->'ways')
				g(mask integer, terms text[], weight real, how text, "as" text, "unless" text)) w
			CROSS JOIN unnest(w.terms) one(term) CROSS JOIN LATERAL (SELECT * FROM search_terms WHERE term = one.term OFFSET 0) t
		WHERE w.unless IS NULL OR NOT EXISTS (SELECT FROM search_words known WHERE known.word = w.unless)
		UNION ALL
		-- words that are written much like one
		SELECT 1000 + 2 * d.word + c.nth, 1 << d.word, 1, CASE WHEN d.known = 0 THEN r.corrected ELSE r.corrected_known END, c.term_id, t.skills, t.strong, t.levels,
			CASE WHEN d.has_forms THEN 'similar' ELSE 'corrected' END, c.word
		FROM doubtful d CROSS JOIN LATERAL (
				SELECT w.word, w.term_id, row_number() OVER (ORDER BY w.skills DESC, w.word) AS nth FROM search_words w
				WHERE (w.word = ANY (string_to_array(d.near, ' '))
						OR w.skeleton = word_skeleton(d.written) AND length(w.skeleton) >= r.least_skeleton AND w.word <> d.written)
					AND w.skills > r.often * d.known ORDER BY w.skills DESC, w.word LIMIT 2) c
			CROSS JOIN LATERAL (SELECT * FROM search_terms WHERE id = c.term_id OFFSET 0) t
		UNION ALL
		-- two words that are written in one
		SELECT 2000 + d.word, 1 << d.word, 2, r.split, half.term_id, t.skills, t.strong, t.levels, 'split', best.written
		FROM doubtful d CROSS JOIN LATERAL (
				SELECT a.term_id AS a, b.term_id AS b, a.word || ' ' || b.word AS written FROM json_array_elements(d.halves) h
					CROSS JOIN LATERAL (SELECT word, term_id, skills FROM search_words WHERE word = h->>0 OFFSET 0) a
					CROSS JOIN LATERAL (SELECT word, term_id, skills FROM search_words WHERE word = h->>1 OFFSET 0) b
				WHERE least(a.skills, b.skills) > 2 * d.known ORDER BY least(a.skills, b.skills) DESC, a.word LIMIT 1) best
			CROSS JOIN unnest(ARRAY[best.a, best.b]) half(term_id)
			CROSS JOIN LATERAL (SELECT * FROM search_terms WHERE id = half.term_id OFFSET 0) t
	), parts AS MATERIALIZED (
		SELECT f.*, power(ln(1 + (greatest(there - f.skills, 0) + 0.5) / (f.skills + 0.5)), r.rarity)::real AS rarity FROM found f
	), counted AS MATERIALIZED (
		SELECT p.*, row_number() OVER (PARTITION BY p.way ORDER BY p.skills, p.term_id) AS nth, count(*) OVER (PARTITION BY p.way) AS known
		FROM parts p WHERE p.skills > 0
	), looked_up AS (
		-- a term by its levels
		SELECT t.way, t.mask, l.level, l.skills, t.weight * t.rarity * r.impacts[l.level + 1] AS value, ARRAY[t.term_id * 16 + l.level] AS one,
			NULL::integer[] AS other
		FROM counted t CROSS JOIN levels_of_1(t.skills, t.strong, t.levels, r.strong_from, r.shares) l WHERE t.parts = 1
		UNION ALL
		-- of several terms that have to be there together, the two rarest
		SELECT a.way, a.mask, 0, a.skills, a.weight * a.rarity * r.together, a_keys.keys, b_keys.keys
		FROM counted a JOIN counted b ON b.way = a.way AND b.nth = 2
			CROSS JOIN LATERAL (SELECT array_agg(a.term_id * 16 + level) AS keys FROM generate_series(0, 15) level WHERE a.levels & (1 << level) <> 0) a_keys
			CROSS JOIN LATERAL (SELECT array_agg(b.term_id * 16 + level) AS keys FROM generate_series(0, 15) level WHERE b.levels & (1 << level) <> 0) b_keys
		WHERE a.nth = 1 AND a.parts > 1 AND a.known = a.parts
	), reads AS MATERIALIZED (
		-- the best first, and as much as may be read, for each word apart; the keys of copies are negative
		SELECT word, b.value, CASE WHEN with_copies THEN b.one || ARRAY(SELECT -key FROM unnest(b.one) key) ELSE b.one END AS one,
			CASE WHEN with_copies AND b.other IS NOT NULL THEN b.other || ARRAY(SELECT -key FROM unnest(b.other) key) ELSE b.other END AS other,
			is_narrow OR b.skills <= r.most_listed AS is_listed, (r.most_read - b.before)::integer AS most
		FROM (
			SELECT l.*, CASE WHEN is_narrow THEN 0 ELSE sum(l.skills) OVER (ORDER BY l.value DESC, l.way, l.level) - l.skills END AS before FROM looked_up l
		) b JOIN generate_series(0, word_count - 1) word ON b.mask & (1 << word) <> 0 WHERE b.before < r.most_read
	), best AS (
		-- of each word the best way counts
		SELECT e.skill_id, b.word, max(b.value) AS value FROM reads b CROSS JOIN LATERAL (
			(SELECT skill_id FROM skill_search WHERE is_plain AND b.is_listed AND b.other IS NULL AND keys && b.one LIMIT b.most)
			UNION ALL
			(SELECT skill_id FROM skill_search WHERE is_plain AND b.is_listed AND keys && b.one AND keys && b.other LIMIT b.most)
			UNION ALL
			(SELECT skill_id FROM skill_search WHERE is_limited AND b.is_listed AND keys && b.one AND keys && coalesce(b.other, b.one)
				AND limits && first_limit AND limits && second_limit AND limits && third_limit
				AND (NOT has_more_limits OR is_within_1(limits, within)) LIMIT b.most)
			UNION ALL
			(SELECT skill_id FROM skill_search WHERE among IS NOT NULL AND skill_id = ANY (among) AND keys && b.one AND keys && coalesce(b.other, b.one)
				AND (within IS NULL OR is_within_1(limits, within)) LIMIT b.most)
			UNION ALL
			-- an index would list all skills of a common word: only those that are used most are looked at
			SELECT s.skill_id FROM (
				SELECT skill_id FROM skill_popularity WHERE NOT b.is_listed AND listed ORDER BY placed_score DESC, changed_at DESC, tie DESC LIMIT r.used
			) p CROSS JOIN LATERAL (SELECT * FROM skill_search WHERE skill_id = p.skill_id OFFSET 0) s
			WHERE s.keys && b.one AND s.keys && coalesce(b.other, b.one) AND (within IS NULL OR is_within_1(s.limits, within))
		) e
		WHERE most_tokens IS NULL AND only_verdict IS NULL OR EXISTS (SELECT FROM skills s WHERE s.id = e.skill_id
			AND coalesce(s.context_tokens, 2147483647) <= coalesce(most_tokens, 2147483647) AND (only_verdict IS NULL OR s.verdict = only_verdict) OFFSET 0)
		GROUP BY 1, 2
	), scored AS MATERIALIZED (
		SELECT skill_id, score, max(score) OVER () AS top, row_number() OVER (ORDER BY score DESC, skill_id) AS nth FROM (
			SELECT skill_id, sum(value) * (1 - r.completeness + r.completeness * count(*) / word_count) AS score
			FROM best GROUP BY skill_id ORDER BY score DESC, skill_id LIMIT r.most_matches) s
	), meaning AS MATERIALIZED (
		SELECT array_agg(x ORDER BY i) AS vector, sqrt(sum(x * x)) AS length FROM (
			SELECT i, sum(p.weight * x) AS x
			FROM (SELECT term_id, max(weight / parts) AS weight FROM parts GROUP BY term_id) p
				CROSS JOIN LATERAL (SELECT vector FROM search_vectors WHERE term_id = p.term_id AND space = newest OFFSET 0) v
				CROSS JOIN unnest(v.vector) WITH ORDINALITY component(x, i)
			GROUP BY i) summed
	), close AS MATERIALIZED (
		SELECT s.skill_id, s.score / s.top AS share, (
			SELECT (SELECT sum(a * b) FROM unnest(v.vector, m.vector) component(a, b)) / nullif(r.vector_length * m.length, 0)
			FROM skill_vectors v WHERE s.nth <= r.compared AND v.skill_id = s.skill_id AND v.space = newest) AS closeness
		FROM scored s CROSS JOIN meaning m WHERE s.score >= r.least_share * s.top
	), named AS MATERIALIZED (
		-- By the index of names first: the planner takes any index of listed skills for as good. What search does not know yet counts as within limits.
		(SELECT s.id AS skill_id FROM (SELECT * FROM skills WHERE split_part(slug, '--', 2) COLLATE "C" = asked_name OFFSET 0) s
			WHERE s.status = 'active' AND (with_copies OR s.duplicate_of IS NULL) AND (within IS NULL
				OR NOT EXISTS (SELECT FROM skill_search ss WHERE ss.skill_id = s.id AND NOT is_within_1(ss.limits, within)))
			ORDER BY s.id LIMIT r.most_named)
		UNION SELECT id FROM skills WHERE slug = asked_slug
	), ranked AS (
		SELECT skill_id, max(relevance) AS relevance, bool_or(is_named) AS is_named FROM (
			SELECT skill_id, share + r.meaning * coalesce(closeness, avg(closeness) OVER (), 0) AS relevance, false AS is_named FROM close
			-- a skill that search does not know yet is found by its name at once
			UNION ALL SELECT n.skill_id, CASE WHEN EXISTS (SELECT FROM skill_search ss WHERE ss.skill_id = n.skill_id) THEN 0 ELSE 1 END, true FROM named n
		) one GROUP BY skill_id
	), lifted AS (
		SELECT s.id, lower(s.name) AS name, m.is_named, p.popularity_score, p.uses_30d,
			m.is_named AND EXISTS (SELECT FROM publishers w WHERE w.id = s.publisher_id AND w.verified_at IS NOT NULL) AS is_verified,
			m.relevance * (1 + r.most_lift * p.popularity_score / (r.half_lifted + p.popularity_score)) AS relevance
		FROM ranked m CROSS JOIN LATERAL (SELECT * FROM skills WHERE id = m.skill_id OFFSET 0) s
			CROSS JOIN LATERAL (SELECT popularity_score, uses_30d FROM skill_popularity WHERE skill_id = m.skill_id OFFSET 0) p
		WHERE s.status = 'active' AND (with_copies OR s.duplicate_of IS NULL)
	)
	SELECT
		(SELECT json_agg(json_build_object('terms', terms, 'parts', parts, 'mask', mask, 'as', "as", 'how', how) ORDER BY way)
			FROM (SELECT way, mask, parts, "as", how, array_agg(term_id) AS terms FROM parts GROUP BY way, mask, parts, "as", how) w),
		(SELECT array_agg(term_id) FROM parts), array_agg(m.id), array_agg(m.relevance), array_agg(m.popularity_score)
	INTO ways, terms, skill_ids, relevances, popularities
	FROM (
		-- further skills of one name count less
		SELECT id, popularity_score, round((relevance * power(r.crowded, row_number() OVER (PARTITION BY name ORDER BY relevance DESC, id) - 1)
			+ CASE WHEN NOT is_named THEN 0 WHEN uses_30d > 0 OR is_verified THEN r.earned ELSE r.named END)::numeric, 4) AS relevance
		FROM lifted
	) m;
END $$;--> statement-breakpoint
-- As `search_suggestions_1`, with the counts of terms as they are kept now.
CREATE FUNCTION search_suggestions_2(typed json, rules json) RETURNS json
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
#variable_conflict use_column
DECLARE
	last_character CONSTANT text := U&'\+10FFFF';
	t record;
	r record;
	skeleton_typed text;
	wholes text[];
	has_terms boolean;
	first_keys integer[];
	second_keys integer[];
BEGIN
	SELECT * INTO t FROM json_to_record(typed) AS typed (slug text, handle text, whole text[], begun text, terms text[], prefix text, "isDoubtful" boolean);
	SELECT * INTO r FROM json_to_record(rules) AS rules (size integer, most_used integer, most_names integer, most_found integer, most_passed integer,
		most_words integer, most_searched integer, most_corrected integer, least_skeleton integer, most_tags integer, most_publishers integer,
		most_of_publisher integer, least_level integer, levels integer, shares float8[]);
	skeleton_typed := word_skeleton(t.prefix);
	has_terms := cardinality(t.terms) > 0;
	-- The names are asked for all words. The index only narrows down which ones are, by two of them.
	first_keys := ARRAY(SELECT id * 16 + level FROM search_terms CROSS JOIN generate_series(r.least_level, r.levels - 1) level WHERE term = t.terms[1]);
	second_keys := ARRAY(SELECT id * 16 + level FROM search_terms CROSS JOIN generate_series(r.least_level, r.levels - 1) level
		WHERE term = coalesce(t.terms[2], t.terms[1]));
	RETURN (
		WITH most_used AS MATERIALIZED (
			SELECT s.id, s.name, s.slug, s.owner, s.publisher_id, split_part(s.slug, '--', 2) AS client_name, p.placed_score
			FROM (SELECT skill_id, placed_score FROM skill_popularity ORDER BY placed_score DESC, skill_id DESC LIMIT r.most_used) p
				CROSS JOIN LATERAL (SELECT * FROM skills WHERE id = p.skill_id OFFSET 0) s WHERE s.status = 'active' AND s.duplicate_of IS NULL
		), words AS MATERIALIZED (
			-- words of the catalogue that begin as typed
			SELECT * FROM (
				SELECT word, term_id, skills FROM search_words WHERE word ~>=~ t.prefix AND word ~<~ (t.prefix || last_character)
				ORDER BY word USING ~<~ LIMIT r.most_words
			) w ORDER BY skills DESC, word LIMIT r.most_searched
		), corrected AS MATERIALIZED (
			-- words that may be meant, if none does
			SELECT w.* FROM (
				(SELECT word, term_id, skills FROM search_words WHERE word = ANY (near_words(t.prefix)) LIMIT r.most_words)
				UNION
				(SELECT word, term_id, skills FROM search_words WHERE length(skeleton_typed) >= r.least_skeleton
					AND skeleton ~>=~ skeleton_typed AND skeleton ~<~ (skeleton_typed || last_character) ORDER BY skeleton USING ~<~ LIMIT r.most_words)
			) w WHERE t."isDoubtful" AND NOT EXISTS (SELECT FROM words) ORDER BY w.skills DESC, w.word LIMIT r.most_corrected
		), keys AS MATERIALIZED (
			SELECT array_agg(key) AS any_of FROM (
				SELECT k.key, sum(k.skills) OVER (ORDER BY k.key % 16 DESC, k.key) - k.skills AS before
				FROM (SELECT term_id FROM words UNION SELECT term_id FROM corrected) w CROSS JOIN LATERAL (
					SELECT w.term_id * 16 + l.level AS key, l.skills
					FROM (SELECT * FROM search_terms WHERE id = w.term_id OFFSET 0) c
						CROSS JOIN levels_of_1(c.skills, c.strong, c.levels, r.least_level, r.shares) l
					WHERE l.level >= r.least_level) k
			) k WHERE before < CASE WHEN has_terms THEN r.most_passed ELSE r.most_found END
		), others AS MATERIALIZED (
			(SELECT id FROM skills WHERE split_part(slug, '--', 2) COLLATE "C" >= t.slug AND split_part(slug, '--', 2) COLLATE "C" < t.slug || last_character
				ORDER BY split_part(slug, '--', 2) COLLATE "C", id LIMIT r.most_names)
			UNION
			(SELECT ss.skill_id FROM keys CROSS JOIN LATERAL (
				(SELECT skill_id FROM skill_search WHERE NOT has_terms AND keys && any_of LIMIT r.most_found)
				UNION ALL
				(SELECT skill_id FROM skill_search WHERE has_terms AND keys && any_of AND keys && first_keys AND keys && second_keys LIMIT r.most_found)) ss)
		), skills_found AS (
			-- of skills of one name the one that is used most, unless the name is all that is typed
			SELECT *, row_number() OVER (
				ORDER BY is_corrected, (client_name = t.slug) DESC, placed_score DESC, begins DESC, length(slug), slug) AS nth
			FROM (
				SELECT f.*, '-' || f.client_name || '-' NOT LIKE t.begun AS is_corrected, starts_with(client_name, t.slug) AS begins,
					row_number() OVER (PARTITION BY client_name ORDER BY placed_score DESC, id) AS of_name
				FROM (
					SELECT * FROM most_used
					UNION
					SELECT s.id, s.name, s.slug, s.owner, s.publisher_id, split_part(s.slug, '--', 2), p.placed_score
					FROM others o CROSS JOIN LATERAL (SELECT * FROM skills WHERE id = o.id OFFSET 0) s
						CROSS JOIN LATERAL (SELECT placed_score FROM skill_popularity WHERE skill_id = o.id OFFSET 0) p
					WHERE s.status = 'active' AND s.duplicate_of IS NULL
				) f WHERE '-' || f.client_name || '-' LIKE ALL (t.whole) AND ('-' || f.client_name || '-' LIKE t.begun
					OR EXISTS (SELECT FROM corrected w WHERE '-' || f.client_name || '-' LIKE '%-' || w.word || '%'))
			) f WHERE of_name = 1 OR client_name = t.slug ORDER BY nth LIMIT r.size
		), tags_found AS (
			SELECT g.*, c.skills, row_number() OVER (ORDER BY (g.key = t.slug) DESC, c.skills DESC, g.key) AS nth FROM (
				(SELECT id, key, name FROM tags WHERE key ~>=~ t.slug AND key ~<~ (t.slug || last_character) AND merged_into IS NULL
					ORDER BY key USING ~<~ LIMIT r.most_tags)
				UNION (
					SELECT g.id, g.key, g.name FROM (SELECT tag_id FROM tag_counts ORDER BY skills DESC, tag_id DESC LIMIT r.most_used) c
						CROSS JOIN LATERAL (SELECT * FROM tags WHERE id = c.tag_id OFFSET 0) g WHERE starts_with(g.key, t.slug) AND g.merged_into IS NULL)
			) g CROSS JOIN LATERAL (SELECT skills FROM tag_counts WHERE tag_id = g.id OFFSET 0) c WHERE c.skills > 0 ORDER BY nth LIMIT r.size
		), publishers_found AS (
			SELECT handle, row_number() OVER (ORDER BY (lower(handle) = t.handle) DESC, max(score) DESC, handle) AS nth FROM (
				SELECT p.handle, b.score FROM (
					SELECT id, handle FROM publishers WHERE lower(handle) ~>=~ t.handle AND lower(handle) ~<~ (t.handle || last_character)
					ORDER BY lower(handle) USING ~<~ LIMIT r.most_publishers
				) p CROSS JOIN LATERAL (
					SELECT max(sp.placed_score) AS score FROM (
						SELECT id FROM skills WHERE publisher_id = p.id AND status = 'active' AND duplicate_of IS NULL ORDER BY name LIMIT r.most_of_publisher) s
						CROSS JOIN LATERAL (SELECT * FROM skill_popularity WHERE skill_id = s.id OFFSET 0) sp
				) b
				UNION ALL
				SELECT p.handle, m.score FROM (SELECT publisher_id, max(placed_score) AS score FROM most_used GROUP BY publisher_id) m
					CROSS JOIN LATERAL (SELECT * FROM publishers WHERE id = m.publisher_id OFFSET 0) p WHERE starts_with(lower(p.handle), t.handle)
			) p WHERE score IS NOT NULL GROUP BY handle ORDER BY nth LIMIT r.size
		)
		SELECT json_build_object('items', coalesce(json_agg(item ORDER BY kind, nth), '[]')) FROM (
			SELECT * FROM (
				SELECT 1 AS kind, nth, json_build_object('kind', 'skill', 'text', name, 'slug', slug, 'owner', owner) AS item FROM skills_found
				UNION ALL SELECT 2, nth, json_build_object('kind', 'tag', 'text', name, 'key', key, 'skills', skills) FROM tags_found
				UNION ALL SELECT 3, nth, json_build_object('kind', 'publisher', 'text', handle, 'handle', handle) FROM publishers_found
			-- tags and publishers have a quarter of the places each, and more if there are not enough skills
			) f ORDER BY CASE WHEN kind = 1 THEN nth WHEN nth <= r.size / 4 THEN 0 ELSE r.size + nth END, kind LIMIT r.size
		) f);
END $$;--> statement-breakpoint
-- For the Workers before this migration, until they are replaced: they do not know of strong impacts and shares.
CREATE OR REPLACE FUNCTION search_matches_1(asked json, rules json, with_copies boolean, within json, among uuid[], most_tokens integer, only_verdict text,
	OUT ways json, OUT terms integer[], OUT skill_ids uuid[], OUT relevances numeric[], OUT popularities float8[])
LANGUAGE sql STABLE AS $$
	SELECT * FROM search_matches_2(asked, (rules::jsonb || '{"strong_from": 3, "shares": [0.74, 0.2, 0.06, 0.17, 0.18, 0.19, 0.17, 0.13, 0.07, 0.04, 0.03, 0.01, 0.01]}')::json,
		with_copies, within, among, most_tokens, only_verdict)
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION search_suggestions_1(typed json, rules json) RETURNS json LANGUAGE sql STABLE AS $$
	SELECT search_suggestions_2(typed, (rules::jsonb || '{"shares": [0.74, 0.2, 0.06, 0.17, 0.18, 0.19, 0.17, 0.13, 0.07, 0.04, 0.03, 0.01, 0.01]}')::json)
$$;--> statement-breakpoint
-- Words have other stems from now on, and what very many texts say once is left out: every skill is indexed anew.
INSERT INTO skill_search_changes (skill_id) SELECT skill_id FROM skill_search ON CONFLICT DO NOTHING;
