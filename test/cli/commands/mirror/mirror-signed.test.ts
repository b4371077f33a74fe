import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signatureCheck } from '../../../../src/cli/commands/mirror/signature-check.ts'
import { serveApp } from '../../../support/api/served-app.ts'
import { FIRST_KEY, keySetOf, SECOND_KEY, SIGNS } from '../../../support/api/signing-keys.ts'
import { aSkill } from '../../../support/builders/builders.ts'
import { expectedState, publishAll } from '../../../support/oracles/feed-oracle.ts'
import { mirroredState, newMirror, readMirror, runMirror } from '../../../support/outside/mirror.ts'
import { aFolder } from '../../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../../support/run/database.ts'
import { skipPauses } from '../../../support/run/pauses.ts'

skipPauses(500, 1000, 2000, 4000)

const KEYS = '/.well-known/jwks.json'

let at: TestDatabase
let api: Awaited<ReturnType<typeof serveApp>>
let path: string
beforeEach(async () => {
  at = await createDatabase()
  api = await serveApp(at, SIGNS)
  path = await newMirror()
  for (let i = 0; i < 3; i++) await aSkill(at.db, { tags: [`tag-${i}`] })
  await publishAll(at.db)
})
afterEach(() => api.stop())

const mirror = (...argv: string[]) => runMirror(api.origin, path, ...argv)
const keyFile = async (...keys: { x: string; kid: string }[]) =>
  `${await aFolder({ 'jwks.json': JSON.stringify(keySetOf(...keys)) })}/jwks.json`

/** Answers pages as the registry does, with other headers or another body. */
const altering = (alter: (page: Response) => Response | Promise<Response>) =>
  api.intercept(async (url) => (url.startsWith('/v1/feed?') ? alter(await api.fromApp(url)) : null))

async function expectStop(reason: string) {
  const done = await mirror()
  expect([done.code, done.summary().errors]).toEqual([
    1,
    [{ target: 'mirror', reason: expect.stringContaining(reason) }],
  ])
  expect(readMirror(path)).toEqual([])
}

describe('a mirror of a registry that signs', () => {
  it('checks every page, and asks once for the keys', async () => {
    expect((await mirror('--limit', '2')).code).toBe(0)
    expect(mirroredState(path)).toEqual(await expectedState(at.db))
    expect(api.paths.filter((asked) => asked === KEYS)).toHaveLength(1)
  })

  it('stops at a page that was altered, even if its hashes fit', async () => {
    altering(async (page) => new Response(`${await page.text()} `, page))
    await expectStop('The signature is not that of these bytes')
  })

  it('stops at the page of another address', async () => {
    api.intercept((url) => (url.startsWith('/v1/feed?') ? api.fromApp('/v1/feed?limit=999') : null))
    await expectStop('It was signed as the answer of /v1/feed?limit=999, not of /v1/feed?limit=1000.')
  })

  it('stops at a page without a signature', async () => {
    altering(async (page) => new Response(await page.text()))
    await expectStop('the answer is not signed, though there are keys')
  })

  it('goes on with a page by a key that was published meanwhile', async () => {
    const other = await serveApp(at, { SIGNING_KEY: SECOND_KEY.pkcs8 })
    let published = 0
    api.intercept((url) => {
      if (url === KEYS) return published++ === 0 ? Response.json(keySetOf(FIRST_KEY)) : other.fromApp(url)
      return other.fromApp(url)
    })
    expect((await mirror()).code).toBe(0)
    expect(published).toBe(2)
    await other.stop()
  })
})

describe('a mirror that follows for long', () => {
  it('asks for the keys again after an hour, so that it trusts no key that was taken back', async () => {
    const answer = await api.fromApp('/v1/feed')
    const page = { status: 200, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) }
    let published = keySetOf(FIRST_KEY)
    let now = Date.parse('2026-01-01T00:00:00Z')
    const bytes = () => new TextEncoder().encode(JSON.stringify(published))
    const check = signatureCheck({
      ask: async (_, { read }) => read({ status: 200, headers: new Headers(), bytes: bytes() }),
      ...{ given: null, lastSigner: null },
      clock: () => new Date(now),
    })
    await check('/v1/feed', page)
    published = keySetOf(SECOND_KEY)
    now += 59 * 60_000
    await check('/v1/feed', page)
    now += 60_000
    await expect(check('/v1/feed', page)).rejects.toThrow(`It is signed by the key ${FIRST_KEY.kid}`)
    published = keySetOf()
    now += 60 * 60_000
    await expect(check('/v1/feed', { ...page, headers: new Headers() })).rejects.toThrow('publishes no key any more')
  })
})

describe('a mirror whose source publishes no key any more', () => {
  const silent = (keys: () => Response) =>
    api.intercept(async (url) => {
      if (url === KEYS) return keys()
      return url.startsWith('/v1/feed?') ? new Response(await (await api.fromApp(url)).text()) : null
    })
  const missing = () => new Response('', { status: 404 })

  it.each<[string, () => Response]>([
    ['as the set is missing', missing],
    ['as the set is empty', () => Response.json({ keys: [] })],
  ])('stops, however long ago it has seen one, %s', async (_, keys) => {
    expect((await mirror()).code).toBe(0)
    silent(keys)
    const done = await mirror()
    expect([done.code, done.summary().errors]).toEqual([
      1,
      [
        {
          target: 'mirror',
          reason:
            `Error: GET ${KEYS}: the source publishes no key any more, but had ${FIRST_KEY.kid}. ` +
            'If its operator says that it has stopped signing, run once with --unsigned.',
        },
      ],
    ])
  })

  it('goes on after one run with --unsigned, until there are keys again', async () => {
    expect((await mirror('--keys', await keyFile(FIRST_KEY))).code).toBe(0)
    silent(missing)
    expect((await mirror()).code).toBe(1)
    expect((await mirror('--unsigned', '--dry-run')).code).toBe(0)
    expect((await mirror()).code).toBe(1)
    expect((await mirror('--unsigned')).code).toBe(0)
    expect((await mirror()).code).toBe(0)
    api.intercept(() => null)
    expect((await mirror()).code).toBe(0)
    silent(missing)
    expect((await mirror()).code).toBe(1)
  })

  it('refuses --unsigned beside --keys', async () => {
    const done = await mirror('--unsigned', '--keys', 'jwks.json')
    expect(done.code).toBe(3)
    expect(done.stderr).toContain('--unsigned: cannot be combined with --keys')
  })

  it('asks once more, past caches, before it stops', async () => {
    expect((await mirror()).code).toBe(0)
    let asked = 0
    api.intercept((url) => (url === KEYS && asked++ === 0 ? missing() : null))
    expect((await mirror()).code).toBe(0)
    expect(asked).toBe(2)
  })
})

describe('a mirror with --keys', () => {
  it('asks for no keys, and takes what they have signed', async () => {
    expect((await mirror('--keys', await keyFile(SECOND_KEY, FIRST_KEY))).code).toBe(0)
    expect(api.paths).not.toContain(KEYS)
  })

  it('stops where the source signs with another key, or not at all', async () => {
    const pinned = ['--keys', await keyFile(SECOND_KEY)]
    const done = await mirror(...pinned)
    expect([done.code, done.summary().errors[0]?.reason]).toEqual([
      1,
      expect.stringContaining(`It is signed by the key ${FIRST_KEY.kid}, which is not in the key set.`),
    ])
    altering(async (page) => new Response(await page.text()))
    expect((await mirror(...pinned)).summary().errors[0]?.reason).toContain('is not signed')
    expect(api.paths).not.toContain(KEYS)
  })

  it.each([
    ['that does not exist', {}],
    ['that is no key set', { 'jwks.json': '[]' }],
    ['without a key', { 'jwks.json': '{"keys":[]}' }],
    ['with a malformed key', { 'jwks.json': JSON.stringify(keySetOf({ ...FIRST_KEY, x: 'abc' })) }],
  ])('is refused for a file %s', async (_, files) => {
    const done = await mirror('--keys', `${await aFolder(files)}/jwks.json`)
    expect([done.code, done.stdout]).toEqual([3, ''])
    expect(done.stderr).toContain('--keys: ')
  })
})
