import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { verifyPassword } from '../../../src/http/auth/password.ts'
import { publishOutbox } from '../../../src/jobs/publish-outbox.ts'
import { readRows } from '../../db/migrations/rows.ts'
import { anAccount } from '../../support/api/accounts.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { expectedState, publishedState } from '../../support/oracles/feed-oracle.ts'
import { ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

const PASSWORD = 'a password of the tests'

let at: TestDatabase
beforeEach(async () => {
  at = await createDatabase()
})

const init = async (...argv: string[]) => {
  const run = await ops(at, ['init-test-data', '--prefix', 'demo', ...argv])
  return { ...run, details: () => run.summary().details as Record<string, Record<string, number>> }
}
const rows = async (query: string) => (await at.db.execute(sql.raw(query))).rows
/** What is in the tables, but for what every run leaves: its history, its lease, what it told the feed and wrote down. */
async function contents() {
  const { job_runs, job_leases, publish_outbox, published_items, feed_state, audit_log, ...others } = await readRows(
    at.db,
  )
  return Object.fromEntries(
    Object.entries(others).map(([table, list]) => [table, list.map((row) => JSON.stringify(row)).toSorted()]),
  )
}

describe('ops init-test-data', () => {
  it('creates an admin, a source, a site, skills and events, and says how many', async () => {
    const { code, details, stdout, stderr } = await init(
      '--password',
      PASSWORD,
      '--email',
      'demo@example.org',
      '--org-slug',
      'demo-lab',
      '--site-url',
      'https://demo.test',
    )
    expect(code).toBe(0)
    expect(details().created).toEqual({ accounts: 1, sources: 1, sites: 1, skills: 3, events: 12 })
    expect(await rows(`select slug, status, owner from skills order by slug`)).toEqual(
      ['01', '02', '03'].map((n) => ({ slug: `demo-lab--demo-skill-${n}`, status: 'active', owner: 'demo-lab' })),
    )
    expect(await rows(`select key, allowed_origins from sites`)).toEqual([
      { key: 'demo-site', allowed_origins: ['https://demo.test'] },
    ])
    const [account] = await rows(`select username, role, password_hash from admin_users`)
    expect(account).toMatchObject({ username: 'demo@example.org', role: 'admin' })
    expect(await verifyPassword(PASSWORD, String(account?.password_hash))).toBe(true)
    expect(stdout + stderr).not.toContain(PASSWORD)
  })

  it('creates nothing twice with the same parameters', async () => {
    await init('--password', PASSWORD, '--profile', 'proof-ready')
    const before = await contents()
    const again = await init('--password', PASSWORD, '--profile', 'proof-ready')
    expect(again.details().created).toEqual({ accounts: 0, sources: 0, sites: 0, skills: 0, events: 0 })
    expect(await contents()).toEqual(before)
  })

  it('counts the events of the profile proof-ready, and can extend a smaller profile', async () => {
    await init()
    const { details } = await init('--profile', 'proof-ready')
    expect(details().created).toMatchObject({ skills: 9, events: 288 })
    expect(await rows(`select count(*)::int as n from skill_events`)).toEqual([{ n: 300 }])
    expect((await ops(at, ['verify-counts'])).code).toBe(0)
    expect(await rows(`select sum(uses_30d) > 0 as used from skill_popularity`)).toEqual([{ used: true }])
  })

  it('ranks the skills of the profile ranking-ready, in categories that are not relaxed', async () => {
    expect((await init('--profile', 'ranking-ready')).code).toBe(0)
    const boards = await rows(
      `select scope, total from rank_snapshots where total > 0 and superseded_at is null order by total desc`,
    )
    expect(boards).toEqual([{ scope: 'global', total: 36 }, ...Array(3).fill({ scope: 'category', total: 12 })])
    expect(await rows(`select sum(members)::int as n from score_groups where members >= 10`)).toEqual([{ n: 36 }])
  })

  it('creates no account without a password, and says so', async () => {
    const { details, summary } = await init()
    expect(details().created).not.toHaveProperty('accounts')
    expect(summary().warnings).toContainEqual(expect.stringContaining('--password'))
    expect(await rows(`select 1 from admin_users`)).toEqual([])
  })

  it.each(['minimal', 'ranking-ready'])(
    'predicts in a dry run of %s what it then creates, and creates nothing',
    async (profile) => {
      const before = await contents()
      const rehearsed = await init('--profile', profile, '--password', PASSWORD, '--dry-run')
      expect(await contents()).toEqual(before)
      const done = await init('--profile', profile, '--password', PASSWORD)
      expect(rehearsed.details().would_create).toEqual(done.details().created)
    },
  )

  it('removes exactly the rows of its prefix, reports them, and announces that to the feed', async () => {
    const mine = await aSkill(at.db, { tags: ['mine'], category: 'development' })
    await anAccount(at.db)
    await ops(at, ['init-test-data', '--prefix', 'other', '--profile', 'proof-ready'])
    await runAt(at.db, publishOutbox)
    const before = await contents()
    await init('--password', PASSWORD, '--profile', 'proof-ready')
    await runAt(at.db, publishOutbox)
    const rehearsed = await init('--cleanup', '--dry-run')
    const done = await init('--cleanup')
    expect(done.details().removed).toEqual(rehearsed.details().would_remove)
    expect(done.details().removed).toMatchObject({
      skills: 12,
      raw_skills: 12,
      sources: 1,
      sites: 1,
      accounts: 1,
      skill_events: 300,
      tags: 1,
    })
    await runAt(at.db, publishOutbox)
    expect(await publishedState(at.db)).toEqual(await expectedState(at.db))
    const after = await contents()
    // The categories that its skills needed are everybody's, popularity says when it was last counted, what the edge keeps of its
    // skills is still to be purged, and search is still to forget them.
    const differing = ['categories', 'skill_popularity', 'popularity_state', 'cache_purges', 'skill_search_changes']
    for (const table of Object.keys(before).filter((name) => !differing.includes(name)))
      expect([table, after[table]]).toEqual([table, before[table]])
    expect(await rows(`select id from skills where id = '${mine.id}'`)).toHaveLength(1)
    expect((await init('--cleanup')).details().removed).toMatchObject({ skills: 0, sites: 0, accounts: 0 })
  })

  it('does not remove the last admin while there are other accounts', async () => {
    await init('--password', PASSWORD)
    await anAccount(at.db, { role: 'reviewer' })
    expect((await init('--cleanup')).details().removed).toMatchObject({ accounts: 0, skills: 3 })
  })

  it.each([
    [['--prefix', 'Demo'], '--prefix'],
    [['--profile', 'huge'], '--profile'],
    [['--password', 'short'], '--password'],
    [['--site-url', 'https://x.test/path'], '--site-url'],
    [['--email', 'a b'], '--email'],
  ])('refuses %j', async (argv, named) => {
    const { code, stderr } = await init(...argv)
    expect(code).toBe(3)
    expect(stderr).toContain(named)
    expect(await rows(`select 1 from skill_sources`)).toEqual([])
  })

  it('refuses names that belong to other rows', async () => {
    await at.db.execute(
      sql`insert into skill_sources (id, name, type, created_at, updated_at) values (gen_random_uuid(), 'taken', 'folder', now(), now())`,
    )
    const { code, stderr } = await init('--org-slug', 'taken')
    expect(code).toBe(3)
    expect(stderr).toContain('--org-slug')
    expect(await rows(`select 1 from job_runs where job = 'init-test-data'`)).toEqual([])
  })

  it('reports a late refusal as a failed target, because it has already created rows', async () => {
    await at.db.execute(
      sql`insert into skill_sources (id, name, type, created_at, updated_at) values (gen_random_uuid(), 'taken', 'folder', now(), now())`,
    )
    const { code, summary } = await init('--org-slug', 'taken', '--password', PASSWORD)
    expect(code).toBe(2)
    expect(summary().errors[0]).toEqual({ target: 'source', reason: expect.stringContaining('--org-slug') })
    expect(await rows(`select status from job_runs where job = 'init-test-data'`)).toEqual([{ status: 'partial' }])
  })
})
