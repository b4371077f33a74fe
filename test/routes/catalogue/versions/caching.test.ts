import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aFile } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'
import { logOf } from '../../../support/run/log.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})

describe('bytes of a skill', () => {
  it('are kept by browsers for a minute and never beyond, under the names of the skill', async () => {
    const { slug, digest, files } = await aVersion(api.db, { name: 'kept' })
    for (const path of [
      `skills/${slug}/SKILL.md`,
      `skills/${slug}/versions/latest/files/SKILL.md`,
      `files/${files[0]?.sha256}`,
      `archives/${digest}.zip`,
    ]) {
      const answer = await api.call(`/v1/${path}`)
      const etag = answer.headers.get('ETag') ?? ''
      const held = await api.call(`/v1/${path}`, { headers: { 'If-None-Match': etag } })
      expect([answer.status, held.status]).toEqual([200, 304])
      for (const { headers } of [answer, held]) {
        expect(headers.get('Cache-Control')).toBe('public, max-age=60, must-revalidate, no-transform')
        expect(headers.get('Cache-Tag')).toMatch(new RegExp(`^skills,skill:${slug},skill:[0-9a-f-]{36}$`))
        expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
      }
    }
  })

  it('have an ETag before anybody has worked out the hash of their archive', async () => {
    const { slug } = await aVersion(api.db, { name: 'undescribed' })
    const path = `/v1/skills/${slug}/versions/latest/archive.zip`
    const { headers } = await api.call(path, { method: 'HEAD' })
    await api.db.execute(sql`update folders set zip_sha256 = null, tar_gz_sha256 = null, described_version = 0`)
    const answer = await api.call(path)
    expect(answer.headers.get('ETag')).toBe(headers.get('ETag'))
    expect(answer.headers.get('ETag')).toMatch(/^"[0-9a-f]{64}\.zip"$/)
  })

  it('are no fault in the log if whoever asks has them', async () => {
    const { slug } = await aVersion(api.db, { name: 'held' })
    const path = `/v1/skills/${slug}/versions/latest/archive.zip`
    const etag = (await api.call(path)).headers.get('ETag') ?? ''
    const log = await logOf(() => api.call(path, { headers: { 'If-None-Match': etag } }))
    expect(log.filter((line) => line.includes('"error"'))).toEqual([])
  })

  it('are never cached as errors', async () => {
    const { slug } = await aVersion(api.db, { name: 'error' })
    for (const [path, headers] of [
      [`skills/${slug}/versions/9.9.9/archive.zip`, {}],
      [`skills/${slug}/versions/latest/files/none`, {}],
      [`files/${'0'.repeat(64)}`, {}],
      [`skills/${slug}/SKILL.md`, { Range: 'bytes=1000000-' }],
    ] as const) {
      const answer = await api.call(`/v1/${path}`, { headers })
      expect([path, answer.headers.get('Cache-Control')]).toEqual([path, 'no-store'])
      for (const name of ['ETag', 'Content-Disposition', 'Cache-Tag', 'Cloudflare-CDN-Cache-Control'])
        expect(answer.headers.get(name)).toBeNull()
    }
  })

  it('have no range beyond their end: 416, with their size', async () => {
    const files = [await aFile('SKILL.md', 'Ten bytes.')]
    const { slug } = await aVersion(api.db, { name: 'range', files })
    const answer = await api.call(`/v1/skills/${slug}/SKILL.md`, { headers: { Range: 'bytes=10-' } })
    expect(answer.headers.get('Content-Range')).toBe('bytes */10')
    expect(await readProblem(answer)).toMatchObject({ status: 416, code: 'range_not_satisfiable' })
  })

  it('tell their length to HEAD', async () => {
    const { slug } = await aVersion(api.db, { name: 'head', files: [await aFile('SKILL.md', 'Ten bytes.')] })
    const head = await api.call(`/v1/skills/${slug}/SKILL.md`, { method: 'HEAD' })
    expect([head.status, head.headers.get('Content-Length'), head.headers.get('Content-Type')]).toEqual([
      200,
      '10',
      'text/markdown; charset=utf-8',
    ])
  })
})
