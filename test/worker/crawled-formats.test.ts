import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { unpackSkillMd } from '../../src/intake/catalog/unpack.ts'
import { readRepositoryList } from '../../src/intake/list/repository-list.ts'
import { aForgedZip, aTarGzip } from '../support/outside/archives.ts'

const read = async (archive: Uint8Array) => new TextDecoder().decode(unpackSkillMd(archive))

describe('in the Workers runtime', () => {
  it('archives are unpacked', async () => {
    expect(await read(zipSync({ 'SKILL.md': strToU8('zipped'), 'x/SKILL.md': strToU8('other') }))).toBe('zipped')
    expect(await read(aTarGzip([{ name: 'SKILL.md', data: 'in a tar' }]))).toBe('in a tar')
  })

  it('invalid or truncated archives are refused as such', async () => {
    const tar = aTarGzip([{ name: 'SKILL.md', data: 'in a tar' }])
    for (const bytes of [new Uint8Array(), new Uint8Array([0x1f, 0x8b]), tar.slice(0, 30), strToU8('no archive')])
      await expect(read(bytes)).rejects.toMatchObject({ name: 'SourceFault', kind: 'unreadable' })
  })

  it('an archive larger than it states is refused as too large', async () => {
    const bomb = aForgedZip({ 'SKILL.md': new Uint8Array(32 * 1024 * 1024) }, { at: 24, value: 100, bytes: 4 })
    await expect(read(bomb)).rejects.toMatchObject({ kind: 'too_large' })
  })

  it('lists are read', () => {
    expect(readRepositoryList('* [x](https://github.com/acme/kit)')).toEqual(['acme/kit'])
  })
})
