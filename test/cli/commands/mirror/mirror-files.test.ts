import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../../src/db/connect.ts'
import { enqueueTouched } from '../../../../src/db/feed/outbox.ts'
import { unyankVersion, yankVersion } from '../../../../src/db/files/yank-version.ts'
import { serveApp } from '../../../support/api/served-app.ts'
import { TESTER } from '../../../support/builders/builders.ts'
import { aFile, anOddFolder } from '../../../support/builders/folders.ts'
import { hashesOf, keptFiles, missedFiles, sha256Of, someFiles } from '../../../support/builders/mirrored.ts'
import { aVersion } from '../../../support/builders/versions.ts'
import { publishAll } from '../../../support/oracles/feed-oracle.ts'
import { newMirror, queryMirror, runMirror } from '../../../support/outside/mirror.ts'
import { createDatabase } from '../../../support/run/database.ts'
import { skipPauses } from '../../../support/run/pauses.ts'

const pauses = skipPauses(500, 1000, 2000, 4000, 17_000)

let db: Db
let api: Awaited<ReturnType<typeof serveApp>>
let path: string
beforeEach(async () => {
  const at = await createDatabase()
  db = at.db
  api = await serveApp(at)
  path = await newMirror()
})
afterEach(() => api.stop())

const mirror = (...argv: string[]) => runMirror(api.origin, path, '--files', ...argv)
/** Publishes what waits, and mirrors it without a fault. */
async function follow(...argv: string[]) {
  await publishAll(db)
  const done = await mirror(...argv)
  expect({ code: done.code, errors: done.summary().errors }).toEqual({ code: 0, errors: [] })
  return done.summary().details.files as Record<string, number>
}
const addressOf = (sha256: string) => `/v1/files/${sha256}`
const askedFiles = () => api.paths.filter((asked) => asked.startsWith('/v1/files/'))
const vanish = (id: string, at: Date | null) =>
  db.batch([
    db.execute(sql`update skills set vanished_at = ${at?.toISOString() ?? null}::timestamptz where id = ${id}::uuid`),
    db.execute(enqueueTouched('skill', sql`select ${id}::uuid as id`)),
  ])

describe('a mirror with files', () => {
  it('keeps every file of every version in its SQLite file, byte for byte', async () => {
    const [odd, before, after] = [await anOddFolder(), await someFiles('csv'), await someFiles('csv', { 'a.txt': 'A' })]
    await aVersion(db, { name: 'odd', files: odd })
    for (const files of [before, after]) await aVersion(db, { name: 'csv', files })
    const all = hashesOf(odd, before, after)
    expect(await follow()).toMatchObject({ fetched: all.length, refused: 0, damaged: 0, collected: 0, archives: 3 })
    expect(keptFiles(path)).toEqual(all)
    const stored = queryMirror(path, 'select sha256, bytes from file_bytes order by sha256')
    expect(stored.map(({ bytes }) => sha256Of(bytes as Uint8Array))).toEqual(all)
  })

  it('keeps them in a folder by their hashes, if it is one', async () => {
    path = `${join(dirname(path), 'folder')}/`
    const odd = await anOddFolder()
    await aVersion(db, { name: 'odd', files: odd })
    await follow()
    for (const { sha256, bytes } of odd)
      expect(Buffer.compare(readFileSync(join(path, 'files', sha256.slice(0, 2), sha256)), bytes)).toBe(0)
    expect(readdirSync(path).toSorted()).toEqual(['files', 'mirror.sqlite', 'unfinished'])
    expect(readdirSync(join(path, 'unfinished'))).toEqual([])
  })

  it('fetches a file that skills share once, and nothing twice', async () => {
    for (const name of ['csv', 'pdf']) await aVersion(db, { name, files: await someFiles(name, { LICENSE: 'MIT' }) })
    await follow()
    expect(askedFiles().filter((asked) => asked === addressOf(sha256Of('MIT')))).toHaveLength(1)
    expect(askedFiles()).toHaveLength(3)
    await aVersion(db, { name: 'xml', files: await someFiles('xml', { LICENSE: 'MIT' }) })
    expect(await follow()).toMatchObject({ fetched: 1, archives: 1 })
    expect(askedFiles()).toHaveLength(4)
  })

  it('of a mirror without files fetches those of all versions that it has', async () => {
    const files = await someFiles('csv')
    await aVersion(db, { name: 'csv', files })
    await publishAll(db)
    await runMirror(api.origin, path)
    expect(askedFiles()).toEqual([])
    expect(await follow()).toMatchObject({ fetched: 1 })
    expect(keptFiles(path)).toEqual(hashesOf(files))
  })

  it('says in a dry run how many files it would fetch, and fetches none', async () => {
    await aVersion(db, { name: 'csv', files: await someFiles('csv', { LICENSE: 'MIT' }) })
    expect(await follow('--dry-run')).toEqual({ to_fetch: 2 })
    expect([askedFiles(), existsSync(path)]).toEqual([[], false])
    await follow()
    await aVersion(db, { name: 'pdf', files: await someFiles('pdf', { LICENSE: 'MIT' }) })
    expect(await follow('--dry-run')).toEqual({ to_fetch: 1 })
  })

  it('fetches at most --max-files, and the rest with the next run', async () => {
    await aVersion(db, { name: 'csv', files: await someFiles('csv', { a: 'A', b: 'B', c: 'C' }) })
    expect(await follow('--max-files', '3')).toMatchObject({ fetched: 3, archives: 0 })
    expect(await follow('--max-files', '3')).toMatchObject({ fetched: 1, archives: 1 })
  })

  it('asks for at most --max-files, also if the source refuses or damages them, and for others with the next run', async () => {
    await aVersion(db, { name: 'csv', files: await someFiles('csv', { a: 'A', b: 'B', c: 'C' }) })
    await publishAll(db)
    const [damaged, refused, ...sound] = hashesOf(await someFiles('csv', { a: 'A', b: 'B', c: 'C' })).map(addressOf)
    api.intercept((at) => {
      if (at === damaged) return new Response('not it')
      return at === refused ? new Response(null, { status: 403 }) : null
    })
    const asked = async () => (await mirror('--max-files', '2')).summary().details.files
    expect(await asked()).toMatchObject({ asked: 2, fetched: 0, refused: 1 })
    expect(await asked()).toMatchObject({ asked: 2, fetched: 2 })
    expect(await asked()).toMatchObject({ asked: 1, fetched: 0 })
    expect(keptFiles(path).map(addressOf)).toEqual(sound)
  })
})

describe('a file that is not as its version says', () => {
  it('is asked for again a few times and never kept, and the others are', async () => {
    await aVersion(db, { name: 'csv', files: await someFiles('csv', { 'a.txt': 'as it was' }) })
    await publishAll(db)
    const changed = sha256Of('as it was')
    api.intercept((asked) => (asked === addressOf(changed) ? new Response('as it is!') : null))
    const done = await mirror()
    expect(done.code).toBe(2)
    expect(done.summary().errors).toEqual([
      { target: changed, reason: `GET /v1/files/${changed}: the answer does not have this hash and 9 bytes.` },
    ])
    expect(pauses).toEqual([500, 1000, 2000, 4000])
    expect(keptFiles(path)).toEqual(hashesOf(await someFiles('csv')))
    api.intercept()
    expect(await follow()).toMatchObject({ fetched: 1, archives: 1 })
  })

  it('is not read to its end if it is too large', async () => {
    await aVersion(db, { name: 'csv' })
    await publishAll(db)
    api.intercept((asked) => (asked.startsWith('/v1/files/') ? new Response('x'.repeat(100_000)) : null))
    const done = await mirror()
    expect(done.summary().errors).toMatchObject([{ reason: expect.stringContaining('more than') }])
  })
})

describe('a source that is busy', () => {
  it('is given the pause that it asks for', async () => {
    await aVersion(db, { name: 'csv' })
    await publishAll(db)
    let asked = 0
    api.intercept((at) =>
      at.startsWith('/v1/files/') && ++asked === 1
        ? new Response(null, { status: 429, headers: { 'Retry-After': '17' } })
        : null,
    )
    expect(await follow()).toMatchObject({ fetched: 1 })
    expect(pauses.toSorted()).toEqual([17_000, 500])
  })

  it('is asked for no more files after it has not answered for many', async () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${i}.txt`, `${i}`]))
    await aVersion(db, { name: 'csv', files: await someFiles('csv', many) })
    await publishAll(db)
    api.intercept((at) => (at.startsWith('/v1/files/') ? new Response(null, { status: 503 }) : null))
    const done = await mirror()
    expect([done.code, done.summary().failed_total]).toEqual([2, 64])
    expect(done.summary().warnings).toEqual(['The source does not answer, so no more files were asked for.'])
  })
})

describe('files that are not given out', () => {
  it('are not asked for if the licence does not permit it, until it does', async () => {
    const files = await someFiles('csv')
    const { id } = await skillOf(await aVersion(db, { name: 'csv', files, contentPolicy: 'link_only' }))
    expect(await follow()).toMatchObject({ fetched: 0, refused: 1 })
    expect([askedFiles(), missedFiles(path)]).toEqual([[], { [hashesOf(files)[0] ?? '']: 'link_only' }])
    await updateSkill(db, TESTER, id, { content_policy: 'full' })
    expect(await follow()).toMatchObject({ fetched: 1, refused: 0 })
  })

  it('are not asked for while their version is yanked', async () => {
    const { id } = await skillOf(await aVersion(db, { name: 'csv' }))
    await yankVersion(db, TESTER, { skillId: id, version: '1.0.0', reason: 'It leaks.' })
    expect(await follow()).toMatchObject({ fetched: 0, refused: 1 })
    expect(Object.values(missedFiles(path))).toEqual(['yanked'])
    await unyankVersion(db, TESTER, { skillId: id, version: '1.0.0', reason: 'It does not.' })
    expect(await follow()).toMatchObject({ fetched: 1, refused: 0 })
  })

  it('are not asked for while their skill has vanished', async () => {
    const { id } = await skillOf(await aVersion(db, { name: 'csv' }))
    await publishAll(db)
    await vanish(id, new Date())
    expect(await follow()).toMatchObject({ fetched: 0, refused: 1 })
    expect(Object.values(missedFiles(path))).toEqual(['vanished'])
    await vanish(id, null)
    expect(await follow()).toMatchObject({ fetched: 1 })
  })

  it.each([
    [403, 'withheld'],
    [410, 'withdrawn'],
  ])('with %i are recorded, and not asked for again', async (status, refused) => {
    await aVersion(db, { name: 'csv' })
    api.intercept((at) => (at.startsWith('/v1/files/') ? new Response(null, { status }) : null))
    expect(await follow()).toMatchObject({ fetched: 0, refused: 1 })
    expect(Object.values(missedFiles(path))).toEqual([refused])
    expect(await follow()).toMatchObject({ fetched: 0, refused: 0 })
    expect(askedFiles()).toHaveLength(1)
  })
})

describe.each(['mirror.sqlite', 'folder/'])('in %s, files that no version names any more', (name) => {
  beforeEach(() => {
    path = join(dirname(path), name)
  })

  it('are deleted, and those that another skill has are kept', async () => {
    const [csv, pdf] = [await someFiles('csv', { LICENSE: 'MIT' }), await someFiles('pdf', { LICENSE: 'MIT' })]
    const { id } = await skillOf(await aVersion(db, { name: 'csv', files: csv }))
    await aVersion(db, { name: 'pdf', files: pdf })
    await follow()
    await updateSkill(db, TESTER, id, { status: 'archived' })
    expect(await follow()).toMatchObject({ fetched: 0, collected: 1 })
    expect(keptFiles(path)).toEqual(hashesOf(pdf))
    expect(queryMirror(path, 'select * from archives')).toHaveLength(1)
    await updateSkill(db, TESTER, id, { status: 'active' })
    expect(await follow()).toMatchObject({ fetched: 1, collected: 0, archives: 1 })
    expect(keptFiles(path)).toEqual(hashesOf(csv, pdf))
  })

  it('are kept if another run names them before they are deleted', async () => {
    const files = await someFiles('csv')
    const { id } = await skillOf(await aVersion(db, { name: 'csv', files }))
    await follow()
    await updateSkill(db, TESTER, id, { status: 'archived' })
    await publishAll(db)
    await runMirror(api.origin, path)
    await updateSkill(db, TESTER, id, { status: 'active' })
    expect(await follow()).toMatchObject({ fetched: 0, collected: 0 })
    expect(await follow('--check')).toMatchObject({ fetched: 0, damaged: 0 })
    expect(keptFiles(path)).toEqual(hashesOf(files))
  })
})

it('a run with --check fetches a damaged file again, and says so', async () => {
  path = `${join(dirname(path), 'folder')}/`
  const files = [...(await someFiles('csv')), await aFile('a.txt', 'as it was')]
  await aVersion(db, { name: 'csv', files })
  await follow()
  const damaged = sha256Of('as it was')
  const file = join(path, 'files', damaged.slice(0, 2), damaged)
  writeFileSync(file, 'as it is!')
  expect(await follow()).toMatchObject({ fetched: 0, damaged: 0 })
  const done = await mirror('--check')
  expect(done.summary()).toMatchObject({
    warnings: [expect.stringContaining(damaged)],
    details: { files: { damaged: 1, fetched: 1 } },
  })
  expect(readFileSync(file, 'utf8')).toBe('as it was')
})

async function skillOf({ digest }: { digest: string }): Promise<{ id: string }> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select skill_id as id from skill_versions where digest = decode(${digest}, 'hex')`,
  )
  return { id: rows[0]?.id ?? '' }
}
