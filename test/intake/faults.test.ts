import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StandInAnswer } from '../../src/local/github-answers.ts'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../support/builders/crawls.ts'
import { gitIdOf } from '../support/outside/github.ts'

let c: CrawlSetup
let id: string
beforeEach(async () => {
  c = await aCrawl()
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await c.write(`acme/kit/${name}/SKILL.md`, skillText(name))
  id = await aSource(c.db, { url: 'https://github.com/acme/kit', interval: 1440 })
})
afterEach(() => c.stop())

/** From now on, requests to a matching path get this answer, and all others go to the stand-in. */
const answering = (path: RegExp, answer: StandInAnswer) =>
  c.github.intercept((asked) => (path.test(asked) ? answer : null))
const MINUTE = 60_000
const minutesTo = async () => (Date.parse(String((await c.source(id)).next_crawl_at)) - c.now().getTime()) / MINUTE
const REPO = /^\/repos\/acme\/kit$/
const TREE = /\/git\/trees\//
const COMMIT = /\/commits\//
const BLOB = /\/git\/blobs\//

describe('a source that fails', () => {
  it('is retried after 10, 20, 40 minutes and so on, up to a day, and is healthy again after the first success', async () => {
    answering(REPO, { status: 502 })
    const waits: number[] = []
    for (let failure = 1; failure <= 10; failure++) {
      expect(await c.tick()).toMatchObject({
        status: 'partial',
        errors: [{ reason: 'GitHub answered with status 502.' }],
      })
      waits.push(await minutesTo())
      c.later((waits.at(-1) ?? 0) * MINUTE)
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440])
    expect(await c.source(id)).toMatchObject({ status: 'error', crawl_failures: 10, last_crawled_at: null })
    c.github.intercept()
    expect((await c.tick()).status).toBe('succeeded')
    expect(await c.source(id)).toMatchObject({ status: 'active', crawl_failures: 0, crawl_error: null })
    expect(await minutesTo()).toBe(1440)
  })

  it('is retried no later than its interval', async () => {
    await c.db.execute(sql`update skill_sources set crawl_interval_minutes = 15`)
    answering(REPO, { status: 500 })
    await c.tick()
    c.later(10 * MINUTE)
    await c.tick()
    expect(await minutesTo()).toBe(15)
  })

  it('keeps what was stored before, and does not hold up the others', async () => {
    const other = await aSource(c.db, { url: 'https://github.com/acme/other' })
    await c.write('acme/other/x/SKILL.md', skillText('x'))
    await c.write('acme/slow/x/SKILL.md', skillText('x'))
    answering(TREE, { status: 503 })
    await c.tick()
    c.github.intercept((path) => (path.startsWith('/repos/acme/kit') ? { status: 503 } : null))
    c.later(HOUR)
    expect((await c.tick()).counts).toMatchObject({ sources: 2, created: 1 })
    expect(await c.files(other)).toHaveLength(1)
    expect(await c.source(other)).toMatchObject({ status: 'active' })
  })

  it('in the middle has stored what it read, and continues from there', async () => {
    let blobs = 0
    c.github.intercept((path) => (BLOB.test(path) && ++blobs > 4 ? { status: 500 } : null))
    expect(await c.tick()).toMatchObject({ status: 'partial', counts: { fetched: 4, created: 4 } })
    expect(await c.source(id)).toMatchObject({ crawl_etag: null, status: 'error' })
    c.github.intercept()
    c.later(HOUR)
    expect((await c.tick()).counts).toMatchObject({ files: 6, fetched: 2, created: 2 })
  })

  it('leaves out a file that GitHub lists but does not have, and tries it again the next time', async () => {
    let blobs = 0
    c.github.intercept((path) => (BLOB.test(path) && ++blobs === 2 ? { status: 404 } : null))
    const report = await c.tick()
    expect(report).toMatchObject({ status: 'partial', counts: { fetched: 5 }, errors: [{ target: 'b/SKILL.md' }] })
    expect(await c.source(id)).toMatchObject({
      ...{ status: 'active', crawl_failures: 0, crawl_etag: null },
      crawl_error: expect.stringContaining('b/SKILL.md'),
    })
    c.github.intercept()
    c.later(24 * HOUR)
    expect((await c.tick()).counts).toMatchObject({ fetched: 1, created: 1 })
    expect(await c.source(id)).toMatchObject({ crawl_error: null, crawl_etag: expect.any(String) })
  })

  it.each([
    ['is too large an answer', REPO, { status: 200, body: { x: 'x'.repeat(300_000) } }, /more than 262144 bytes/],
    ['is no JSON', REPO, { status: 200, body: Buffer.from('<html>') }, /unknown format/],
    ['is of another shape', TREE, { status: 200, body: { tree: 1 } }, /unknown format/],
    ['has no branch', COMMIT, { status: 422 }, /does not list the default branch main/],
    ['names no commit', COMMIT, { status: 200, body: Buffer.from('main') }, /unknown format/],
    [
      'leads to another host',
      REPO,
      { status: 302, headers: { Location: 'https://evil.test/x' } },
      /host that is not allowed/,
    ],
    [
      'leads into a private network',
      REPO,
      { status: 302, headers: { Location: 'http://10.0.0.1/' } },
      /host that is not allowed/,
    ],
    [
      'names the repository so that it leads elsewhere',
      REPO,
      { status: 200, body: { full_name: '../x', default_branch: 'm', private: false } },
      /named the repository/,
    ],
  ] as [string, RegExp, StandInAnswer, RegExp][])('%s: nothing is stored or marked', async (_, path, answer, said) => {
    await c.tick()
    await c.db.execute(sql`update skill_sources set crawl_etag = null`)
    c.later(24 * HOUR)
    answering(path, answer)
    expect((await c.tick()).status).toBe('partial')
    expect((await c.source(id)).crawl_error).toMatch(said)
    expect((await c.files()).filter(({ vanished }) => vanished)).toEqual([])
  })

  it('has an address that cannot be crawled, and sends no request', async () => {
    await c.db.execute(sql`update skill_sources set base_url = 'https://github.com.evil.test/x'`)
    expect(await c.asking(() => c.tick())).toEqual([])
    expect(await c.source(id)).toMatchObject({ status: 'error', crawl_error: 'The source has no address to crawl.' })
  })
})

describe('a repository that is gone', () => {
  it.each([404, 451])('(%i) has its files marked and is asked again; it may come back', async (status) => {
    await c.tick()
    c.later(24 * HOUR)
    answering(/^\/repos\/acme\/kit$|^\/repositories\//, { status })
    expect(await c.tick()).toMatchObject({ status: 'partial', counts: { vanished: 6 } })
    expect(await c.source(id)).toMatchObject({ status: 'error', crawl_etag: null })
    c.github.intercept()
    c.later(HOUR)
    expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { returned: 6, requests: 3 } })
    expect((await c.files()).every(({ vanished }) => !vanished)).toBe(true)
  })

  it('is also one that only our token may see', async () => {
    await c.tick()
    c.later(24 * HOUR)
    await c.write('acme/kit.json', JSON.stringify({ private: true }))
    expect(await c.tick()).toMatchObject({ counts: { vanished: 6, requests: 2 } })
  })

  it('is not one that is merely empty', async () => {
    await c.tick()
    await c.db.execute(sql`update skill_sources set crawl_etag = null`)
    c.later(24 * HOUR)
    answering(COMMIT, { status: 409 })
    expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { files: 0, vanished: 6 } })
  })
})

describe('a listing that GitHub cuts short', () => {
  it('is taken as far as it goes; nothing is marked, nothing fails, and the next crawl looks again', async () => {
    await c.tick()
    const sha = gitIdOf(skillText('new'))
    await c.write('acme/kit/README.md', 'Another push.')
    c.github.intercept((path) => {
      if (TREE.test(path))
        return {
          status: 200,
          body: { truncated: true, tree: [{ path: 'new/SKILL.md', mode: '100644', type: 'blob', sha, size: 9 }] },
        }
      return path.endsWith(sha) ? { status: 200, body: Buffer.from(skillText('new')) } : null
    })
    c.later(24 * HOUR)
    expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { files: 1, created: 1, vanished: 0 } })
    expect(await c.files()).toHaveLength(7)
    expect((await c.files()).filter(({ vanished }) => vanished)).toEqual([])
    expect(await c.source(id)).toMatchObject({
      ...{ status: 'active', crawl_failures: 0, crawl_etag: null },
      crawl_error: expect.stringContaining('only a part'),
    })
  })
})

describe('a file', () => {
  it('of over a megabyte is reported but not fetched', async () => {
    await c.write('acme/kit/big/SKILL.md', skillText('big', 'x'.repeat(1024 * 1024)))
    const asked = await c.asking(() => c.tick())
    expect(asked.filter((path) => BLOB.test(path))).toHaveLength(6)
    const { rows } = await c.db.execute(
      sql`select parse_status, content is null as bare, parse_errors->0->>'rule' as rule from raw_skills where skill_path = 'big/SKILL.md'`,
    )
    expect(rows).toEqual([{ parse_status: 'invalid', bare: true, rule: 'file.too-large' }])
    await c.db.execute(sql`update skill_sources set crawl_etag = null`)
    c.later(24 * HOUR)
    expect((await c.tick()).counts).toMatchObject({ files: 7, requests: 3 })
  })

  it('that the database refuses is left out, and its neighbours are stored', async () => {
    await c.db.execute(sql`alter table raw_skills add constraint no_c check (name_raw <> 'c')`)
    const report = await c.tick()
    expect(report).toMatchObject({ status: 'partial', errors: [{ target: 'c/SKILL.md' }], counts: { created: 5 } })
    expect(JSON.stringify(report)).not.toMatch(/no_c|insert/)
  })

  it('at a path that cannot be stored does not stop the others', async () => {
    const odd = [
      'a\0/SKILL.md',
      '\ud800/SKILL.md',
      'x'.repeat(2000).concat('/SKILL.md'),
      '../SKILL.md',
      "';--/SKILL.md",
    ]
    c.github.intercept((path) => {
      if (BLOB.test(path)) return { status: 200, body: Buffer.from(skillText('odd')) }
      const tree = odd.map((at) => ({
        path: at,
        mode: '100644',
        type: 'blob',
        sha: gitIdOf(skillText('odd')),
        size: 9,
      }))
      return TREE.test(path) ? { status: 200, body: { truncated: false, tree } } : null
    })
    expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { files: 3, created: 3 } })
  })

  it.each([
    ['that is cut between the halves of a character', `${'a'.repeat(224)}😀${'b'.repeat(80)}`],
    ['of nothing but such characters', '😀'.repeat(300)],
    ['that is too long to be in an index', Array.from({ length: 100 }, () => crypto.randomUUID()).join('')],
  ])('at a path %s is stored, and so are its neighbours', async (_, folder) => {
    // Wherever the cut is made, it splits one of these.
    const odd = ['', 'y', 'yy'].map((more) => `${more}${folder}/SKILL.md`)
    c.github.intercept((path) => {
      if (BLOB.test(path)) return { status: 200, body: Buffer.from(skillText('odd')) }
      const all = [...odd, 'plain/SKILL.md']
      const tree = all.map((at) => ({
        path: at,
        mode: '100644',
        type: 'blob',
        sha: gitIdOf(skillText('odd')),
        size: 9,
      }))
      return TREE.test(path) ? { status: 200, body: { truncated: false, tree } } : null
    })
    expect(await c.tick()).toMatchObject({ status: 'succeeded', errors: [], counts: { files: 4, created: 4 } })
    const stored = (await c.files()).map(({ path }) => path)
    expect(stored).toHaveLength(4)
    expect(new Set(stored).size).toBe(4)
    await c.db.execute(sql`update skill_sources set crawl_etag = null`)
    c.later(24 * HOUR)
    expect((await c.tick()).counts).toMatchObject({ files: 4, requests: 3, vanished: 0 })
  })

  it('that is one of many unavailable ones is among the 50 reported, or among the others counted', async () => {
    c.github.intercept((path) => {
      if (BLOB.test(path)) return { status: 404 }
      const tree = Array.from({ length: 70 }, (_, n) => ({
        ...{ path: `s${n}/SKILL.md`, mode: '100644', type: 'blob', sha: String(n).padStart(40, '0'), size: 9 },
      }))
      return TREE.test(path) ? { status: 200, body: { truncated: false, tree } } : null
    })
    const { errors } = await c.tick()
    expect(errors).toHaveLength(51)
    expect(errors.at(-1)).toEqual({ target: 'github:acme/kit', reason: '20 more were left out.' })
    expect((await c.source(id)).crawl_error).toContain('and 69 more')
  })

  it('that an index of the database refuses is left out, and its neighbours are stored', async () => {
    await c.db.execute(
      sql`create function long() returns trigger language plpgsql as $$ begin raise 'Too long.' using errcode = '54000'; end $$`,
    )
    await c.db.execute(
      sql`create trigger long before insert on raw_skills for each row when (new.name_raw = 'c') execute function long()`,
    )
    expect(await c.tick()).toMatchObject({
      ...{ status: 'partial', errors: [{ target: 'c/SKILL.md' }], counts: { created: 5 } },
    })
  })

  it('with bytes that are not text does not stop the others', async () => {
    await c.write('acme/kit/odd/SKILL.md', new Uint8Array([0, 1, 2, 255, 254, 0]))
    expect(await c.tick()).toMatchObject({ status: 'succeeded', counts: { created: 7 } })
  })
})
