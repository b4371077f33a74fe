import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../../../src/domain/text/hash.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { binaryOperations } from '../../../support/api/description.ts'
import { aFile, type FileWithBytes, someBytes } from '../../../support/builders/folders.ts'
import { aVersion } from '../../../support/builders/versions.ts'

const NAME = 'hashed'
const SLUG = `acme--${NAME}`

let api: Api
let digest: string
let files: FileWithBytes[]
beforeAll(async () => {
  api = await startApi()
  const skillMd = await aFile('SKILL.md', `---\nname: ${NAME}\ndescription: It.\n---\n${'The same text. '.repeat(500)}`)
  files = [skillMd, await aFile('large.bin', someBytes(3_500_000))]
  digest = (await aVersion(api.db, { name: NAME, files })).digest
})

const ownArchive = async () => {
  const index = await (await api.call('/.well-known/agent-skills/index.json')).json<{ skills: { url: string }[] }>()
  return index.skills[0]?.url ?? ''
}

/** An address of each operation that answers bytes, by the id of the operation. */
const FILES: Record<string, () => string> = {
  getVersionFile: () => `/v1/skills/${SLUG}/versions/latest/files/large.bin`,
  getSkillMd: () => `/v1/skills/${SLUG}/SKILL.md`,
  getFileByHash: () => `/v1/files/${files[1]?.sha256}`,
  getIndexedFile: () => `/s/${SLUG}/.well-known/skills/${NAME}/SKILL.md`,
  getClawhubFile: () => `/api/v1/skills/${NAME}/file?path=large.bin`,
}
const ARCHIVES: Record<string, () => string | Promise<string>> = {
  getVersionZip: () => `/v1/skills/${SLUG}/versions/1.0.0/archive.zip`,
  getVersionTarGz: () => `/v1/skills/${SLUG}/versions/latest/archive.tar.gz`,
  getArchive: () => `/v1/archives/${digest}.tar.gz`,
  getSkillArchive: () => `/s/${SLUG}/archives/${digest}.zip`,
  downloadClawhub: () => `/api/v1/download?slug=${NAME}`,
  getOwnSkill: ownArchive,
  getRootFile: () => '/.well-known/skills/find-skills/SKILL.md',
}
/** Files that wait for review are no part of the catalogue yet. */
const OF_REVIEWERS = ['getRawSkillFile']

const digestOf = async (bytes: ArrayBuffer) =>
  `sha-256=:${Buffer.from(await sha256Hex(new Uint8Array(bytes)), 'hex').toString('base64')}:`

describe('Repr-Digest', () => {
  it('is tried here of every operation that answers bytes', async () => {
    const tried = [...Object.keys(FILES), ...Object.keys(ARCHIVES), ...OF_REVIEWERS]
    expect(tried.toSorted()).toEqual((await binaryOperations()).toSorted())
  })

  it.each(Object.entries({ ...FILES, ...ARCHIVES }))(
    'is the SHA-256 of the bytes that are sent, which nobody may compress: %s',
    async (_, pathOf) => {
      const path = await pathOf()
      const answer = await api.call(path, { headers: { 'Accept-Encoding': 'br, gzip' } })
      const { headers } = answer
      expect([answer.status, headers.get('Content-Encoding')]).toEqual([200, null])
      expect(headers.get('Cache-Control')).toMatch(/(^|, )no-transform$/)
      expect(headers.get('Access-Control-Expose-Headers')).toContain('Repr-Digest')
      const sent = await digestOf(await answer.arrayBuffer())
      expect(headers.get('Repr-Digest')).toBe(sent)

      const head = await api.call(path, { method: 'HEAD' })
      const held = await api.call(path, { headers: { 'If-None-Match': headers.get('ETag') ?? '' } })
      expect([head.status, held.status]).toEqual([200, 304])
      for (const other of [head, held]) {
        expect(other.headers.get('Repr-Digest')).toBe(sent)
        expect(other.headers.get('Cache-Control')).toContain('no-transform')
        expect(await other.text()).toBe('')
      }
    },
  )

  it.each(Object.entries(FILES))('of a range is that of the whole file: %s', async (_, pathOf) => {
    const whole = await api.call(pathOf(), { method: 'HEAD' })
    const part = await api.call(pathOf(), { headers: { Range: 'bytes=5-9' } })
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 5])
    expect(part.headers.get('Repr-Digest')).toBe(whole.headers.get('Repr-Digest'))
    const beyond = await api.call(pathOf(), { headers: { Range: 'bytes=9999999-' } })
    expect([beyond.status, beyond.headers.get('Repr-Digest')]).toEqual([416, null])
  })

  it('of an archive is there once it has been worked out, by the job that describes folders', async () => {
    const { digest: other } = await aVersion(api.db, { name: 'undescribed', files: [await aFile('SKILL.md', 'New.')] })
    await api.db.execute(sql`update folders set zip_sha256 = null, tar_gz_sha256 = null`)
    for (const kind of ['zip', 'tar.gz']) {
      const answer = await api.call(`/v1/archives/${other}.${kind}`)
      expect([answer.status, answer.headers.get('Repr-Digest')]).toEqual([200, null])
    }
  })
})
