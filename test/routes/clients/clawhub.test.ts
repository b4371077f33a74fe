import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { aFile } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'

let api: Api
let slug: string
beforeAll(async () => {
  api = await startApi()
  const { slug: first } = await aVersion(api.db, { name: 'pdf', files: [await aFile('SKILL.md', 'One.')] })
  slug = first
})

const get = (path: string) => api.call(`/api/v1${path}`)
const json = async <T>(path: string) => (await get(path)).json<T>()

describe('the protocol of clawhub', () => {
  it('is found at the site', async () => {
    const response = await api.call('/.well-known/clawhub.json')
    expect(await response.json()).toEqual({ apiBase: api.origin, authBase: api.origin })
  })

  it('answers a skill with times as numbers, for a minute', async () => {
    const response = await get('/skills/pdf?ownerHandle=ACME')
    expect(response.headers.get('Cache-Control')).toContain('max-age=60')
    expect(response.headers.get('Cache-Tag')).toBe(`skills,skill:${slug}`)
    expect(await response.json()).toEqual({
      skill: {
        ...{ slug: 'pdf', displayName: 'pdf', summary: 'Does what a skill does. Licence: MIT.' },
        ...{ tags: { latest: '1.0.0' }, stats: { downloads: 0, installs: 0, stars: 0 } },
        ...{ createdAt: expect.any(Number), updatedAt: expect.any(Number) },
      },
      latestVersion: {
        ...{ version: '1.0.0', createdAt: expect.any(Number), changelog: 'Licence: MIT.', license: null },
      },
      owner: { handle: 'acme' },
      moderation: null,
    })
  })

  it('takes a whole slug for a name', async () => {
    expect(await json(`/skills/${slug}`)).toMatchObject({ skill: { slug: 'pdf' }, owner: { handle: 'acme' } })
  })

  it.each([
    ['/search?q=', 'query /q: must not be blank'],
    ['/search?q=pdf&limit=many', 'query /limit:'],
    ['/search?q=pdf&mode=fuzzy', 'query /mode:'],
    ['/skills?sort=best', 'query /sort:'],
    ['/skills?prefix=p&sort=stars', 'query /sort: cannot be combined with prefix'],
    ['/skills?cursor=x', 'query /cursor:'],
    ['/resolve?slug=pdf&hash=XYZ', 'query /hash: must be a SHA-256'],
    ['/skills/pdf/file', 'query /path:'],
    ['/download', 'query /slug:'],
  ])('refuses %s in a sentence', async (path, text) => {
    const response = await get(path)
    expect([response.status, response.headers.get('Content-Type')]).toEqual([
      400,
      expect.stringMatching(/^text\/plain/),
    ])
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await response.text()).toContain(text)
  })

  it.each([
    ['/skills/nobody', 'Skill not found'],
    ['/skills/pdf?ownerHandle=nobody', 'Skill not found'],
    ['/skills/pdf/versions/9.9.9', 'Version not found'],
    ['/download?slug=pdf&version=9.9.9', 'Version not found'],
    ['/download?slug=pdf&tag=beta', 'Version not found'],
    ['/skills/pdf/file?path=none.md', 'File not found: none.md'],
    ['/nothing', 'There is nothing at /api/v1/nothing.'],
  ])('does not find %s', async (path, text) => {
    const response = await get(path)
    expect([response.status, await response.text()]).toEqual([404, text])
  })

  it('pages through names', async () => {
    for (const name of ['page-a', 'page-b', 'page-c']) await aSkill(api.db, { name })
    type Page = { items: { slug: string }[]; nextCursor: string | null }
    const first = await json<Page>('/skills?prefix=PAGE-&limit=2')
    const second = await json<Page>(`/skills?prefix=page-&limit=2&cursor=${first.nextCursor}`)
    expect(first.items.map((item) => item.slug)).toEqual(['page-a', 'page-b'])
    expect([second.items.map((item) => item.slug), second.nextCursor]).toEqual([['page-c'], null])
  })

  it.each(['updated', 'createdAt', 'downloads', 'installs', 'trending', 'stars'])('pages through %s', async (sort) => {
    type Page = { items: { slug: string }[]; nextCursor: string | null }
    const whole = await json<Page>(`/skills?sort=${sort}&limit=200`)
    const first = await json<Page>(`/skills?sort=${sort}&limit=1`)
    const rest = await json<Page>(`/skills?sort=${sort}&limit=200&cursor=${first.nextCursor}`)
    expect([...first.items, ...rest.items]).toEqual(whole.items)
    expect(rest.nextCursor).toBeNull()
  })

  it('orders downloads by their number', async () => {
    const { id } = await aSkill(api.db, { name: 'much-used' })
    await api.db.execute(sql`update skill_popularity set uses_30d = 7 where skill_id = ${id}::uuid`)
    expect(await json('/skills?sort=downloads&limit=1')).toMatchObject({
      items: [{ slug: 'much-used', stats: { downloads: 7 } }],
    })
  })

  it('refuses a withdrawn skill with its reason, but describes it', async () => {
    await aSkill(api.db, { name: 'gone', status: 'archived' })
    const install = await get('/skills/gone/install')
    expect(install.status).toBe(410)
    expect(await install.json()).toEqual({
      ...{ ok: false, slug: 'gone', reason: 'archive_version_missing', status: 410 },
      message: 'It was withdrawn from this registry.',
    })
    expect(await json('/skills/gone')).toMatchObject({ skill: { slug: 'gone' }, latestVersion: null })
    expect((await get('/download?slug=gone')).status).toBe(410)
  })

  it('says of a skill that was archived since its source no longer has it that it has vanished', async () => {
    const said = async () => {
      const { message } = await (await get('/skills/left/install')).json<{ message: string }>()
      const { skill } = (await json('/skills/left')) as { skill: { summary: string } }
      return [message, skill.summary]
    }
    await aSkill(api.db, { name: 'left' })
    const vanished = 'Its source no longer has it, so it can no longer be installed.'
    const withdrawn = 'It was withdrawn from this registry.'
    await api.db.execute(
      sql`update skills set status = 'archived', vanished_at = now(), auto_archived_at = now() where slug = 'acme--left'`,
    )
    expect(await said()).toEqual([vanished, vanished])
    await api.db.execute(sql`update skills set auto_archived_at = null where slug = 'acme--left'`)
    expect(await said()).toEqual([withdrawn, withdrawn])
  })

  it('means the newest of a name whose skills are all withdrawn, however many there are', async () => {
    for (let n = 1; n <= 21; n++) await aSkill(api.db, { name: 'left-by-all', owner: `owner-${n}`, status: 'archived' })
    expect(await json('/skills/left-by-all')).toMatchObject({ owner: { handle: 'owner-21' } })
  })

  it('tells two skills of one name of one publisher apart', async () => {
    await aSkill(api.db, { name: 'xlsx', summary: 'First.' })
    await api.db.execute(sql`update skills set slug = 'acme--xlsx-2' where slug = 'acme--xlsx'`)
    await aSkill(api.db, { name: 'xlsx', owner: 'other', summary: 'Second.' })
    await api.db.execute(sql`update skills set slug = 'acme--xlsx', owner = 'acme' where slug = 'other--xlsx'`)
    expect(await json('/skills/xlsx-2?ownerHandle=acme')).toMatchObject({ skill: { summary: 'First. Licence: MIT.' } })
    expect(await json('/skills/xlsx?ownerHandle=acme')).toMatchObject({ skill: { summary: 'Second. Licence: MIT.' } })
  })

  it('asks for a token, and refuses to publish with it', async () => {
    const response = await get('/whoami')
    expect([response.status, await response.text()]).toEqual([401, 'Unauthorized'])
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    const published = await api.send('POST', '/api/v1/skills', {}, await api.logIn())
    expect(published.status).toBe(403)
    expect(await published.text()).toContain('This registry reads skills from the repositories of their authors')
  })

  it('gives each account one star a skill', async () => {
    const headers = await api.logIn()
    const send = async (method: string) =>
      (await api.call('/api/v1/stars/pdf?ownerHandle=acme', { method, headers })).json()
    expect(await send('POST')).toEqual({ ok: true, starred: true, alreadyStarred: false })
    expect(await send('POST')).toEqual({ ok: true, starred: true, alreadyStarred: true })
    expect(await json('/skills/pdf')).toMatchObject({ skill: { stats: { stars: 1 } } })
    expect(await send('DELETE')).toEqual({ ok: true, unstarred: true, alreadyUnstarred: false })
    expect(await send('DELETE')).toEqual({ ok: true, unstarred: true, alreadyUnstarred: true })
  })

  it('takes note of an installation without counting it', async () => {
    const response = await api.send('POST', '/api/cli/telemetry/install', { event: 'install', slug: 'pdf' })
    expect(await response.json()).toEqual({ ok: true })
    expect(await api.db.$count(sql`raw_events`)).toBe(0)
  })

  it('says when to come back', async () => {
    const limited = await startApi({ WORDS_LIMITER: { limit: async () => ({ success: false }) } })
    const response = await limited.call('/api/v1/search?q=pdf')
    expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '60'])
    expect(await response.text()).toContain('Too many requests')
  })
})
