import { createLocalJWKSet, flattenedVerify } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../support/api/api.ts'
import { FIRST_KEY, keySetOf, SECOND_KEY, SIGNS } from '../../support/api/signing-keys.ts'
import { aFile } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { publishAll } from '../../support/oracles/feed-oracle.ts'
import { createDatabase } from '../../support/run/database.ts'

type Bindings = Record<string, unknown>

let at: Bindings
let api: Api
beforeAll(async () => {
  const { db, url, endpoint } = await createDatabase()
  at = { DATABASE_URL: url, DATABASE_ENDPOINT: endpoint }
  api = await startApi({ ...at, ...SIGNS })
  const skillMd = await aFile('SKILL.md', '---\nname: signed\ndescription: It is signed.\n---\n')
  await aVersion(db, { name: 'signed', files: [skillMd, await aFile('references/süß.md')] })
  await publishAll(db)
})

const keysOf = async (of: Api) => (await of.call('/.well-known/jwks.json')).json<ReturnType<typeof keySetOf>>()

/** An answer with the parts of its signature. */
async function signedAnswer(path: string, of = api) {
  const answer = await of.call(path)
  expect([path, answer.status]).toEqual([path, 200])
  const [header = '', payload, signature = ''] = answer.headers.get('X-JWS-Signature')?.split('.') ?? []
  expect(payload).toBe('')
  return { header, signature, body: new Uint8Array(await answer.arrayBuffer()) }
}

/** Checks a signature as anybody does who has the key set. */
const check = (p: { header: string; signature: string; body: Uint8Array }, keys: ReturnType<typeof keySetOf>) =>
  flattenedVerify(
    { protected: p.header, payload: p.body, signature: p.signature },
    createLocalJWKSet(keys as Parameters<typeof createLocalJWKSet>[0]),
    { algorithms: ['Ed25519'] },
  )

const ONE = '/s/acme--signed/.well-known'
const SIGNED = [
  '/v1/skills/acme--signed/versions/1.0.0',
  '/v1/skills/acme--signed/versions/latest',
  '/v1/feed',
  '/v1/feed?after=0&limit=1',
  `${ONE}/agent-skills/index.json`,
  `${ONE}/skills/index.json`,
  '/p/acme/.well-known/agent-skills/index.json?x=%C3%BC',
  '/.well-known/agent-skills/index.json',
  '/.well-known/skills/index.json',
]

describe('an answer that is signed', () => {
  it.each(SIGNED)('has the signature of its bytes for its own address: %s', async (path) => {
    const answer = await signedAnswer(path)
    const { protectedHeader } = await check(answer, await keysOf(api))
    expect(protectedHeader).toEqual({
      ...{ alg: 'Ed25519', b64: false, crit: ['b64'] },
      ...{ kid: FIRST_KEY.kid, target: path },
    })
  })

  it.each(SIGNED)('does not hold for other bytes or with another header: %s', async (path) => {
    const { body, ...answer } = await signedAnswer(path)
    const altered = body.with(body.length >> 1, (body[body.length >> 1] ?? 0) ^ 1)
    const keys = await keysOf(api)
    await expect(check({ ...answer, body: altered }, keys)).rejects.toThrow('signature verification failed')
    const other = await signedAnswer('/v1/feed?after=0')
    await expect(check({ ...answer, body, header: other.header }, keys)).rejects.toThrow()
  })

  it.each(SIGNED)('has the same signature each time, for HEAD, and in a 304: %s', async (path) => {
    const answer = await api.call(path)
    const signature = answer.headers.get('X-JWS-Signature')
    const etag = answer.headers.get('ETag') ?? ''
    const head = await api.call(path, { method: 'HEAD' })
    const held = await api.call(path, { headers: { 'If-None-Match': etag } })
    expect([head.status, held.status]).toEqual([200, 304])
    for (const { headers } of [head, held]) {
      expect(headers.get('X-JWS-Signature')).toBe(signature)
      expect(headers.get('Access-Control-Expose-Headers')).toContain('X-JWS-Signature')
    }
  })

  it('is signed with the whole root index of a small registry, too', async () => {
    const small = await startApi({ ...at, ...SIGNS, ROOT_INDEX: 'all' })
    for (const format of ['agent-skills', 'skills']) {
      const answer = await signedAnswer(`/.well-known/${format}/index.json`, small)
      await check(answer, await keysOf(small))
      expect(new TextDecoder().decode(answer.body)).toContain('"name":"signed"')
    }
  })

  it('is no error', async () => {
    for (const path of ['/v1/skills/acme--none/versions/latest', '/v1/feed?after=999999', '/v1/feed?after=x'])
      expect((await api.call(path)).headers.get('X-JWS-Signature')).toBeNull()
  })
})

describe('a registry without a key', () => {
  it('signs nothing and says so, with the same ETags', async () => {
    const unsigned = await startApi(at)
    expect(await keysOf(unsigned)).toEqual({ keys: [] })
    // The index at the root names the registry's own address.
    for (const path of SIGNED.filter((signed) => !signed.startsWith('/.well-known'))) {
      const { headers } = await unsigned.call(path)
      expect([path, headers.get('X-JWS-Signature')]).toEqual([path, null])
      expect(headers.get('ETag')).toBe((await api.call(path)).headers.get('ETag'))
    }
  })
})

describe('the key set', () => {
  it('has the key that signs, under its thumbprint', async () => {
    const answer = await api.call('/.well-known/jwks.json')
    expect(await answer.json()).toEqual(keySetOf(FIRST_KEY))
    expect(answer.headers.get('Cache-Control')).toBe(
      'public, max-age=300, stale-while-revalidate=300, stale-if-error=3600',
    )
    expect(answer.headers.get('Cache-Tag')).toBe('service,signing-keys')
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*')
  })

  it('never has a private key', async () => {
    expect(await (await api.call('/.well-known/jwks.json')).text()).not.toMatch(/"d":/)
  })

  it('has the next key before it signs, and the last one after that, so that what each has signed holds', async () => {
    const published = (...keys: { x: string }[]) => ({ SIGNING_KEYS_PUBLISHED: keys.map(({ x }) => x).join(', ') })
    const before = await startApi({ ...at, ...SIGNS, ...published(FIRST_KEY, SECOND_KEY) })
    expect(await keysOf(before)).toEqual(keySetOf(FIRST_KEY, SECOND_KEY))
    const [path = ''] = SIGNED
    const early = await signedAnswer(path, before)
    const after = await startApi({ ...at, SIGNING_KEY: SECOND_KEY.pkcs8, ...published(FIRST_KEY, SECOND_KEY) })
    expect(await keysOf(after)).toEqual(keySetOf(SECOND_KEY, FIRST_KEY))
    const late = await signedAnswer(path, after)
    for (const answer of [early, late])
      for (const registry of [before, after]) await check(answer, await keysOf(registry))
    await expect(check(late, keySetOf(FIRST_KEY))).rejects.toThrow('no applicable key')
  })

  it('may have keys that sign nothing yet', async () => {
    const next = await startApi({ ...at, SIGNING_KEYS_PUBLISHED: SECOND_KEY.x })
    expect(await keysOf(next)).toEqual(keySetOf(SECOND_KEY))
    expect((await next.call('/v1/feed')).headers.get('X-JWS-Signature')).toBeNull()
  })

  it('has the key of a PEM, too', async () => {
    const pem = `-----BEGIN PRIVATE KEY-----\n${FIRST_KEY.pkcs8}\n-----END PRIVATE KEY-----\n`
    expect(await keysOf(await startApi({ ...at, SIGNING_KEY: pem }))).toEqual(keySetOf(FIRST_KEY))
  })
})
