import { type SQL, sql } from 'drizzle-orm'

const POPULARITY = sql`pg_advisory_xact_lock(hashtextextended('refresh-popularity', 0))`

const CATALOGUE = sql`pg_advisory_xact_lock(hashtext('catalogue'))`

/**
 * The lock of every change of skills, categories and tags. Writers take turns, so each sees which slugs are taken and which
 * contents are copies, and the outbox keeps the order of the writes. Ends with the transaction; readers never wait.
 */
export const lockCatalogue: SQL = sql`select ${CATALOGUE}`

/**
 * Replaces `lockCatalogue` if an existing skill may be published or withdrawn, as its popularity then is too. Takes
 * popularity first, so that a writer who waits for a long count does not hold the catalogue meanwhile.
 */
export const lockCatalogueAndPopularity: SQL = sql`select ${POPULARITY}, ${CATALOGUE}`

/** Like `lockCatalogueAndPopularity` if `mayComeOrGo` (a condition) holds, else like `lockCatalogue`: scoring may hold popularity for long. */
export const lockCatalogueAndPopularityIf = (mayComeOrGo: SQL): SQL =>
  sql`select (select ${POPULARITY} where ${mayComeOrGo}), ${CATALOGUE}`

/** The lock of every change of popularity. If a statement is sent twice, the second one sees what the first one changed. */
export const lockPopularity: SQL = sql`select ${POPULARITY}`

/** The lock of the publisher and of the pruning of tombstones: only one of them runs at a time. */
export const lockFeed: SQL = sql`select pg_advisory_xact_lock(hashtextextended('publish-outbox', 0))`

/** Held by rounds of normalizing, repairs of their counters, and changes of partitions: a round has to see what an actor did before. */
export const lockNormalizing: SQL = sql`select pg_advisory_xact_lock(hashtextextended('normalize-events', 0))`

/** The lock of the build of a day's boards: a statement that is sent twice sees what the first one did. */
export const lockDailyBoard: SQL = sql`select pg_advisory_xact_lock(hashtextextended('build-daily-board', 0))`

/** The lock of the budgets of live searches: two of them must not both take what is left. */
export const lockLiveSearch: SQL = sql`select pg_advisory_xact_lock(hashtext('live-search'))`

/** The lock of the budgets of submissions: two of them must not both take what is left. */
export const lockSubmissions: SQL = sql`select pg_advisory_xact_lock(hashtext('submissions'))`

/** The lock of every change of accounts. Two admins who disable each other at the same time must not both succeed. */
export const lockAccounts: SQL = sql`select pg_advisory_xact_lock(hashtext('admin-users'))`

/** The lock of the search index: whoever stores a skill there counts its terms, which another one must not count meanwhile. */
export const lockSearchIndex: SQL = sql`select pg_advisory_xact_lock(hashtextextended('search-index', 0))`

/** The lock of proofs of authors: a token is good once, and a challenge is looked up once in a while. */
export const lockAuthors: SQL = sql`select pg_advisory_xact_lock(hashtext('authors'))`
