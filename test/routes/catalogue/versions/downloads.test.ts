import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aFile } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'

let api: Api
beforeEach(async () => {
  api = await startApi()
})

type Download = RequestInit & { from?: string; what?: string; version?: string }
const download = (slug: string, init: Download = {}) =>
  api.call(`/v1/skills/${slug}/versions/${init.version ?? 'latest'}/${init.what ?? 'archive.zip'}`, {
    ...init,
    headers: { 'User-Agent': 'node', ...(init.from && { 'CF-Connecting-IP': init.from }), ...init.headers },
  })

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())

const kept = (name: string) => caches.default.match(`${api.origin}/.kept/${name}`)

const usesOf = async (slug: string) => {
  await api.tick()
  const { rows } = await api.db.execute<{ uses: number }>(
    sql`select p.uses_30d as uses from skill_popularity p join skills s on s.id = p.skill_id where s.slug = ${slug}`,
  )
  return rows[0]?.uses
}

describe('a download of an archive', () => {
  it('is a use of the skill, once an address and day, whatever its user agent', async () => {
    const { slug } = await aVersion(api.db, { name: 'used' })
    for (const from of ['192.0.2.1', '192.0.2.1', '192.0.2.2'])
      expect((await download(slug, { from })).status).toBe(200)
    expect((await download(slug, { from: '192.0.2.1', headers: { 'User-Agent': 'curl/8' } })).status).toBe(200)
    expect((await download(slug, { from: '192.0.2.3', what: 'archive.tar.gz' })).status).toBe(200)
    expect(await usesOf(slug)).toBe(3)
  })

  it('reaches the Worker each time: no shared cache may keep it', async () => {
    const { slug } = await aVersion(api.db, { name: 'cached' })
    expect((await download(slug)).headers.get('Cache-Control')).toBe('private, no-cache, no-transform')
  })

  it('takes the version and the bytes from the data centre, with no more than the one statement that counts it', async () => {
    const { slug, digest } = await aVersion(api.db, { name: 'near' })
    const first = await bytesOf(await download(slug, { version: '1.0.0' }))
    const sent = vi.spyOn(globalThis, 'fetch')
    onTestFinished(() => sent.mockRestore())
    const second = await download(slug, { version: '1.0.0', from: '192.0.2.9' })
    expect(await bytesOf(second)).toEqual(first)
    expect([second.status, second.headers.get('Content-Length')]).toEqual([200, String(first.length)])
    expect(sent).toHaveBeenCalledTimes(1)
    expect((await kept(`given/${slug}/1.0.0`))?.headers.get('Cache-Control')).toBe('max-age=60')
    expect(await bytesOf(await api.call(`/v1/archives/${digest}.zip`))).toEqual(first)
    expect(await usesOf(slug)).toBe(2)
  })

  it('gives the newest version as soon as there is one, as what `latest` means is never kept', async () => {
    const { slug } = await aVersion(api.db, { name: 'moving' })
    const first = await bytesOf(await download(slug))
    await aVersion(api.db, { name: 'moving', files: [await aFile('SKILL.md', 'Another text.')] })
    expect(await bytesOf(await download(slug))).not.toEqual(first)
  })

  it('leaves nothing in the data centre if it is refused', async () => {
    const { slug } = await aVersion(api.db, { name: 'held', contentPolicy: 'link_only' })
    expect((await download(slug)).status).toBe(403)
    expect(await kept(`given/${slug}/latest`)).toBeUndefined()
  })

  it("is no use if it only asks, is refused, or is a crawler's", async () => {
    const { slug } = await aVersion(api.db, { name: 'asked' })
    await download(slug, { method: 'HEAD' })
    const etag = (await download(slug, { method: 'HEAD' })).headers.get('ETag') ?? ''
    expect((await download(slug, { headers: { 'If-None-Match': etag } })).status).toBe(304)
    await download(slug, { headers: { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' } })
    expect(await usesOf(slug)).toBe(0)
    const reserved = await aVersion(api.db, { name: 'reserved', contentPolicy: 'link_only' })
    const refused = await download(reserved.slug)
    expect([refused.status, refused.headers.get('Cache-Control')]).toEqual([403, 'no-store'])
    expect(await usesOf(reserved.slug)).toBe(0)
  })

  it('at the address of the digest, or of a file, is never counted', async () => {
    const { slug, digest, files } = await aVersion(api.db, { name: 'by-digest' })
    expect((await api.call(`/v1/archives/${digest}.zip`)).status).toBe(200)
    expect((await api.call(`/v1/files/${files[0]?.sha256}`)).status).toBe(200)
    expect(await usesOf(slug)).toBe(0)
  })
})
