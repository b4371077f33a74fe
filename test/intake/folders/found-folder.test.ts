import { describe, expect, it } from 'vitest'
import { MAX_BYTES } from '../../../src/domain/files/manifest.ts'
import { MAX_SKILL_MD_BYTES } from '../../../src/domain/skill-md/skill-md.ts'
import { sha256Hex } from '../../../src/domain/text/hash.ts'
import { chooseFiles, type FoundFile, readFolder } from '../../../src/intake/folders/found-folder.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
/** A file that is found, and what each further reading of it gives. */
const found = (path: string, text: string): FoundFile => ({
  path,
  mode: '0644',
  size: text.length,
  read: async () => bytesOf(text),
})
const lost = (path: string): FoundFile => ({ ...found(path, ''), read: () => Promise.reject(new Error('gone')) })
const own = async (name: string, text: string) => ({ name, sha256: await sha256Hex(bytesOf(text)) })
const paths = (files: readonly { path: string }[]) => files.map(({ path }) => path)

describe('the folder of a skill', () => {
  it.each(['SKILL.md', 'SKILL.MD', 'skill.md'])(
    'keeps the file that was read, %s, of several names for it',
    async (name) => {
      const files = ['SKILL.MD', 'SKILL.md', 'skill.md'].map((path) => found(path, `the text of ${path}`))
      const { folder } = await readFolder({ files }, await own(name, `the text of ${name}`))
      expect(folder.files).toMatchObject([{ path: name, sha256: (await own(name, `the text of ${name}`)).sha256 }])
    },
  )

  it.each([
    ['has changed since it was read', [found('SKILL.md', 'new')], 'SKILL.md has changed while its folder was read.'],
    ['is gone', [found('a.md', 'a')], 'SKILL.md could not be read again while its folder was read.'],
    ['can no longer be read', [lost('SKILL.md')], 'SKILL.md could not be read again while its folder was read.'],
    ['has another name now', [found('skill.md', 'old')], 'SKILL.md could not be read again while its folder was read.'],
  ])('is refused if its SKILL.md %s', async (_, files, message) => {
    await expect(readFolder({ files }, await own('SKILL.md', 'old'))).rejects.toThrow(message)
  })

  it('is incomplete if its SKILL.md is a pointer of Git LFS', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n'
    const { folder } = await readFolder({ files: [found('SKILL.md', pointer)] }, await own('SKILL.md', pointer))
    expect(folder).toMatchObject({ isComplete: false, files: [], findings: [{ rule: 'file.lfs-pointer' }] })
  })
})

describe('the files to keep of a folder that is too large', () => {
  const large = { path: 'large.bin', size: MAX_BYTES }

  it('are its own file alone, by its very name', () => {
    const files = [large, { path: 'SKILL.md', size: 1 }, { path: 'skill.md', size: 1 }]
    expect(paths(chooseFiles({ files }, 'skill.md').files)).toEqual(['skill.md'])
  })

  it('are none if its own file is too large to be a skill', () => {
    const files = [large, { path: 'SKILL.md', size: MAX_SKILL_MD_BYTES + 1 }]
    expect(chooseFiles({ files }, 'SKILL.md')).toMatchObject({ files: [], missing: [{ rule: 'folder.too-large' }] })
  })
})
