import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../../support/builders/crawls.ts'

let c: CrawlSetup
beforeEach(async () => {
  c = await aCrawl()
})
afterEach(() => c.stop())

const BLOB = /\/git\/blobs\//
const TARBALL = /\/tarball\/|^\/codeload\//
const CODELOAD = /^\/codeload\//
const source = (repo = 'acme/kit') => aSource(c.db, { url: `https://github.com/${repo}`, autoApprove: true })

/** A repository of so many skills of two files each. */
async function aRepository(skills: number, repo = 'acme/kit') {
  for (let n = 0; n < skills; n++) {
    await c.write(`${repo}/skills/s${n}/SKILL.md`, skillText(`s${n}`))
    await c.write(`${repo}/skills/s${n}/scripts/run.sh`, `echo ${n}\n`)
  }
}

const numberOf = async (query: ReturnType<typeof sql>) =>
  Number((await c.db.execute<{ n: number }>(sql`select count(*)::int as n from ${query}`)).rows[0]?.n)
/** The commit that GitHub says is the last one of a branch. */
const head = async (branch: string) => {
  const headers = { Accept: 'application/vnd.github.sha' }
  return (await fetch(`${c.github.url}/repos/acme/kit/commits/${branch}`, { headers })).text()
}
const versions = () => numberOf(sql`skill_versions`)

it('a repository of 900 skills costs four requests', async () => {
  await aRepository(900)
  await source()
  const asked = await c.asking(async () => {
    expect(await c.tick()).toMatchObject({ status: 'succeeded', errors: [], counts: { files: 900, created: 900 } })
  })
  expect(asked.map((path) => path.replace(/[\da-f]{40}/, 'COMMIT'))).toEqual([
    '/repos/acme/kit',
    '/repos/acme/kit/commits/heads%2Fmain',
    '/repos/acme/kit/git/trees/COMMIT?recursive=1',
    '/codeload/acme/kit/legacy.tar.gz/COMMIT',
  ])
  expect(await numberOf(sql`raw_skills r join folders f on f.digest = r.folder_digest where f.files = 2`)).toBe(900)
})

it('a second crawl makes no second version, and a changed byte makes exactly one', async () => {
  await aRepository(15)
  await source()
  await c.tick()
  expect(await versions()).toBe(15)
  await c.write('acme/kit/README.md', '# Another commit')
  c.later(HOUR)
  expect((await c.tick()).counts).toMatchObject({ requests: 3, files: 15 })
  expect(await versions()).toBe(15)
  await c.write('acme/kit/skills/s3/scripts/run.sh', 'echo 4\n')
  c.later(HOUR)
  // Another skill has this file already.
  expect((await c.tick()).counts).toMatchObject({ requests: 3, fetched: 1, changed: 1, approved: 1 })
  expect(await versions()).toBe(16)
  await c.makeRunnable('acme/kit/skills/s5/scripts/run.sh')
  c.later(HOUR)
  expect((await c.tick()).counts).toMatchObject({ requests: 3, changed: 1 })
  expect(await versions()).toBe(17)
})

it('what GitHub leaves out of its archive or changes in it comes as blobs', async () => {
  await aRepository(15)
  await c.write('acme/kit/.gitattributes', '*.sh eol=crlf\nsecret.md export-ignore\nversion.txt export-subst\n')
  await c.write('acme/kit/skills/s0/secret.md', 'not in the archive')
  await c.write('acme/kit/skills/s0/version.txt', '$Format:%H$\n')
  await source()
  const asked = await c.asking(async () => {
    expect(await c.tick()).toMatchObject({ status: 'succeeded', errors: [], counts: { created: 15 } })
  })
  expect(asked.filter((path) => BLOB.test(path))).toHaveLength(17)
  const folder = await c.folder('skills/s0/SKILL.md')
  const text = (path: string) => new TextDecoder().decode(folder?.[path]?.bytes)
  expect(['secret.md', 'version.txt', 'scripts/run.sh'].map(text)).toEqual([
    'not in the archive',
    '$Format:%H$\n',
    'echo 0\n',
  ])
})

describe('an archive that does not come', () => {
  it.each([
    ['as there is none', TARBALL, { status: 404 }],
    ['as GitHub fails', TARBALL, { status: 500 }],
    ['as it is none', CODELOAD, { status: 200, body: Buffer.from('no archive') }],
    ['as it leads to another host', TARBALL, { status: 302, headers: { Location: 'https://evil.test/x' } }],
  ] as const)('%s: the files come as blobs', async (_, path, answer) => {
    await aRepository(12)
    await source()
    c.github.intercept((asked) => (path.test(asked) ? { ...answer } : null))
    expect(await c.tick()).toMatchObject({ status: 'succeeded', errors: [], counts: { created: 12 } })
    expect(await numberOf(sql`raw_skills r join folders f on f.digest = r.folder_digest where f.files = 2`)).toBe(12)
  })

  it('to its end has been stored as far as it came', async () => {
    await aRepository(30)
    await source()
    c.github.intercept(async (asked) => {
      if (!CODELOAD.test(asked)) return null
      c.github.intercept()
      const whole = await fetch(`${c.github.url}${asked}`)
      const bytes = Buffer.from(await whole.arrayBuffer())
      return { status: 200, body: bytes.subarray(0, Math.floor(bytes.length / 2)) }
    })
    const asked = await c.asking(async () => {
      expect(await c.tick()).toMatchObject({ status: 'succeeded', errors: [], counts: { created: 30 } })
    })
    const blobs = asked.filter((path) => BLOB.test(path)).length
    expect(blobs).toBeGreaterThan(0)
    expect(blobs).toBeLessThan(60)
  })
})

it('a stop between the upload and the commit leaves nothing wrong, and nothing is read again', async () => {
  await aRepository(15)
  await source()
  await c.db.execute(
    sql`create function stop() returns trigger language plpgsql as $$ begin raise 'stopped' using errcode = '57P01'; end $$`,
  )
  await c.db.execute(sql`create trigger stop before insert on folders for each row execute function stop()`)
  expect((await c.tick()).status).toBe('partial')
  expect(await numberOf(sql`raw_skills`)).toBe(0)
  expect(await numberOf(sql`files`)).toBe(30)
  await c.db.execute(sql`drop trigger stop on folders`)
  c.later(24 * HOUR)
  expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { created: 15, requests: 3 } })
  expect(await numberOf(sql`files`)).toBe(30)
  expect(await versions()).toBe(15)
})

it('eight parallel crawls of repositories that share files end in one copy of each', async () => {
  const repos = Array.from({ length: 8 }, (_, n) => `acme/kit${n}`)
  const ids: string[] = []
  for (const repo of repos) {
    await aRepository(12, repo)
    ids.push(await source(repo))
  }
  const reports = await Promise.all(ids.map((id) => c.crawl(id)))
  expect(reports.map(({ status, errors }) => [status, errors])).toEqual(repos.map(() => ['succeeded', []]))
  expect(await numberOf(sql`files`)).toBe(24)
  expect(await numberOf(sql`git_blobs`)).toBe(24)
  expect(await numberOf(sql`folders`)).toBe(12)
  expect(await numberOf(sql`raw_skills where folder_digest is not null`)).toBe(96)
})

it('a default branch with a slash is read, and its commit is kept, not the id of its tree', async () => {
  await aRepository(12)
  await c.write('acme/kit.json', JSON.stringify({ default_branch: 'release/2' }))
  await source()
  const asked = await c.asking(() => c.tick())
  const commit = await head('release%2F2')
  expect(asked).toContain(`/codeload/acme/kit/legacy.tar.gz/${commit}`)
  const { rows } = await c.db.execute(sql`select distinct commit_sha from raw_skills`)
  expect(rows).toEqual([{ commit_sha: commit }])
})

it('a push between the requests does not mix two commits: the listing and the archive are of the first', async () => {
  await aRepository(12)
  await source()
  const first = await head('main')
  c.github.intercept(async (path) => {
    if (!path.includes('/git/trees/')) return null
    c.github.intercept()
    await c.write('acme/kit/README.md', '# Pushed')
    return null
  })
  const asked = await c.asking(() => c.tick())
  expect(await head('main')).not.toBe(first)
  expect(asked.filter((path) => path.includes('/git/trees/'))).toEqual([
    `/repos/acme/kit/git/trees/${first}?recursive=1`,
  ])
})
