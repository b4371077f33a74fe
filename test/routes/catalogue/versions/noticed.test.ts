import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aFile } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'
import { changesOf, expectedState, publishedState } from '../../../support/oracles/feed-oracle.ts'

let api: Api
let admin: Record<string, string>
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const yank = (slug: string, version: string) =>
  api.send('PUT', `/v1/admin/skills/${slug}/versions/${version}/yank`, { reason: 'No.' }, admin)
const unyank = (slug: string, version: string) =>
  api.call(`/v1/admin/skills/${slug}/versions/${version}/yank?reason=Fixed.`, { method: 'DELETE', headers: admin })
const textOf = async (slug: string) =>
  (await (await api.call(`/v1/skills/${slug}`)).json<{ description_md: string | null }>()).description_md

/** Makes it look as if nothing had happened to any skill for a day. */
const aDayPasses = () =>
  api.db.execute(
    sql`update skills set created_at = now() - interval '2 days', updated_at = now() - interval '1 day', last_changed_at = now() - interval '1 day'`,
  )
const newest = async (path: string) => {
  const { items } = await (await api.call(path)).json<{ items: { slug: string; changed?: string[] }[] }>()
  return items[0]
}

/** A skill whose text stays the same, with this script. */
const withScript = async (name: string, script: string) =>
  aVersion(api.db, {
    name,
    contentHash: `of ${name}`,
    files: [await aFile('SKILL.md', `The text of ${name}.`), await aFile('scripts/run.sh', script)],
  })

describe('a new version in which only a script has changed', () => {
  it('is a change of the content of the skill, in the updates and in the list by time', async () => {
    const { slug } = await withScript('script', 'echo one')
    await withScript('other', 'echo other')
    await aDayPasses()
    await withScript('script', 'echo two')
    expect(await newest('/v1/updates')).toMatchObject({ slug, changed: ['content'] })
    expect(await newest('/v1/skills?sort=latest')).toMatchObject({ slug })
  })

  it('is none if the folder is the same', async () => {
    await withScript('unchanged', 'echo one')
    await withScript('last', 'echo one')
    await aDayPasses()
    await withScript('last', 'echo two')
    await withScript('unchanged', 'echo one')
    expect(await newest('/v1/updates')).toMatchObject({ slug: 'acme--last' })
  })
})

describe('a yanked version', () => {
  it('is a change of the skill, once', async () => {
    const { slug } = await withScript('yanked', 'rm -rf ~')
    await aDayPasses()
    await yank(slug, '1.0.0')
    expect(await newest('/v1/updates')).toMatchObject({ slug, changed: ['fields'] })
    const { slug: later } = await withScript('later', 'echo')
    await yank(slug, '1.0.0')
    expect(await newest('/v1/updates')).toMatchObject({ slug: later })
  })

  it('takes its text out of the skill and the feed while it is the newest', async () => {
    const { slug } = await withScript('text', 'rm -rf ~')
    const { id: skillId } = await (await api.call(`/v1/skills/${slug}`)).json<{ id: string }>()
    const text = await textOf(slug)
    expect(text).not.toBeNull()
    expect(await changesOf(api.db, () => yank(slug, '1.0.0'))).toContain(`-document ${skillId}`)
    expect(await textOf(slug)).toBeNull()
    expect(await changesOf(api.db, () => unyank(slug, '1.0.0'))).toContain(`document ${skillId}`)
    expect(await textOf(slug)).toBe(text)
    await yank(slug, '1.0.0')
    const approved = () => withScript('text', 'echo better')
    expect(await changesOf(api.db, approved)).toContain(`document ${skillId}`)
    expect(await textOf(slug)).not.toBeNull()
    const thing = `document ${skillId}`
    expect((await publishedState(api.db)).get(thing)).toEqual((await expectedState(api.db)).get(thing))
  })

  it('may be one of a skill that is archived', async () => {
    const { slug } = await withScript('archived', 'echo')
    await api.db.execute(sql`update skills set status = 'archived' where slug = ${slug}`)
    const answer = await yank(slug, '1.0.0')
    expect([answer.status, await answer.json()]).toMatchObject([200, { version: '1.0.0', withheld: 'yanked' }])
    expect((await unyank(slug, '1.0.0')).status).toBe(200)
  })
})
