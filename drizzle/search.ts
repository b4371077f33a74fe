import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, real, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { time } from './columns.ts'

/** Skills that changed since the search index last read them. A trigger of `skills` writes it, so no writer can forget it. */
export const skillSearchChanges = pgTable('skill_search_changes', {
  /** May be of a skill that is gone. */
  skillId: uuid('skill_id').primaryKey(),
  /** Another one at each change: whoever indexed the skill deletes the row only if it did not change meanwhile. */
  change: uuid('change').notNull().default(sql`gen_random_uuid()`),
})

/** What search knows of an active skill. */
export const skillSearch = pgTable(
  'skill_search',
  {
    skillId: uuid('skill_id').primaryKey(),
    /** A key is 16 times the id of a term, plus its level. Those of a copy are negative: only a search in the list of an owner looks for them. */
    keys: integer('keys').array().notNull(),
    /** Its `search_words`, as ids. Empty for a copy. */
    words: integer('words').array().notNull(),
    /** What a search can be limited to (its category, its tags and so on), as ids of terms. */
    limits: integer('limits').array().notNull(),
    /**
     * Makes each row so long that PostgreSQL stores its arrays apart and the rest, this compressed, in a tenth of the pages: a search looks up
     * the ids of thousands of rows, and only what is written reads the arrays. Has to be written at each change, as it is compressed then.
     */
    padding: text('padding').notNull().default(sql`repeat(' ', 2000)`),
  },
  (t) => [index('ix_skill_search_keys').using('gin', t.keys, t.limits)],
)

/**
 * Stems, pairs of CJK characters, and what a search can be limited to (`category:<id>`; no word has a colon). Terms that no skill has any
 * more are deleted when a space is learned. The term of id 0 stands for any: it counts all skills.
 */
export const searchTerms = pgTable('search_terms', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  term: text('term').notNull().unique('uq_search_terms_term'),
  /** How many skills have it, and how many of these with a strong impact. */
  skills: integer('skills').notNull().default(0),
  strong: integer('strong').notNull().default(0),
  /** The levels of impact that skills have had it with, as bits. */
  levels: smallint('levels').notNull().default(0),
})

/** The words of names, tags, summaries, categories and publishers as they are written. Typing errors are corrected to one of them. */
export const searchWords = pgTable(
  'search_words',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    word: text('word').notNull(),
    termId: integer('term_id').notNull(),
    skills: integer('skills').notNull(),
    /** What is left of it without the vowels after the first letter and without doubled letters: who misspells a word mostly keeps these. */
    skeleton: text('skeleton').generatedAlwaysAs(sql.raw('word_skeleton(word)')),
  },
  (t) => [
    // By their bytes in any collation, so that they also find what begins with some letters.
    uniqueIndex('uq_search_words_word').on(t.word.op('text_pattern_ops')),
    index('ix_search_words_skeleton').on(t.skeleton.op('text_pattern_ops')),
  ],
)

/** The spaces of meaning that were learned from the catalogue. The newest is in use. */
export const searchSpaces = pgTable('search_spaces', {
  space: integer('space').primaryKey(),
  madeAt: time('made_at').notNull(),
  /** How many skills there were. */
  skills: integer('skills').notNull(),
  /** The skills up to this one have been placed in it, by id. NULL once all have. */
  placedTo: uuid('placed_to').default('00000000-0000-0000-0000-000000000000'),
})

/** Where a term lies in a space. */
export const searchVectors = pgTable(
  'search_vectors',
  {
    space: integer('space').notNull(),
    termId: integer('term_id').notNull(),
    rarity: real('rarity').notNull(),
    /** In whole numbers: only directions matter, and how far one term is of another. */
    vector: smallint('vector').array().notNull(),
  },
  (t) => [primaryKey({ name: 'pk_search_vectors', columns: [t.space, t.termId] })],
)

/** Where a skill lies in a space: a vector of length 127, in whole numbers. */
export const skillVectors = pgTable('skill_vectors', {
  skillId: uuid('skill_id').primaryKey(),
  space: integer('space').notNull(),
  vector: smallint('vector').array().notNull(),
})
