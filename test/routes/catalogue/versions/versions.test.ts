import { sql } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { missingPart } from '../../../../src/domain/files/missing-parts.ts'
import { sha256Hex } from '../../../../src/domain/text/hash.ts'
import { Version, VersionItem } from '../../../../src/routes/catalogue/versions/version-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aFile, anOddFolder, type FileWithBytes } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'

let api: Api
let odd: FileWithBytes[]
beforeAll(async () => {
  api = await startApi()
  odd = await anOddFolder()
})

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer())
const inPath = (path: string) => path.split('/').map(encodeURIComponent).join('/')
const read = async (path: string) => Version.parse(await (await api.call(path)).json())
/** Changes the only version of a skill. */
const set = (slug: string, change: ReturnType<typeof sql>) =>
  api.db.execute(sql`update skill_versions set ${change} where skill_id = (select id from skills where slug = ${slug})`)

describe('GET /v1/skills/{ref}/versions', () => {
  it('lists the versions, newest first, a page at a time', async () => {
    for (const text of ['One.', 'Two.', 'Three.'])
      await aVersion(api.db, { name: 'listed', files: [await aFile('SKILL.md', text)] })
    const seen: string[] = []
    let cursor = ''
    do {
      const response = await api.call(`/v1/skills/acme--listed/versions?size=2${cursor && `&cursor=${cursor}`}`)
      expect(response.status).toBe(200)
      expect(response.headers.get('Cache-Tag')).toBe('skills,skill:acme--listed')
      const page = await response.json<{ items: unknown[]; next_cursor: string | null }>()
      seen.push(...page.items.map((item) => VersionItem.parse(item).version))
      cursor = page.next_cursor ?? ''
    } while (cursor)
    expect(seen).toEqual(['1.0.2', '1.0.1', '1.0.0'])
  })

  it('answers 404 for a skill that does not exist, and 400 for the cursor of another list', async () => {
    expect(await readProblem(await api.call('/v1/skills/acme--nobody/versions'))).toMatchObject({
      status: 404,
      code: 'not_found',
    })
    await aVersion(api.db, { name: 'cursor' })
    const cursor = btoa('["popular",1,"x"]')
    const problem = await readProblem(await api.call(`/v1/skills/acme--cursor/versions?cursor=${cursor}`))
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/cursor' }] })
  })
})

describe('GET /v1/skills/{ref}/versions/{version}', () => {
  it('answers the manifest, the digest and where the archives are', async () => {
    const { digest } = await aVersion(api.db, { name: 'odd', files: odd, declared: '2.0.0' })
    const version = await read('/v1/skills/acme--odd/versions/2.0.0')
    expect(version).toMatchObject({
      version: '2.0.0',
      digest: `sha256:${digest}`,
      files: odd.length,
      is_complete: true,
      withheld: null,
      yanked: null,
    })
    expect(version.manifest).toEqual(odd.map(({ path, mode, size, sha256 }) => ({ path, mode, size, sha256 })))
    expect(version.archives?.zip.url).toBe(`/v1/archives/${digest}.zip`)
    expect(await read('/v1/skills/acme--odd/versions/latest')).toEqual(version)
  })

  it('says who vouches for it and why, and names no reviewer', async () => {
    const { digest } = await aVersion(api.db, { name: 'vouched' })
    expect((await read('/v1/skills/acme--vouched/versions/1.0.0')).vouchers).toEqual([])
    await api.db.execute(sql`update publishers set verified_at = '2026-01-01T00:00:00Z' where handle = 'acme'`)
    await api.db.execute(sql`
      insert into trust_decisions (id, decision, digest, rules, reason, decided_by, decided_at)
      values (gen_random_uuid(), 'accepted_risk', decode(${digest}, 'hex'), '["a.b"]', 'It is a known tool.', 'secret-name', '2026-02-01T00:00:00Z')`)
    await api.db.execute(sql`
      insert into audit_log (at, actor, action, target_type, target_id)
      select v.created_at, 'secret-name', 'raw_skill.approve', 'raw_skill', v.raw_skill_id::text
      from skill_versions v join skills s on s.id = v.skill_id where s.slug = 'acme--vouched'`)
    const version = await read('/v1/skills/acme--vouched/versions/1.0.0')
    expect(version.vouchers).toEqual([
      { by: 'publisher', name: 'acme', at: '2026-01-01T00:00:00.000Z', reason: null },
      { by: 'reviewer', name: null, at: '2026-02-01T00:00:00.000Z', reason: 'It is a known tool.' },
      { by: 'reviewer', name: null, at: version.created_at, reason: null },
    ])
    expect(JSON.stringify(version)).not.toContain('secret-name')
    await api.db.execute(sql`update publishers set verified_at = null where handle = 'acme'`)
  })

  it.each(['9.9.9', 'latest.zip', '%00', 'a'.repeat(201)])('has no version %s', async (version) => {
    await aVersion(api.db, { name: 'known' })
    expect([400, 404]).toContain(
      (await readProblem(await api.call(`/v1/skills/acme--known/versions/${version}`))).status,
    )
  })

  it('passes over yanked and incomplete versions as the latest', async () => {
    await aVersion(api.db, { name: 'latest', files: [await aFile('SKILL.md', 'Good.')] })
    await aVersion(api.db, { name: 'latest', missing: [missingPart('file.lfs-pointer', 'model.bin')] })
    expect((await read('/v1/skills/acme--latest/versions/latest')).version).toBe('1.0.0')
    const incomplete = await read('/v1/skills/acme--latest/versions/1.0.1')
    expect(incomplete).toMatchObject({
      is_complete: false,
      withheld: 'incomplete',
      archives: null,
      findings: [{ rule: 'file.lfs-pointer', path: 'model.bin' }],
    })
  })
})

describe('a file of a version', () => {
  beforeAll(async () => {
    await aVersion(api.db, { name: 'files', files: [...odd, await aFile('page.html', '<script>alert(1)</script>')] })
  })
  const file = (path: string, init?: RequestInit) =>
    api.call(`/v1/skills/acme--files/versions/latest/files/${inPath(path)}`, init)

  it('comes byte for byte, with its hash as the ETag', async () => {
    for (const { path, bytes, sha256 } of odd) {
      const response = await file(path)
      expect([response.status, path, response.headers.get('ETag')]).toEqual([200, path, `"${sha256}"`])
      expect(await bytesOf(response)).toEqual(bytes)
    }
  })

  it('is answered by 304 to whoever has it, by HEAD without bytes, and in ranges', async () => {
    const logo = odd.find(({ path }) => path.endsWith('.png'))
    if (!logo) throw new Error('The folder has no picture.')
    const etag = `"${logo.sha256}"`
    expect((await file(logo.path, { headers: { 'If-None-Match': etag } })).status).toBe(304)
    const head = await file(logo.path, { method: 'HEAD' })
    expect([head.status, await bytesOf(head)]).toEqual([200, new Uint8Array()])
    const part = await file(logo.path, { headers: { Range: 'bytes=10-19' } })
    expect([part.status, part.headers.get('Content-Range')]).toEqual([206, `bytes 10-19/${logo.size}`])
    expect(await bytesOf(part)).toEqual(logo.bytes.slice(10, 20))
    const beyond = await file(logo.path, { headers: { Range: `bytes=${logo.size}-` } })
    expect([beyond.status, beyond.headers.get('Content-Range')]).toEqual([416, `bytes */${logo.size}`])
    const other = await file(logo.path, { headers: { Range: 'bytes=10-19', 'If-Range': '"other"' } })
    expect(other.status).toBe(200)
  })

  it('is nothing that a browser runs', async () => {
    const { headers } = await file('page.html')
    expect(headers.get('Content-Disposition')).toBe("attachment; filename*=UTF-8''page.html")
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; sandbox")
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
  })

  it.each(['nothing.md', '../SKILL.md', 'SKILL.md/', 'skill.md'])('does not exist as %s', async (path) => {
    expect(await readProblem(await file(path))).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('is found by its hash, and as the SKILL.md of the skill', async () => {
    const [skillMd] = odd.filter(({ path }) => path === 'SKILL.md')
    expect(await bytesOf(await api.call(`/v1/files/${skillMd?.sha256}`))).toEqual(skillMd?.bytes)
    const answer = await api.call('/v1/skills/acme--files/SKILL.md')
    expect(answer.headers.get('Content-Type')).toBe('text/markdown; charset=utf-8')
    expect(await bytesOf(answer)).toEqual(skillMd?.bytes)
    expect((await api.call(`/v1/files/${'0'.repeat(64)}`)).status).toBe(404)
    expect((await readProblem(await api.call('/v1/files/xyz'))).status).toBe(400)
  })
})

describe('an archive of a version', () => {
  it('has the bytes that its digest and size say, at the address of the version and of the folder', async () => {
    await aVersion(api.db, { name: 'archive', files: odd })
    const { archives } = await read('/v1/skills/acme--archive/versions/latest')
    for (const [name, about] of [
      ['archive.zip', archives?.zip],
      ['archive.tar.gz', archives?.tar_gz],
    ] as const) {
      const response = await api.call(`/v1/skills/acme--archive/versions/1.0.0/${name}`)
      expect([response.status, response.headers.get('Content-Length')]).toEqual([200, String(about?.size)])
      const bytes = await bytesOf(response)
      expect(`sha256:${await sha256Hex(bytes)}`).toBe(about?.digest)
      expect(await bytesOf(await api.call(about?.url ?? ''))).toEqual(bytes)
    }
    expect((await api.call(`/v1/archives/${'0'.repeat(64)}.zip`)).status).toBe(404)
  })

  it('has every file of the folder', async () => {
    await aVersion(api.db, { name: 'unzipped', files: odd })
    const files = unzipSync(await bytesOf(await api.call('/v1/skills/acme--unzipped/versions/latest/archive.zip')))
    expect(Object.entries(files)).toEqual(odd.map(({ path, bytes }) => [path, bytes]))
  })
})

describe('what is not given out', () => {
  const answers = async (slug: string) => {
    const { digest, manifest } = await read(`/v1/skills/${slug}/versions/1.0.0`)
    const paths = [
      `skills/${slug}/versions/1.0.0/archive.zip`,
      `archives/${digest.slice(7)}.zip`,
      `files/${manifest[0]?.sha256}`,
    ]
    return Promise.all(paths.map(async (path) => readProblem(await api.call(`/v1/${path}`))))
  }

  it('is a version whose licence reserves the rights: 403, with the licence', async () => {
    await aVersion(api.db, { name: 'reserved', contentPolicy: 'link_only' })
    for (const problem of await answers('acme--reserved'))
      expect(problem).toMatchObject({ status: 403, code: 'withheld', detail: expect.stringContaining('MIT') })
  })

  it('is a yanked version: 410, with the reason', async () => {
    await aVersion(api.db, { name: 'yanked' })
    await set('acme--yanked', sql`yanked_at = now(), yank_reason = 'It deletes the home folder'`)
    for (const problem of await answers('acme--yanked'))
      expect(problem).toMatchObject({
        status: 410,
        code: 'withdrawn',
        detail: expect.stringContaining('It deletes the home folder'),
      })
  })

  it('is a skill that has vanished at its source: 410', async () => {
    await aVersion(api.db, { name: 'vanished' })
    await api.db.execute(sql`update skills set vanished_at = now() where slug = 'acme--vanished'`)
    for (const problem of await answers('acme--vanished'))
      expect(problem).toMatchObject({ status: 410, code: 'withdrawn' })
  })

  it('is an older version that had no licence, while the newest has one', async () => {
    const older = await aVersion(api.db, {
      name: 'licensed',
      contentPolicy: 'link_only',
      files: [await aFile('SKILL.md', 'Mine.')],
    })
    await aVersion(api.db, { name: 'licensed', files: [await aFile('SKILL.md', "Everybody's.")] })
    expect((await api.call('/v1/skills/acme--licensed/versions/1.0.1/archive.zip')).status).toBe(200)
    expect((await api.call('/v1/skills/acme--licensed/versions/1.0.0/archive.zip')).status).toBe(403)
    expect((await api.call(`/v1/archives/${older.digest}.zip`)).status).toBe(403)
  })

  it('is given out all the same if another version that may be given out names it', async () => {
    const files = [await aFile('SKILL.md', 'Shared.')]
    const { digest } = await aVersion(api.db, { name: 'shared-a', files })
    await aVersion(api.db, { name: 'shared-b', files })
    await set('acme--shared-a', sql`yanked_at = now(), yank_reason = 'No'`)
    expect((await api.call(`/v1/archives/${digest}.zip`)).status).toBe(200)
  })
})
