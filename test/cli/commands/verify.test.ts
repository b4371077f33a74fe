import { createHash } from 'node:crypto'
import { chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { serveApp } from '../../support/api/served-app.ts'
import { FIRST_KEY, keySetOf, SECOND_KEY, SIGNS } from '../../support/api/signing-keys.ts'
import { anOddFolder, type FileWithBytes } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { publishAll } from '../../support/oracles/feed-oracle.ts'
import { addFiles, aFolder, ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

const VERSION = '/v1/skills/acme--odd/versions/latest'

let at: TestDatabase
let api: Awaited<ReturnType<typeof serveApp>>
let files: FileWithBytes[]
beforeAll(async () => {
  at = await createDatabase()
  api = await serveApp(at, SIGNS)
  files = await anOddFolder()
  await aVersion(at.db, { name: 'odd', files })
  await publishAll(at.db)
})
afterAll(() => api.stop())

/** A folder of its own for each test: a saved version with its headers, and the key set. */
let folder: string
beforeEach(async () => {
  folder = await aFolder({ 'jwks.json': JSON.stringify(keySetOf(SECOND_KEY, FIRST_KEY)) })
  await save(VERSION, 'version')
})

/** Saves an answer and its headers, as `curl -D FILE.jws -o FILE` does. */
async function save(path: string, name: string) {
  const answer = await fetch(`${api.origin}${path}`)
  const headers = [...answer.headers].map(([header, value]) => `${header}: ${value}\r\n`)
  await addFiles(folder, {
    [name]: await answer.text(),
    [`${name}.jws`]: `HTTP/1.1 ${answer.status} OK\r\n${headers.join('')}\r\n`,
  })
  return answer.headers.get('X-JWS-Signature') ?? ''
}

const verify = (...argv: string[]) => ops({ url: '', endpoint: '' }, ['verify', ...argv])
/** Verifies the saved version by the saved keys. */
const check = (...argv: string[]) => verify(`${folder}/version`, '--keys', `${folder}/jwks.json`, ...argv)

describe('an answer', () => {
  it('that was saved with its headers is checked without asking anybody', async () => {
    const before = api.paths.length
    const done = await check('--url', `https://skills.example${VERSION}`)
    expect([done.code, done.summary().warnings]).toEqual([0, []])
    expect(done.summary()).toMatchObject({ targets_total: 1, details: { address: VERSION, kid: FIRST_KEY.kid } })
    expect(api.paths).toHaveLength(before)
  })

  it('may have its signature as a file or a text of its own, and its keys from the registry', async () => {
    const jws = await save('/v1/feed?after=0', 'page')
    await addFiles(folder, { signature: `${jws}\n` })
    for (const signature of [jws, `${folder}/signature`, `${folder}/page.jws`]) {
      const done = await verify(`${folder}/page`, '--signature', signature, '--from', api.origin)
      expect([done.code, done.summary().details]).toEqual([0, { address: '/v1/feed?after=0', kid: FIRST_KEY.kid }])
    }
  })

  it('whose address was not named is verified, and its address told', async () => {
    expect((await check()).summary().warnings).toEqual([
      `It is the answer of ${VERSION}. With --url, that is compared, too.`,
    ])
  })

  it('by the key that a new one has replaced is verified as long as the old one is published', async () => {
    const published = `${FIRST_KEY.x},${SECOND_KEY.x}`
    const later = await serveApp(at, { SIGNING_KEY: SECOND_KEY.pkcs8, SIGNING_KEYS_PUBLISHED: published })
    expect((await verify(`${folder}/version`, '--from', later.origin)).code).toBe(0)
    await later.stop()
  })
})

describe('a file or an archive', () => {
  it('is compared with the digest in its headers, without any key', async () => {
    await save(`${VERSION}/files/SKILL.md`, 'SKILL.md')
    const done = await verify(`${folder}/SKILL.md`)
    expect([done.code, done.summary().warnings]).toEqual([0, [expect.stringContaining('Only its digest')]])
    await addFiles(folder, { 'SKILL.md': 'Other.' })
    const altered = await verify(`${folder}/SKILL.md`)
    expect([altered.code, altered.summary().errors]).toEqual([
      1,
      [{ target: `${folder}/SKILL.md`, reason: expect.stringMatching(/^its digest is sha-256=:.*, and sha-256=:/) }],
    ])
  })

  it('is no answer that is signed, once keys are named', async () => {
    await save(`${VERSION}/files/SKILL.md`, 'SKILL.md')
    for (const option of ['--keys', '--url', '--folder'])
      expect((await verify(`${folder}/SKILL.md`, option, `${folder}/jwks.json`)).code).toBe(3)
  })
})

describe('a signature that does not hold', () => {
  const failure = async (reason: string, ...argv: string[]) => {
    const done = await check(...argv)
    expect([done.code, done.summary().errors]).toEqual([1, [{ target: `${folder}/version`, reason }]])
  }

  it('as one byte was altered', async () => {
    const body = readFileSync(`${folder}/version`)
    body[100] = (body[100] ?? 0) ^ 1
    writeFileSync(`${folder}/version`, body)
    await failure('The signature is not that of these bytes: one of the two was altered.')
    await failure('The signature is not that of these bytes: one of the two was altered.', '--folder', folder)
  })

  it('as it is that of another answer', async () => {
    const jws = await save('/v1/feed', 'page')
    await failure('The signature is not that of these bytes: one of the two was altered.', '--signature', jws)
  })

  it('as the answer is that of another address', async () => {
    const other = '/v1/skills/acme--other/versions/latest'
    await failure(`It was signed as the answer of ${VERSION}, not of ${other}.`, ...['--url', `${api.origin}${other}`])
  })

  it('as the key is unknown', async () => {
    writeFileSync(`${folder}/jwks.json`, JSON.stringify(keySetOf(SECOND_KEY)))
    await failure(`It is signed by the key ${FIRST_KEY.kid}, which is not in the key set.`)
  })

  it.each(['a..b', 'eyJhbGciOiJub25lIn0..x', 'eyJhbGciOiJIUzI1NiJ9..x'])('as it is none of ours: %s', async (jws) => {
    await failure('The signature is no detached JWS of this registry.', '--signature', jws)
  })
})

describe('is refused', () => {
  const refusal = async (done: Awaited<ReturnType<typeof verify>>, words: string) => {
    expect([done.code, done.stdout]).toEqual([3, ''])
    expect(done.lines().at(-1)).toMatchObject({ event: 'refused', message: expect.stringContaining(words) })
  }

  it.each([
    ['x', { x: 'abc', kid: FIRST_KEY.kid }, '/keys/1/x must be 32 bytes as 43 base64url characters'],
    ['x', { x: `${FIRST_KEY.x.slice(0, -1)}p`, kid: FIRST_KEY.kid }, '/keys/1/x must be 32 bytes'],
    ['kid', { x: FIRST_KEY.x, kid: 'mine' }, `/keys/1/kid must be its thumbprint, ${FIRST_KEY.kid}.`],
  ])('for a key with a malformed %s, saved or published', async (_, key, words) => {
    writeFileSync(`${folder}/jwks.json`, JSON.stringify(keySetOf(SECOND_KEY, key)))
    await refusal(await check(), words)
    api.intercept((url) => (url.endsWith('/jwks.json') ? Response.json(keySetOf(SECOND_KEY, key)) : null))
    await refusal(await verify(`${folder}/version`, '--from', api.origin), words)
    api.intercept(() => null)
  })

  it('for a signed answer without keys, even if it has a digest', async () => {
    const headers = readFileSync(`${folder}/version.jws`, 'utf8').trimEnd()
    const digest = createHash('sha256')
      .update(readFileSync(`${folder}/version`))
      .digest('base64')
    writeFileSync(`${folder}/version.jws`, `${headers}\r\nRepr-Digest: sha-256=:${digest}:\r\n\r\n`)
    await refusal(await verify(`${folder}/version`), '--keys or --from is required')
  })

  it('without anybody’s keys, or with two sources of them', async () => {
    await refusal(await verify(`${folder}/version`), '--keys or --from is required')
    await refusal(await check('--from', api.origin), '--from: cannot be combined with --keys')
  })

  it('where the registry publishes no key', async () => {
    const unsigned = await serveApp(at)
    await refusal(await verify(`${folder}/version`, '--from', unsigned.origin), 'publishes no key, so it signs nothing')
    await unsigned.stop()
    await refusal(await verify(`${folder}/version`, '--from', 'http://127.0.0.1:9'), 'did not answer')
  })

  it('for an answer that is not signed or not there', async () => {
    await save('/v1/skills', 'unsigned')
    const keys = ['--keys', `${folder}/jwks.json`]
    await refusal(await verify(`${folder}/unsigned`, ...keys), 'has no X-JWS-Signature, so the answer was not signed')
    await refusal(await verify(`${folder}/none`, ...keys), '<file>: ')
    rmSync(`${folder}/version.jws`)
    await refusal(await check(), 'save the headers of the answer there, as curl -D does')
  })

  it('for files and an answer that names none', async () => {
    await save('/v1/feed', 'page')
    const done = await verify(`${folder}/page`, '--keys', `${folder}/jwks.json`, '--folder', folder)
    await refusal(done, 'is no version with its manifest')
    await refusal(await check('--folder', `${folder}/none`), '--folder: must be a folder')
    await refusal(await check('--archive', `${folder}/none.zip`), '--archive: ')
    await refusal(await check('--archive', `${folder}/a.zip`, '--folder', folder), '--archive: cannot be combined')
  })
})

describe('the files of a skill', () => {
  /** The folder as a client installs it: without modes. */
  const installed = async () => {
    const root = await aFolder(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])))
    return { root, check: () => check('--folder', root) }
  }

  it('are those that the registry has signed, modes included', async () => {
    const { root, check: checkFolder } = await installed()
    chmodSync(`${root}/scripts/run.sh`, 0o755)
    const done = await checkFolder()
    expect([done.code, done.summary().targets_total]).toEqual([0, files.length + 1])
    expect(done.summary().details).toMatchObject({ version: '1.0.0', same_digest: true })
  })

  it('are those that it has signed if only modes differ, of which it warns', async () => {
    const done = await (await installed()).check()
    expect([done.code, done.summary().details.same_digest]).toEqual([0, false])
    expect(done.summary().warnings).toContain(
      'Other modes than in the manifest, as where a client installed them: scripts/run.sh.',
    )
  })

  it('that were changed, removed, added or linked are named', async () => {
    const { root, check: checkFolder } = await installed()
    await addFiles(root, { 'SKILL.md': 'Other.', 'scripts/new.sh': 'echo' })
    rmSync(`${root}/assets/empty`)
    symlinkSync('/etc', `${root}/link`)
    const done = await checkFolder()
    expect(done.code).toBe(2)
    const reasons = new Map(done.summary().errors.map(({ target, reason }) => [target, reason]))
    expect(Object.fromEntries(reasons)).toEqual({
      'SKILL.md': expect.stringMatching(/^its SHA-256 is [0-9a-f]{64}, not [0-9a-f]{64}$/),
      'assets/empty': 'is missing',
      'scripts/new.sh': 'is not in the manifest',
      link: 'The link leads out of the source.',
    })
    expect(done.summary().succeeded_total).toBe(1 + files.length - 2)
  })

  it.each(['zip', 'tar.gz'])('are those of its archive: %s', async (kind) => {
    const archive = await fetch(`${api.origin}${VERSION}/archive.${kind}`)
    await addFiles(folder, { archive: new Uint8Array(await archive.arrayBuffer()) })
    const done = await check('--archive', `${folder}/archive`)
    expect([done.code, done.summary().details.same_digest]).toEqual([0, true])
  })

  it('are not those of an archive with other files, or that is broken', async () => {
    const others = Object.fromEntries(files.map(({ path, bytes }) => [path, bytes]))
    others['SKILL.md'] = new TextEncoder().encode('Other.')
    await addFiles(folder, { 'other.zip': zipSync(others), 'broken.zip': 'PK' })
    const done = await check('--archive', `${folder}/other.zip`)
    expect([done.code, done.summary().errors.map(({ target }) => target)]).toEqual([2, ['SKILL.md']])
    const broken = await check('--archive', `${folder}/broken.zip`)
    expect([broken.code, broken.summary().errors]).toEqual([
      2,
      [{ target: `${folder}/broken.zip`, reason: 'The archive cannot be read.' }],
    ])
  })
})
