import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { archiveVanished } from '../../../../src/jobs/intake/archive-vanished.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aFile } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'
import { anEdgeCache } from '../../../support/outside/edge-cache.ts'
import { runAt } from '../../../support/run/jobs.ts'

let api: Api
let cache: ReturnType<typeof anEdgeCache>
let admin: Record<string, string>
beforeEach(async () => {
  cache = anEdgeCache()
  api = await startApi({}, cache.edge)
  admin = await api.logIn()
})

/** A version that is public, with what the edge cache was told of it forgotten. */
async function aKeptVersion(name: string) {
  const version = await aNewVersion(name)
  await api.tick()
  cache.forget()
  return version
}

/** A version of a skill that has not been published yet. */
async function aNewVersion(name: string) {
  const version = await aVersion(api.db, { name })
  const { rows } = await api.db.execute<{ id: string }>(sql`select id from skills where slug = ${version.slug}`)
  return { ...version, id: rows[0]?.id ?? '' }
}

const tagsOf = ({ slug, id }: { slug: string; id: string }) => [`skill:${id}`, `skill:${slug}`]
const yank = (slug: string) =>
  api.send('PUT', `/v1/admin/skills/${slug}/versions/1.0.0/yank`, { reason: 'It deletes.' }, admin)
const patch = (slug: string, body: unknown) => api.send('PATCH', `/v1/admin/skills/${slug}`, body, admin)

describe('the edge cache', () => {
  it('is told nothing of a skill that is new, as nothing of it can be kept', async () => {
    await aVersion(api.db, { name: 'new' })
    await api.tick()
    expect(cache.purged()).toEqual([])
  })

  it('keeps bytes at addresses of their hash until it is purged, all other caches for a minute', async () => {
    const { digest, files, slug, id } = await aKeptVersion('lasting')
    for (const path of [`archives/${digest}.zip`, `archives/${digest}.tar.gz`, `files/${files[0]?.sha256}`]) {
      const { headers } = await api.call(`/v1/${path}`)
      const kept = ['Cache-Control', 'Cloudflare-CDN-Cache-Control', 'Cache-Tag'].map((name) => headers.get(name))
      expect(kept).toEqual([
        'public, max-age=60, must-revalidate, no-transform',
        'public, max-age=2592000, must-revalidate, no-transform',
        `skills,skill:${slug},skill:${id}`,
      ])
    }
  })

  it('keeps no refusal, so that a version that comes back is there at once', async () => {
    const { digest, slug } = await aKeptVersion('refused')
    await yank(slug)
    const refused = await api.call(`/v1/archives/${digest}.zip`)
    expect([refused.status, refused.headers.get('Cache-Control')]).toEqual([410, 'no-store'])
    for (const name of ['Cloudflare-CDN-Cache-Control', 'Cache-Tag']) expect(refused.headers.get(name)).toBeNull()
    await api.call(`/v1/admin/skills/${slug}/versions/1.0.0/yank?reason=Mended.`, { method: 'DELETE', headers: admin })
    expect((await api.call(`/v1/archives/${digest}.zip`)).status).toBe(200)
  })

  it.each<[string, (slug: string) => Promise<unknown>]>([
    ['a yank', yank],
    ['its archiving', (slug) => patch(slug, { status: 'archived' })],
    ['another content policy', (slug) => patch(slug, { content_policy: 'link_only' })],
  ])('is purged behind the answer to %s, and once more some minutes later', async (_, withdraw) => {
    const skill = await aKeptVersion('withdrawn')
    await withdraw(skill.slug)
    expect(cache.purged()).toEqual([tagsOf(skill)])
    await api.db.execute(sql`update cache_purges set changed_at = now() - interval '5 minutes', due_at = now()`)
    await api.tick()
    await api.tick()
    expect(cache.purged()).toEqual([tagsOf(skill), tagsOf(skill)])
  })

  it('is purged when a yanked version is given out again, and when there is a next one', async () => {
    const skill = await aKeptVersion('back')
    await yank(skill.slug)
    cache.forget()
    await api.call(`/v1/admin/skills/${skill.slug}/versions/1.0.0/yank?reason=Mended.`, {
      method: 'DELETE',
      headers: admin,
    })
    expect(cache.purged()).toEqual([tagsOf(skill)])
    cache.forget()
    await aVersion(api.db, { name: 'back', files: [await aFile('SKILL.md', 'Another text.')] })
    await api.tick()
    expect(cache.purged()).toEqual([tagsOf(skill)])
  })

  it('is purged if a version is withdrawn before its first publication', async () => {
    const skill = await aNewVersion('hasty')
    await yank(skill.slug)
    expect(cache.purged()).toEqual([tagsOf(skill)])
  })

  it('is purged by the tick after a change that another job made', async () => {
    const skill = await aKeptVersion('vanished')
    await api.db.execute(sql`update skills set vanished_at = now() - interval '8 days'`)
    expect(await runAt(api.db, archiveVanished)).toMatchObject({ counts: { archived: 1 } })
    await api.tick()
    expect(cache.purged()).toEqual([tagsOf(skill)])
  })

  it('is purged by the next tick if the platform refused at first', async () => {
    const skill = await aKeptVersion('later')
    cache.answer(async () => ({ success: false, errors: [{ code: 1, message: 'too many' }] }))
    expect((await yank(skill.slug)).status).toBe(200)
    cache.answer()
    await api.tick()
    expect(cache.purged()).toEqual([tagsOf(skill)])
  })
})
