import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openExisting } from '../../../../src/cli/commands/mirror/open-mirror.ts'
import { catalogIndex } from '../../../../src/cli/commands/serve-mirror/catalog-index.ts'
import { updateSkill } from '../../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../../src/db/connect.ts'
import { pageHash } from '../../../../src/domain/feed/publication.ts'
import { reprDigest } from '../../../../src/domain/files/repr-digest.ts'
import { zipOf } from '../../../../src/domain/files/zip.ts'
import { serveApp } from '../../../support/api/served-app.ts'
import { TESTER } from '../../../support/builders/builders.ts'
import { aCrawl, aSource, type CrawlSetup } from '../../../support/builders/crawls.ts'
import { aFile, anOddFolder, collected, contentsOf } from '../../../support/builders/folders.ts'
import { keptFiles, sha256Of, someFiles } from '../../../support/builders/mirrored.ts'
import { aVersion } from '../../../support/builders/versions.ts'
import { latestSeq, publishAll } from '../../../support/oracles/feed-oracle.ts'
import { newMirror, queryMirror, runMirror, serveMirror } from '../../../support/outside/mirror.ts'
import { createDatabase } from '../../../support/run/database.ts'

let db: Db
let api: Awaited<ReturnType<typeof serveApp>>
let path: string
const stops: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  const at = await createDatabase()
  db = at.db
  api = await serveApp(at)
  path = `${join(dirname(await newMirror()), 'folder')}/`
})
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
  await api.stop()
})

/** Publishes what waits, and copies it with its files. */
async function mirror(from = api.origin, to = path) {
  await publishAll(db)
  const done = await runMirror(from, to, '--files')
  expect({ code: done.code, errors: done.summary().errors }).toEqual({ code: 0, errors: [] })
  return done.summary()
}

async function serve() {
  const server = await serveMirror(path)
  stops.push(server.stop)
  const get = (address: string, init: RequestInit = {}) => fetch(`${server.origin}${address}`, init)
  const json = async (address: string) => (await get(address)).json() as Promise<Record<string, never>>
  return { ...server, get, json }
}

const idOf = async (name: string) => {
  const { rows } = await db.execute<{ id: string }>(sql`select id from skills where name = ${name}`)
  return rows[0]?.id ?? ''
}

const ITEMS = 'select kind, id, seq, schema_version, payload_hash, payload, published_at from items order by kind, id'
const TOMBSTONES = 'select kind, id, seq, schema_version, payload_hash, published_at from tombstones order by kind, id'

describe('a mirror of a mirror', () => {
  it('equals the mirror, after each change', async () => {
    const second = await newMirror()
    await aVersion(db, { name: 'odd', files: await anOddFolder() })
    await aVersion(db, { name: 'csv', files: await someFiles('csv', { LICENSE: 'MIT' }) })
    await aVersion(db, { name: 'linked', contentPolicy: 'link_only' })
    await mirror()
    const served = await serve()
    const compare = async () => {
      const { details } = await mirror(served.origin, second)
      for (const query of [ITEMS, TOMBSTONES]) expect(queryMirror(second, query)).toEqual(queryMirror(path, query))
      expect(keptFiles(second)).toEqual(keptFiles(path))
      return details
    }
    expect(await compare()).toMatchObject({ bootstraps: 1, files: { refused: 1 } })

    await updateSkill(db, TESTER, await idOf('csv'), { status: 'archived' })
    await aVersion(db, { name: 'pdf', files: await someFiles('pdf', { 'a.txt': 'A' }) })
    await mirror()
    expect(await compare()).toMatchObject({ bootstraps: 0, deletions: 4, files: { fetched: 2, collected: 2 } })

    await updateSkill(db, TESTER, await idOf('csv'), { status: 'active' })
    await mirror()
    expect(await compare()).toMatchObject({ bootstraps: 0, deletions: 0, files: { fetched: 2 } })
  })

  it('equals it with pages of one item too', async () => {
    const second = await newMirror()
    await aVersion(db, { name: 'csv' })
    await mirror()
    const served = await serve()
    const copy = () => runMirror(served.origin, second, '--limit', '1')
    await copy()
    await updateSkill(db, TESTER, await idOf('csv'), { status: 'archived' })
    await mirror()
    expect((await copy()).summary().details).toMatchObject({ bootstraps: 0, after: await latestSeq(db) })
    for (const query of [ITEMS, TOMBSTONES]) expect(queryMirror(second, query)).toEqual(queryMirror(path, query))
  })

  it('bootstraps again if it is further than the mirror, as after a change of source', async () => {
    const second = await newMirror()
    await aVersion(db, { name: 'csv' })
    await mirror()
    const served = await serve()
    await runMirror(served.origin, second)
    await aVersion(db, { name: 'pdf' })
    await publishAll(db)
    const ahead = await served.get(`/v1/feed?after=${await latestSeq(db)}`)
    expect([ahead.status, await ahead.json()]).toMatchObject([410, { bootstrap: '/v1/feed' }])
  })
})

describe('a registry', () => {
  let registry: CrawlSetup
  beforeEach(async () => {
    registry = await aCrawl()
  })
  afterEach(() => registry.stop())

  it('crawls whole skills from a mirror, and has equal digests', async () => {
    const odd = (await anOddFolder()).filter(({ path: name }) => name !== 'SKILL.md')
    const files = { csv: await someFiles('csv'), odd: [...(await someFiles('odd')), ...odd] }
    const csv = await aVersion(db, { name: 'csv', files: files.csv })
    await aVersion(db, { name: 'odd', files: await someFiles('odd') })
    const newest = await aVersion(db, { name: 'odd', files: files.odd })
    await aVersion(db, { name: 'linked', contentPolicy: 'link_only' })
    await mirror()
    const served = await serve()
    registry.settings.SOURCE_ORIGINS = served.origin
    const id = await aSource(registry.db, { type: 'catalog', url: served.origin })
    expect(await registry.crawl(id)).toMatchObject({ status: 'succeeded', counts: { files: 2, created: 2 } })
    const { rows } = await registry.db.execute(
      sql`select skill_path as path, encode(folder_digest, 'hex') as digest from raw_skills order by skill_path`,
    )
    expect(rows).toEqual([
      { path: 'csv/SKILL.md', digest: csv.digest },
      { path: 'odd/SKILL.md', digest: newest.digest },
    ])
    expect(await registry.folder('odd/SKILL.md')).toMatchObject(
      Object.fromEntries(files.odd.map(({ path: name, mode }) => [name, { mode }])),
    )
  })

  it('lists in its index what can be installed, by the digest of its archive, which the source builds too', async () => {
    const files = await someFiles('csv', { 'a b.txt': 'A' })
    const { digest } = await aVersion(db, { name: 'csv', files })
    await mirror()
    const served = await serve()
    const answer = await served.get('/.well-known/agent-skills/index.json')
    const url = `/v1/archives/${digest}.zip`
    const zip = zipOf(files)
    const archive = await collected(zip.parts(contentsOf(zip.files)))
    expect(await answer.json()).toEqual({
      $schema: 'https://schemas.agentskills.io/discovery/0.2.0/schema.json',
      skills: [
        {
          ...{ name: 'csv', type: 'archive', description: 'Does what a skill does.' },
          ...{ url, digest: `sha256:${sha256Of(archive)}` },
        },
      ],
    })
    const sent = await served.get(url)
    expect(sent.headers.get('content-length')).toBe(String(archive.length))
    expect(sent.headers.get('repr-digest')).toBe(reprDigest(sha256Of(archive)))
    expect(sha256Of(new Uint8Array(await sent.arrayBuffer()))).toBe(sha256Of(archive))
    const etag = answer.headers.get('etag') ?? ''
    expect(
      (await served.get('/.well-known/agent-skills/index.json', { headers: { 'If-None-Match': etag } })).status,
    ).toBe(304)
  })
})

it('the index of a mirror is not made again within a minute, however often the mirror changes', async () => {
  await aVersion(db, { name: 'csv' })
  await mirror()
  const copy = openExisting(path)
  stops.push(async () => copy.db.close())
  let now = Date.parse('2026-01-01T00:00:00Z')
  const index = catalogIndex(copy.db, () => new Date(now))
  const names = async () => JSON.parse(String((await index()).body)).skills.map(({ name }: { name: string }) => name)
  expect(await names()).toEqual(['csv'])
  await aVersion(db, { name: 'pdf' })
  await mirror()
  now += 59_999
  expect(await names()).toEqual(['csv'])
  now += 1
  expect(await names()).toEqual(['csv', 'pdf'])
})

describe('the feed of a mirror', () => {
  it('has pages whose hashes fit, of one kind too', async () => {
    await aVersion(db, { name: 'csv' })
    await mirror()
    const { json, get } = await serve()
    const page = (await json('/v1/feed?kind=version&limit=1')) as Record<string, unknown>
    expect(page).toMatchObject({
      items: [{ kind: 'version', deleted: false }],
      next_cursor: null,
      latest_seq: await latestSeq(db),
    })
    expect(page.page_hash).toBe(await pageHash(page.items as never))
    const first = (await json('/v1/feed?limit=1')) as Record<string, unknown>
    expect((await get(`/v1/feed?kind=skill&cursor=${first.next_cursor}`)).status).toBe(400)
    const latest = await get('/v1/feed/latest')
    expect(await latest.json()).toMatchObject({ latest_seq: await latestSeq(db), oldest_after: await latestSeq(db) })
    expect(latest.headers.get('cache-control')).toBe('public, max-age=5')
    expect((await get('/v1/feed/latest', { method: 'HEAD' })).headers.get('content-type')).toBe('application/json')
  })

  it.each(['after=-1', 'after=x', 'limit=0', 'limit=1001', 'cursor=x', 'after=1&cursor=x', 'kind=X', 'more=1'])(
    'refuses %s',
    async (query) => {
      await aVersion(db, { name: 'csv' })
      await mirror()
      const answer = await (await serve()).get(`/v1/feed?${query}`)
      expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
    },
  )

  it('sends back who is behind all deletions that the mirror knows', async () => {
    await aVersion(db, { name: 'csv' })
    await mirror()
    const answer = await (await serve()).get('/v1/feed?after=0&kind=skill')
    expect([answer.status, await answer.json()]).toMatchObject([410, { bootstrap: '/v1/feed?kind=skill' }])
  })

  it('is not there yet while the mirror is still being copied', async () => {
    for (const name of ['csv', 'pdf']) await aVersion(db, { name })
    await publishAll(db)
    let asked = 0
    api.intercept(() => (++asked > 1 ? new Response(null, { status: 404 }) : null))
    await runMirror(api.origin, path, '--limit', '2')
    const answer = await (await serve()).get('/v1/feed')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
  })
})

describe('a file of a mirror', () => {
  it('comes as it is, may be kept for a minute, and is not sent twice', async () => {
    await aVersion(db, {
      name: 'csv',
      files: [...(await someFiles('csv')), await aFile('a.html', '<script>1</script>')],
    })
    await mirror()
    const { get } = await serve()
    const sha256 = sha256Of('<script>1</script>')
    const answer = await get(`/v1/files/${sha256}`)
    expect(await answer.text()).toBe('<script>1</script>')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...{ etag: `"${sha256}"`, 'cache-control': 'public, max-age=60, no-transform' },
      ...{ 'repr-digest': reprDigest(sha256), 'content-type': 'application/octet-stream' },
      ...{ 'x-content-type-options': 'nosniff', 'content-disposition': 'attachment', 'content-length': '18' },
      'content-security-policy': "default-src 'none'; sandbox",
    })
    const head = await get(`/v1/files/${sha256}`, { method: 'HEAD' })
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['18', ''])
    expect((await get(`/v1/files/${sha256}`, { headers: { 'If-None-Match': `"${sha256}"` } })).status).toBe(304)
  })

  it('is never sent if it is damaged', async () => {
    await aVersion(db, { name: 'csv', files: [...(await someFiles('csv')), await aFile('a.txt', 'as it was')] })
    await mirror()
    const sha256 = sha256Of('as it was')
    writeFileSync(join(path, 'files', sha256.slice(0, 2), sha256), 'as it is!')
    const { get, lines } = await serve()
    expect((await get(`/v1/files/${sha256}`)).status).toBe(404)
    expect(lines.at(-1)).toMatchObject({ event: 'failed', message: expect.stringContaining('--check') })
    const [skill] = queryMirror(path, 'select digest from archives')
    const archive = await get(`/v1/archives/${String(skill?.digest).slice(7)}.zip`)
    await expect(archive.arrayBuffer()).rejects.toThrow()
  })

  it('is not found if it is missing, and the answer and the log say so', async () => {
    await aVersion(db, { name: 'csv', files: [...(await someFiles('csv')), await aFile('a.txt', 'as it was')] })
    await mirror()
    const sha256 = sha256Of('as it was')
    rmSync(join(path, 'files', sha256.slice(0, 2), sha256))
    const { get, lines } = await serve()
    const answer = await get(`/v1/files/${sha256}`)
    expect([answer.status, await answer.json()]).toMatchObject([404, { detail: expect.stringContaining('missing') }])
    expect(lines.at(-1)).toMatchObject({ event: 'failed', message: expect.stringContaining('--check') })
  })

  it('is not given out any more once its skill is gone, or if its licence does not permit it', async () => {
    const linked = await someFiles('linked')
    await aVersion(db, { name: 'linked', files: linked, contentPolicy: 'link_only' })
    const files = await someFiles('csv')
    const { digest } = await aVersion(db, { name: 'csv', files })
    await mirror()
    const { get } = await serve()
    const statuses = async () => {
      const addresses = [
        `/v1/files/${linked[0]?.sha256}`,
        `/v1/files/${files[0]?.sha256}`,
        `/v1/archives/${digest}.zip`,
      ]
      return Promise.all(addresses.map(async (address) => (await get(address)).status))
    }
    expect(await statuses()).toEqual([403, 200, 200])
    await updateSkill(db, TESTER, await idOf('csv'), { content_policy: 'link_only' })
    await mirror()
    expect(await statuses()).toEqual([403, 403, 403])
    await updateSkill(db, TESTER, await idOf('csv'), { status: 'archived' })
    await mirror()
    expect(await statuses()).toEqual([403, 404, 404])
  })

  it.each([
    '/v1/files/../mirror.sqlite',
    '/v1/files/%2e%2e%2fmirror.sqlite',
    '/mirror.sqlite',
    '//files/',
    `/v1/files/${'f'.repeat(64)}`,
  ])('is not found at %s', async (address) => {
    await aVersion(db, { name: 'csv' })
    await mirror()
    const { get } = await serve()
    expect((await get(address)).status).toBe(404)
  })
})

it('a mirror refuses what is no address, and does not log it as a fault', async () => {
  await aVersion(db, { name: 'csv' })
  await mirror()
  const { origin, lines } = await serve()
  const asked = request(origin, { path: 'http://[' }).end()
  const [answer] = await once(asked, 'response')
  answer.resume()
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([400, 'application/problem+json'])
  expect(lines.filter(({ level }) => level === 'error')).toEqual([])
})

it('a mirror cannot be written to', async () => {
  await aVersion(db, { name: 'csv' })
  await mirror()
  const served = await serve()
  const answer = await served.get('/v1/feed', { method: 'POST' })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  expect(await served.stop()).toBe(0)
})

it('a mirror of an earlier version is served after its next run, with the deletions since then', async () => {
  path = await newMirror()
  for (const name of ['csv', 'pdf']) await aVersion(db, { name })
  await publishAll(db)
  await runMirror(api.origin, path)
  const earlier = new DatabaseSync(path)
  earlier.exec(`
    drop table tombstones; drop index items_by_seq; pragma user_version = 0;
    alter table place drop column floor; alter table place drop column asked_at`)
  earlier.close()
  await expect(serveMirror(path)).rejects.toThrow('is from an earlier version')
  const began = await latestSeq(db)
  await updateSkill(db, TESTER, await idOf('csv'), { status: 'archived' })
  await mirror()
  const { get, json } = await serve()
  expect(await json(`/v1/feed/latest`)).toMatchObject({ oldest_after: began, latest_seq: await latestSeq(db) })
  expect((await get(`/v1/feed?after=${began - 1}`)).status).toBe(410)
  const { items } = await json(`/v1/feed?after=${began}&kind=version`)
  expect(items).toMatchObject([{ deleted: true, payload: {} }])
})

it('what is no mirror is not served', async () => {
  await expect(serveMirror(path)).rejects.toThrow('is no mirror')
})
