import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { migrateDatabase, readMigrations } from '../../../src/cli/migrate-database.ts'
import type { Db } from '../../../src/db/connect.ts'
import { findWrongPlaces } from '../../../src/db/ranking/buckets.ts'
import { keepSearchCurrent } from '../../../src/db/search/keep-current.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import { copyDatabase, emptyDatabase, type TestDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'
import { earlierRows, entryRow, skillRow } from './alembic-rows.ts'
import {
  authorEventRows,
  authorRows,
  deliveryRows,
  deviceLoginRows,
  edgePurgeRows,
  fileRows,
  gitBlobRows,
  hookRows,
  issuerRuleRows,
  keptSearchPlanRows,
  ownRows,
  proofKeyRows,
  publicationRows,
  reportRows,
  runDayRows,
  scoreBandRows,
  searchCountRows,
  searchIndexRows,
  searchPositionRows,
  skillListRows,
  starRows,
  submissionRows,
  termCountRows,
  trustRows,
} from './earlier-rows.ts'
import {
  adminRows,
  boardDayRows,
  catalogueRows,
  countingRows,
  eventRows,
  feedRows,
  improvementRows,
  liveSearchRows,
  loginRows,
  makeBoardDay,
  partitionRows,
  publisherRows,
  rankingRows,
  scoreCountRows,
  unfinishedRows,
} from './first-rows.ts'
import { migrateOnly } from './migration-steps.ts'
import { comparable, idOf, insertRows, type Rows, readRows } from './rows.ts'

const names = readMigrations().map(({ name }) => name)
const CATALOGUE = names.indexOf('0002_catalogue') + 1
const EVENTS = names.indexOf('0003_events') + 1
const RANKING = names.indexOf('0004_ranking') + 1
const FEED = names.indexOf('0006_feed') + 1
const ADMIN = names.indexOf('0007_admin') + 1
const IMPROVEMENTS = names.indexOf('0008_improvements') + 1
const PUBLISHERS = names.indexOf('0012_publishers') + 1
const LOGINS = names.indexOf('0011_login_addresses') + 1
const COUNTING = names.indexOf('0016_counting_rules') + 1
const SCORES = names.findIndex((name) => name.endsWith('_score_counts')) + 1
const LIVE_SEARCH = names.findIndex((name) => name.endsWith('_live_search_budgets')) + 1
const UNFINISHED = names.findIndex((name) => name.endsWith('_unfinished_changes')) + 1
const PARTITIONS = names.findIndex((name) => name.endsWith('_partitions')) + 1
const BOARD_DAYS = names.findIndex((name) => name.endsWith('_board_days')) + 1
const RUN_DAYS = names.findIndex((name) => name.endsWith('_run_days')) + 1
const FILES = names.findIndex((name) => name.endsWith('_skill_files')) + 1
const SCORE_BANDS = names.findIndex((name) => name.endsWith('_score_bands')) + 1
const GIT_BLOBS = names.findIndex((name) => name.endsWith('_git_blobs')) + 1
const EDGE_PURGES = names.findIndex((name) => name.endsWith('_edge_purges')) + 1
const LISTS = names.findIndex((name) => name.endsWith('_skill_lists')) + 1
const STARS = names.findIndex((name) => name.endsWith('_clawhub')) + 1
const DEVICE_LOGINS = names.findIndex((name) => name.endsWith('_device_logins')) + 1
const SEARCH_INDEX = names.findIndex((name) => name.endsWith('_search_index')) + 1
const SEARCH_POSITIONS = names.findIndex((name) => name.endsWith('_search_positions')) + 1
const SEARCH_COUNTS = names.findIndex((name) => name.endsWith('_search_counts')) + 1
const TRUST = names.findIndex((name) => name.endsWith('_trust')) + 1
const PUBLICATIONS = names.findIndex((name) => name.endsWith('_publications')) + 1
const KEPT_PLAN = names.findIndex((name) => name.endsWith('_kept_search_plan')) + 1
const AUTHORS = names.findIndex((name) => name.endsWith('_authors')) + 1
const SUBMISSIONS = names.findIndex((name) => name.endsWith('_submissions')) + 1
const REPORTS = names.findIndex((name) => name.endsWith('_reports')) + 1
const HOOKS = names.findIndex((name) => name.endsWith('_author_hooks')) + 1
const AUTHOR_EVENTS = names.findIndex((name) => name.endsWith('_author_events')) + 1
const PROOF_KEYS = names.findIndex((name) => name.endsWith('_proof_keys')) + 1
const ISSUER_RULES = names.findIndex((name) => name.endsWith('_issuer_rules')) + 1
const TERM_COUNTS = names.findIndex((name) => name.endsWith('_search_counts_of_terms')) + 1
const OWN = names.findIndex((name) => name.endsWith('_own')) + 1
const DELIVERIES = names.findIndex((name) => name.endsWith('_github_deliveries')) + 1

/** Rows for every table of a database that has the first `count` migrations. */
const rowsAt = (count: number): Rows => {
  if (count < CATALOGUE) return earlierRows()
  if (count < EVENTS) return catalogueRows()
  if (count < RANKING) return eventRows()
  if (count < FEED) return rankingRows()
  if (count < ADMIN) return feedRows()
  if (count < IMPROVEMENTS) return adminRows()
  if (count < LOGINS) return improvementRows()
  if (count < PUBLISHERS) return loginRows()
  if (count < COUNTING) return publisherRows()
  if (count < LIVE_SEARCH) return countingRows()
  if (count < UNFINISHED) return liveSearchRows()
  if (count < PARTITIONS) return unfinishedRows()
  if (count < BOARD_DAYS) return partitionRows()
  if (count < SCORES) return boardDayRows()
  if (count < RUN_DAYS) return scoreCountRows()
  if (count < FILES) return runDayRows()
  if (count < SCORE_BANDS) return fileRows()
  if (count < GIT_BLOBS) return scoreBandRows()
  if (count < EDGE_PURGES) return gitBlobRows()
  if (count < LISTS) return edgePurgeRows()
  if (count < STARS) return skillListRows()
  if (count < DEVICE_LOGINS) return starRows()
  if (count < SEARCH_INDEX) return deviceLoginRows()
  if (count < SEARCH_POSITIONS) return searchIndexRows()
  if (count < SEARCH_COUNTS) return searchPositionRows()
  if (count < TRUST) return searchCountRows()
  if (count < AUTHORS) return trustRows()
  if (count < SUBMISSIONS) return authorRows()
  if (count < REPORTS) return submissionRows()
  if (count < PUBLICATIONS) return reportRows()
  if (count < DELIVERIES) return publicationRows()
  if (count < OWN) return deliveryRows()
  if (count < KEPT_PLAN) return ownRows()
  if (count < HOOKS) return keptSearchPlanRows()
  if (count < AUTHOR_EVENTS) return hookRows()
  if (count < PROOF_KEYS) return authorEventRows()
  if (count < ISSUER_RULES) return proofKeyRows()
  return count < TERM_COUNTS ? issuerRuleRows() : termCountRows()
}

/**
 * Where upgrades begin: in the short form at the migrations since which the rows differ, and at the last one. The rows of
 * these go through all later migrations. In the long form at every migration.
 */
const STARTS = [
  ...[1, CATALOGUE, EVENTS, RANKING, FEED, ADMIN, IMPROVEMENTS, LOGINS, PUBLISHERS, COUNTING, LIVE_SEARCH],
  ...[UNFINISHED, PARTITIONS, BOARD_DAYS, SCORES, RUN_DAYS, FILES, SCORE_BANDS, GIT_BLOBS, EDGE_PURGES, DEVICE_LOGINS],
  ...[SEARCH_INDEX, SEARCH_POSITIONS],
  ...[SEARCH_COUNTS, TRUST, AUTHORS, SUBMISSIONS, DELIVERIES, HOOKS],
]
const steps = names
  .map((name, index) => ({ name, count: index + 1 }))
  .filter(({ count }) => inject('long') || STARTS.includes(count) || count === names.length)

/** A database of the earlier system's shape with `rows` in it, brought up to date. */
async function upgraded(rows: Rows) {
  const { db, ...at } = await emptyDatabase()
  await migrateOnly(db, CATALOGUE - 1)
  await insertRows(db, rows)
  return { db, ...(await migrateDatabase(at)) }
}

const select = async (db: Db, query: ReturnType<typeof sql>) => (await db.execute(query)).rows

describe('an upgrade', () => {
  /** Without rows. It goes up by one migration from test to test, and each has a copy. */
  let stepped: TestDatabase
  let known = 0
  beforeAll(async () => {
    stepped = await emptyDatabase()
  })

  it.for(steps)('from $name keeps every row', async ({ count }) => {
    await migrateOnly(stepped.db, count, known)
    known = count
    const { db, ...at } = await copyDatabase(stepped)
    if (count >= BOARD_DAYS) await makeBoardDay(db)
    await insertRows(db, rowsAt(count))
    const before = await readRows(db)
    for (const [table, rows] of Object.entries(before)) expect(rows, `rows in ${table}`).not.toEqual([])

    expect(await migrateDatabase(at)).toEqual({ applied: names.slice(count), adopted: [], notes: [] })
    expect(comparable(await readRows(db), before)).toEqual(comparable(before, before))
  })

  it('keeps what search knows of skills, in fewer levels, until it has read them again', async () => {
    const { db, ...at } = await emptyDatabase()
    await migrateOnly(db, KEPT_PLAN - 1)
    await makeBoardDay(db)
    await insertRows(db, {
      ...ownRows(),
      search_counts: [
        { term_id: 7, skills: [2, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 5] },
        { term_id: 0, skills: [9] },
      ],
      search_vectors: [{ space: 1, term_id: 7, rarity: 1, vector: [100, -90_000] }],
    })
    await migrateDatabase(at)
    expect(await select(db, sql`select id, skills, strong, levels from search_terms order by id`)).toEqual([
      { id: 0, skills: 9, strong: 0, levels: 0b1 },
      { id: 7, skills: 15, strong: 9, levels: 0b1_1000_0000_0011 },
    ])
    expect(await select(db, sql`insert into search_terms (term) values ('next') returning id, term`)).toEqual([
      { id: 8, term: 'next' },
    ])
    expect(
      await select(db, sql`select s.keys, w.word from skill_search s join search_words w on w.id = any(s.words)`),
    ).toEqual([{ keys: [7 * 16 + 12], word: 'pdf' }])
    expect(await select(db, sql`select vector from search_vectors`)).toEqual([{ vector: [40, -32_767] }])
    expect(await select(db, sql`select skill_id from skill_search_changes`)).toEqual([{ skill_id: idOf(5) }])
  })

  it('leaves no member of a group that the first scoring would count twice', async () => {
    const { db, ...at } = await emptyDatabase()
    await migrateOnly(db, SCORES - 1)
    await makeBoardDay(db)
    await insertRows(db, boardDayRows())
    await migrateDatabase(at)
    await db.execute(sql`update skills set status = 'active', duplicate_of = null`)
    expect((await runAt(db, scoreSkillsJob)).counts.processed).toBeGreaterThan(0)
    expect(await findWrongPlaces(db, 5)).toEqual([])
  })

  describe('of many skills at once', () => {
    const TIMES = [
      ['2025-03-04T05:06:07+00:00', '2025-03-04 05:06:07+00'],
      ['2025-03-04T05:06:07.123456+00:00', '2025-03-04 05:06:07.123456+00'],
      ['2025-03-04 05:06:07.5+09:00', '2025-03-03 20:06:07.5+00'],
      ['2025-03-04T05:06:07-0330', '2025-03-04 08:36:07+00'],
      ['2025-03-04T05:06:07Z', '2025-03-04 05:06:07+00'],
      ['2025-03-04t05:06z', '2025-03-04 05:06:00+00'],
      ['2025-03-04T05:06:07.123', '2025-03-04 05:06:07.123+00'],
      ['2024-02-29', '2024-02-29 00:00:00+00'],
      [' 2025-03-04 05:06:07 ', '2025-03-04 05:06:07+00'],
    ].map(([text = '', time], i) => ({ text, time, id: idOf(5, 100 + i) }))

    const NO_TIMES = [
      ...['', 'soon', 'now', 'today', 'infinity', '-infinity', 'epoch', 'allballs', '2025-02-30'],
      ...['2025-13-01T00:00:00Z', '0000-01-01', '2025-03-04T25:00:00', '2025-03-04T05:06:07+99:00', '20250304'],
      ...['2025-03-04 BC', '1741064767'],
    ].map((text, i) => ({ text, id: idOf(5, 200 + i) }))

    const NAMES = [
      ['anthropics/skills', 'pdf-tools', 'anthropics', 'anthropics--pdf-tools'],
      ['Microsoft/Skills', ' PDF  Tools!_v2 ', 'Microsoft', 'microsoft--pdf-tools-v2'],
      ['https://github.com/anthropics/skills', 'ﬁle Ａ', 'anthropics', 'anthropics--file-a'],
      ['한국/기술', '번역 도우미', '한국', '한국--번역-도우미'],
      [null, '***', 'unknown', 'unknown--skill'],
      ['no-slash', 'Élan', 'unknown', 'unknown--élan'],
      ['/skills', 'x', 'unknown', 'unknown--x'],
      ['__/skills', 'y', '__', 'unknown--y'],
      [`${'o'.repeat(250)}/x`, 'n'.repeat(200), 'o'.repeat(200), `${'o'.repeat(200)}--${'n'.repeat(98)}`],
    ].map(([repo = null, name = '', owner, slug], i) => ({ repo, name, owner, slug, id: idOf(5, 300 + i) }))

    let db: Db
    let notes: unknown[]
    beforeAll(async () => {
      const skills = [
        skillRow({ name: 'tagged', summary: null, description_md: null }),
        ...TIMES.map(({ text, id }) => skillRow({ id, name: id, last_seen_at: text, last_changed_at: text })),
        ...NO_TIMES.map(({ text, id }) => skillRow({ id, name: id, last_seen_at: text, last_changed_at: null })),
        ...NAMES.map(({ repo, name, id }) => skillRow({ id, canonical_repo: repo, name })),
      ]
      ;({ db, notes } = await upgraded(earlierRows(skills)))
    })

    it.for(TIMES)('reads the text $text as a time, in UTC if it names no zone', async ({ time, id }) => {
      const [row] = await select(
        db,
        sql`select (last_seen_at at time zone 'UTC')::text || '+00' as seen, last_seen_at = last_changed_at as same
            from skills where id = ${id}::uuid`,
      )
      expect(row).toEqual({ seen: time, same: true })
    })

    it('sets a text that is no time to NULL, keeps and reports it, and reports nothing else', async () => {
      expect(notes).toEqual(
        NO_TIMES.map(({ text, id }) => ({
          migration: '0002_catalogue',
          tableName: 'skills',
          rowId: id,
          columnName: 'last_seen_at',
          oldValue: text,
        })),
      )
      const nulls = await select(db, sql`select id from skills where last_seen_at is null order by id`)
      expect(nulls).toEqual(NO_TIMES.map(({ id }) => ({ id })))
    })

    it.for(NAMES)('makes owner and slug of $repo and $name', async ({ owner, slug, id }) => {
      expect(await select(db, sql`select owner, slug from skills where id = ${id}::uuid`)).toEqual([{ owner, slug }])
    })

    it('leaves every active skill to be indexed, with its tags', async () => {
      await keepSearchCurrent(db, () => true)
      expect(
        await select(
          db,
          sql`select exists (select from skill_search join search_words w on w.id = any(words) where w.word = 'pdf') as found`,
        ),
      ).toEqual([{ found: true }])
    })
  })

  it('gives the plain slug to the earliest skill, and adds ids to the others', async () => {
    const id = (end: string) => `aaaaaaaa-0000-4000-8000-00000000000${end}`
    const skills = [
      skillRow({ id: id('1'), created_at: '2025-01-02T00:00:00Z' }),
      skillRow({ id: id('2'), created_at: '2025-01-01T00:00:00Z', name: 'PDF Tools' }),
      skillRow({ id: id('3'), created_at: '2025-01-03T00:00:00Z' }),
      skillRow({ id: id('4'), name: 'pdf-tools-aaaaaaaa-aaaaaaaa0000400080000000-x' }),
    ]
    const { db } = await upgraded(earlierRows(skills))
    expect(await select(db, sql`select id, slug from skills order by created_at`)).toEqual([
      { id: id('2'), slug: 'anthropics--pdf-tools' },
      { id: id('1'), slug: 'anthropics--pdf-tools-aaaaaaaa' },
      { id: id('3'), slug: 'anthropics--pdf-tools-aaaaaaaa-aaaaaaaa000040008000000000000003' },
      { id: id('4'), slug: 'anthropics--pdf-tools-aaaaaaaa-aaaaaaaa0000400080000000-x' },
    ])
  })

  it('avoids a slug that another skill has by its own name', async () => {
    const skills = [
      skillRow({ id: idOf(5, 1), created_at: '2025-01-01T00:00:00Z' }),
      skillRow({ id: idOf(5, 2), created_at: '2025-01-02T00:00:00Z' }),
      skillRow({ id: idOf(5, 3), created_at: '2025-01-03T00:00:00Z', name: 'pdf-tools-00000005' }),
    ]
    const { db } = await upgraded(earlierRows(skills))
    expect(await select(db, sql`select slug from skills order by created_at`)).toEqual([
      { slug: 'anthropics--pdf-tools' },
      { slug: `anthropics--pdf-tools-00000005-${idOf(5, 2).replaceAll('-', '')}` },
      { slug: 'anthropics--pdf-tools-00000005' },
    ])
  })

  it('creates a board for each date, scope and category, with the best place of each skill', async () => {
    const categoryId = idOf(2)
    const entries = [
      entryRow({ id: idOf(7, 1), rank: 2, created_at: '2025-03-04T06:00:00Z' }),
      entryRow({ id: idOf(7, 2), rank: 1, created_at: '2025-03-04T05:00:00Z' }),
      entryRow({ id: idOf(7, 3), rank: 3, skill_id: idOf(5, 2) }),
      entryRow({ id: idOf(7, 4), scope: 'category', category_id: categoryId }),
      entryRow({ id: idOf(7, 5), snapshot_date: '2025-03-05' }),
    ]
    const { db } = await upgraded(
      earlierRows([skillRow(), skillRow({ id: idOf(5, 2) })], { skill_rank_snapshots: entries }),
    )
    const boards = await select(
      db,
      sql`select b.snapshot_date, b.scope, b.category_id, b.total, (b.generated_at at time zone 'UTC')::text as generated,
            array_agg(e.id order by e.rank) as entries
          from rank_snapshots b join skill_rank_snapshots e on e.snapshot_id = b.id
          group by b.id order by 1, 2 desc`,
    )
    const made = '2025-03-04 05:06:07.123456'
    const global = { scope: 'global', category_id: null, generated: made }
    expect(boards).toEqual([
      {
        ...global,
        snapshot_date: '2025-03-04',
        total: 2,
        generated: '2025-03-04 06:00:00',
        entries: [idOf(7, 2), idOf(7, 3)],
      },
      {
        snapshot_date: '2025-03-04',
        scope: 'category',
        category_id: categoryId,
        generated: made,
        total: 1,
        entries: [idOf(7, 4)],
      },
      { ...global, snapshot_date: '2025-03-05', total: 1, entries: [idOf(7, 5)] },
    ])
    expect(await select(db, sql`select id from skill_rank_snapshots where snapshot_id is null`)).toEqual([
      { id: idOf(7, 1) },
    ])
  })
})
