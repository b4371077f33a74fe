import type { Client } from '@modelcontextprotocol/client'
import { SkillsClient } from '@modelcontextprotocol/client/ext/skills'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingPart } from '../../../src/domain/files/missing-parts.ts'
import { aFile, anOddFolder, type FileWithBytes } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { aSecondMcpClient } from '../../support/outside/mcp-users.ts'
import { aServedWorker } from '../../support/outside/served-worker.ts'
import type { TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let url: string
let stop: () => void
let odd: FileWithBytes[]

const FRONTMATTER = `name: odd
description: Odd files.
license: MIT
metadata:
  version: "1.10"
allowed-tools: [Read, Bash]
hidden: no
count: 0x1F
note: |
  Two
  lines`

const skillMd = (frontmatter: string) => aFile('SKILL.md', `---\n${frontmatter}\n---\nWhat to do.\n`)
const plain = (name: string) => skillMd(`name: ${name}\ndescription: Does what a skill does.`)

beforeAll(async () => {
  const worker = await aServedWorker()
  at = worker.at
  url = `${worker.url}/mcp`
  stop = worker.stop
  odd = [await skillMd(FRONTMATTER), ...(await anOddFolder()).filter(({ path }) => path !== 'SKILL.md')]
  await aVersion(at.db, { name: 'odd', files: odd })
  await aVersion(at.db, { name: 'twin', owner: 'one', files: [await plain('twin')] })
  await aVersion(at.db, { name: 'twin', owner: 'two', source: 'other', files: [await plain('twin')] })
  await aVersion(at.db, { name: 'all-rights', contentPolicy: 'link_only', files: [await plain('all-rights')] })
  await aVersion(at.db, { name: 'anchored', files: [await skillMd('name: anchored\ndescription: &a Anchored.')] })
  await aVersion(at.db, { name: 'sheets', files: [await plain('sheets'), await aFile('sheets/one.md', 'One.')] })
  await at.db.execute(sql`update skills set slug = 'acme--sheets-2' where slug = 'acme--sheets'`)
  const many = await Promise.all(Array.from({ length: 512 }, (_, n) => aFile(`assets/${n}.txt`, 'The same.')))
  await aVersion(at.db, { name: 'huge', files: [await plain('huge'), ...many] })
  const tooBig = await Promise.all([1, 2].map((nth) => aFile(`assets/${nth}.bin`, new Uint8Array(8_500_000))))
  await aVersion(at.db, { name: 'heavy', files: [await plain('heavy'), ...tooBig] })
  await aVersion(at.db, {
    name: 'lower',
    files: [await aFile('skill.md', '---\nname: lower\ndescription: It.\n---\n')],
  })
  // A name that the library throws for.
  await aVersion(at.db, { name: 'dots', files: [await skillMd('name: ..\ndescription: Dots.')] })
  await at.db.execute(sql`update skills set name = '..' where slug = 'acme--dots'`)
  await aVersion(at.db, {
    name: 'partial',
    files: [await plain('partial')],
    missing: [missingPart('file.lfs-pointer', 'model.bin')],
  })
  await aVersion(at.db, { name: 'withdrawn', files: [await plain('withdrawn')] })
  await aVersion(at.db, { name: 'gone', files: [await plain('gone')] })
  await at.db.execute(sql`update skills set status = 'archived' where slug = 'acme--withdrawn'`)
  await at.db.execute(sql`update skills set vanished_at = now() where slug = 'acme--gone'`)
})
afterAll(() => stop())

describe.each(['earlier', 'newer'] as const)('skills over MCP, in the %s era', (era) => {
  let client: Client
  let skills: SkillsClient
  beforeAll(async () => {
    client = await aSecondMcpClient(url, era)
    skills = new SkillsClient(client)
  })
  afterAll(() => client.close())
  const errorOf = (uri: string) =>
    skills.get(uri).then(
      () => 'It was answered.',
      (error: Error & { code: number }) => `${error.code} ${error.message}`,
    )

  it('lists the skills that hosts take, those of one name by their owners', async () => {
    const { skills: listed } = await skills.list()
    expect(listed.map(({ uri }) => uri).toSorted()).toEqual([
      'skill://acme/odd/SKILL.md',
      'skill://acme/sheets-2/sheets/SKILL.md',
      'skill://one/twin/SKILL.md',
      'skill://two/twin/SKILL.md',
    ])
  })

  it('gives every file of a skill as its client checks it', async () => {
    const { skill } = await skills.get('skill://acme/odd/SKILL.md')
    const read = await Promise.all((skill.resources as { uri: string }[]).map(({ uri }) => skills.read(skill, uri)))
    const bytesOf = (files: readonly { bytes: Uint8Array }[]) =>
      files.map(({ bytes }) => Buffer.from(bytes).toString('base64')).toSorted()
    expect(read.every(({ verified }) => verified)).toBe(true)
    expect(bytesOf(read)).toEqual(bytesOf(odd))
  })

  it('has the whole frontmatter, with the types of YAML 1.2', async () => {
    const { skill } = await skills.get('skill://acme/odd/SKILL.md')
    expect(skill.frontmatter).toEqual({
      name: 'odd',
      description: 'Odd files.',
      license: 'MIT',
      metadata: { version: '1.10' },
      'allowed-tools': ['Read', 'Bash'],
      hidden: 'no',
      count: 31,
      note: 'Two\nlines\n',
    })
    expect((await skills.read(skill)).body).toBe('What to do.\n')
  })

  it('tells skills of one name of one publisher apart by the slug', async () => {
    const { skill } = await skills.get('skill://acme/sheets-2/sheets/SKILL.md')
    expect((await skills.read(skill)).frontmatter).toMatchObject({ name: 'sheets' })
    expect((await skills.read(skill, 'sheets/one.md')).text).toBe('One.')
    expect(await errorOf('skill://acme/sheets-2/SKILL.md')).toMatch(/-32602/)
  })

  it.each([
    ['huge', /It has 513 files and \d+ bytes\. Hosts take at most 512 files/],
    ['heavy', / 17000\d+ bytes\. Hosts take at most 512 files and 16777216 bytes\./],
    ['anchored', /MCP clients refuse it: .*anchors/],
    ['lower', /no file that is named SKILL\.md/],
    ['all-rights', /does not permit .*source/],
    ['gone', /Its source no longer has it/],
    ['partial', /incomplete/],
  ])('does not list %s, and both it and the API say why', async (name, why) => {
    expect(await errorOf(`skill://acme/${name}/SKILL.md`)).toMatch(new RegExp(`^-32602 .*acme--${name}\\b`))
    const detail = await fetch(`${url.replace('/mcp', '/v1/skills')}/acme--${name}`)
    const { installable } = (await detail.json()) as { installable: { mcp: unknown } }
    expect(installable.mcp).toEqual({ ok: false, reason: expect.stringMatching(why) })
  })

  it('says where the source of a skill is that may only be linked to, and that a skill was withdrawn', async () => {
    expect(await errorOf('skill://acme/all-rights/SKILL.md')).toMatch(
      /-32602 .*acme--all-rights is withheld \(link_only\): .*does not permit redistribution.*github\.com\/acme\/skills/,
    )
    const withdrawn = 'acme--withdrawn is withheld (withdrawn): It was withdrawn from this registry.'
    expect(await errorOf('skill://acme/withdrawn/SKILL.md')).toBe(`-32602 ${withdrawn}`)
    await expect(client.readResource({ uri: 'skill://acme/withdrawn/SKILL.md' })).rejects.toThrow(withdrawn)
  })

  it('is not disturbed by a name that cannot be a folder', async () => {
    expect(await errorOf('skill://acme/dots/x/SKILL.md')).toMatch(/-32602/)
    expect((await skills.list()).skills.map(({ uri }) => uri)).not.toContainEqual(expect.stringContaining('dots'))
  })

  it.each([
    'skill://acme/nothing/SKILL.md',
    'skill://acme/odd/scripts/run.sh',
    'skill://acme/odd',
    'skill://acme/%00/SKILL.md',
    'skill://acme/%ff/SKILL.md',
    'file:///etc/passwd',
    'not an address',
  ])('has no skill at %s', async (uri) => {
    expect(await errorOf(uri)).toMatch(/-32602/)
  })

  it('reads nothing outside of the folder of a skill', async () => {
    for (const path of ['nothing.md', '..%2f..%2fSKILL.md', '%2e%2e/twin/SKILL.md'])
      await expect(client.readResource({ uri: `skill://acme/odd/${path}` })).rejects.toMatchObject({
        message: expect.stringMatching(/not found|No skill/i),
      })
  })
})
