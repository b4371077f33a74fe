import { describe, expect, it } from 'vitest'
import { clawhubHash } from '../../../src/domain/clients/clawhub-hash.ts'
import { sha256Hex } from '../../../src/domain/text/hash.ts'
import { aFile } from '../../support/builders/folders.ts'

const folder = (files: Record<string, string>) =>
  Promise.all(Object.entries(files).map(([path, content]) => aFile(path, content)))
const hashOf = async (files: Record<string, string>) => clawhubHash(await folder(files))
/** The hash of exactly these paths, in this order, each with its own path as its content. */
const ofPaths = async (...paths: string[]) =>
  sha256Hex((await Promise.all(paths.map(async (path) => `${path}:${await sha256Hex(path)}`))).join('\n'))
const named = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, path]))

describe("clawhub's hash of a folder", () => {
  it('sorts paths as people do, not by their bytes', async () => {
    expect(await hashOf(named('SKILL.md', 'references/a', 'B', 'a'))).toBe(
      await ofPaths('a', 'B', 'references/a', 'SKILL.md'),
    )
  })

  it('leaves out what begins with a dot, what packages bring and names with a backslash', async () => {
    expect(await hashOf(named('SKILL.md', '.env', 'a/.b/c', 'node_modules/x.js', 'a\\b'))).toBe(
      await ofPaths('SKILL.md'),
    )
  })

  it("leaves out what the folder's own ignore files name", async () => {
    const files = {
      ...named('SKILL.md', 'a.log', 'deep/b.log', 'kept.log', 'tmp/x'),
      '.gitignore': '*.log\n!kept.log\n',
    }
    expect(await hashOf({ ...files, '.clawhubignore': '/tmp\r\n' })).toBe(await ofPaths('kept.log', 'SKILL.md'))
  })

  it('is not told if nothing is left', async () => {
    expect(await hashOf({ '.env': 'x' })).toBeNull()
  })

  it('is not told if patterns could take too long', async () => {
    const slow = `${'*a'.repeat(30)}b\n`
    expect(await hashOf({ ...named('SKILL.md', 'a'.repeat(200)), '.gitignore': slow })).toBeNull()
  })
})
