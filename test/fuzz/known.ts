import { sql } from 'drizzle-orm'
import type { Db } from '../../src/db/connect.ts'
import { JOBS } from '../../src/jobs/index.ts'
import { PASSWORD } from '../support/api/accounts.ts'
import type { Known } from './schema-values.ts'

const ACCOUNTS = ['dana', 'lee', 'kim']

/** Pages with one row, by operation. Their `next_cursor` is a valid cursor of the operation. */
const LISTS: Record<string, readonly string[]> = {
  listSkills: ['/v1/skills?size=1', '/v1/skills?size=1&sort=latest', '/v1/skills?size=1&q=csv'],
  listUpdates: ['/v1/updates?limit=1'],
  getRankings: ['/v1/rankings?page_size=1', '/v1/rankings?page_size=1&by=power'],
  getFeed: ['/v1/feed?limit=1', '/v1/feed?limit=1&kind=skill'],
  listAdminSkills: ['/v1/admin/skills?size=1'],
  listRawSkills: ['/v1/admin/raw-skills?size=1'],
  listCategories: ['/v1/admin/categories?size=1'],
  listTags: ['/v1/admin/tags?size=1'],
  listCategoryAliases: ['/v1/admin/category-aliases?size=1'],
  listSites: ['/v1/admin/sites?size=1'],
  listSources: ['/v1/admin/sources?size=1'],
  listJobRuns: ['/v1/admin/jobs/runs?size=1'],
  listAudit: ['/v1/admin/audit?size=1'],
  listAccounts: ['/v1/admin/users?size=1'],
}

/**
 * Returns values that exist, by field name, or by `<previous segment>/<name>` for placeholders of a path. `read` calls the
 * API as an admin. The order is fixed, so that the same draw means the same row in each run, although ids differ.
 */
export async function readKnown(db: Db, siteSecret: string, read: (path: string) => Promise<unknown>): Promise<Known> {
  const column = async (query: string) => {
    const { rows } = await db.execute<{ value: string }>(sql.raw(query))
    return rows.map(({ value }) => value)
  }
  const [skillIds, slugs] = [
    await column('select id as value from skills order by slug'),
    await column('select slug as value from skills order by slug'),
  ]
  const files = await column('select id as value from raw_skills order by skill_path, github_repo')
  const hashes = await column('select content_hash as value from raw_skills group by 1 order by count(*) desc, 1')
  const categories = await column('select id as value from categories order by key')
  const keys = await column('select key as value from categories order by key')
  const tags = await column('select id as value from tags order by key')
  const tagKeys = await column('select key as value from tags order by key')
  const sites = await column('select id as value from sites order by key')
  const sources = await column('select id as value from skill_sources order by name')
  const runs = await column('select run_id as value from job_runs order by job')
  const accounts = await column(
    `select id as value from admin_users where username in ('${ACCOUNTS.join("', '")}') order by username`,
  )
  const lists = await cursorsOf(read)
  return {
    ...Object.fromEntries(Object.entries(lists).map(([id, cursors]) => [`${id}/cursor`, cursors])),
    cursors: Object.values(lists).flat(),
    'skills/ref': [...slugs, ...skillIds],
    'skills/id': [...skillIds, ...slugs],
    'raw-skills/id': files,
    'categories/id': [...categories, ...keys],
    'tags/id': [...tags, ...tagKeys],
    'category-aliases/id': await column('select id as value from category_aliases order by raw_category'),
    'sites/id': sites,
    'sites/key': ['docs', 'small', 'paused', 'archived', 'unknown'],
    'sources/id': sources,
    'audit/id': await column('select id as value from audit_log order by id limit 20'),
    'users/id': accounts,
    'runs/run_id': runs,
    'jobs/name': [...JOBS.keys(), 'crawl'],
    'login/username': [...ACCOUNTS, 'nobody'],
    'login/password': [PASSWORD, PASSWORD, 'wrong'],
    current_password: [PASSWORD],
    category: keys,
    tag: tagKeys,
    'suggest/q': ['c', 'csv pro', '회의'],
    owner: ['acme', 'harbor'],
    'updateSource/owner': [],
    'auditLockfile/name': slugs,
    'auditLockfile/source': ['acme/kit', 'acme/skills', 'https://github.com/acme/kit/tree/main/kit-1'],
    'auditLockfile/version': ['1.0.0'],
    category_id: [...categories, ...keys],
    source_id: sources,
    parent_id: sources,
    into: [...tags, ...tagKeys],
    skill_id: skillIds,
    slug: slugs,
    file_hash: hashes.slice(0, 2),
    'approveRawSkills/id': files,
    'rejectRawSkills/id': files,
    snapshot: await column('select id as value from rank_snapshots order by scope, category_id'),
    site_id: [...sites, 'anonymous'],
    job: [...JOBS.keys()],
    actor: ['tester'],
    base_url: [
      'https://github.com/harbor-lab/csv-profiling',
      'https://github.com/mossfield-edu',
      'https://raw.githubusercontent.com/acme/other/main/list.json',
    ],
    repo: ['harbor-lab/csv-profiling', 'acme/kit', 'papercrane/podcast-cleanup', 'nobody/nothing'],
    path: ['', 'kit-1/same/SKILL.md', 'skills'],
    url: ['https://github.com/ledgerline/access-review', 'https://github.com/acme/kit/tree/main/kit-1'],
    allowed_origins: ['https://docs.acme.example', 'http://localhost:8787'],
    secret: [siteSecret],
  }
}

async function cursorsOf(read: (path: string) => Promise<unknown>): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const [id, paths] of Object.entries(LISTS)) {
    found[id] = []
    for (const path of paths) {
      const { next_cursor: cursor } = (await read(path)) as { next_cursor?: string | null }
      if (!cursor) throw new Error(`${path} has no second page.`)
      found[id].push(cursor)
    }
  }
  return found
}
