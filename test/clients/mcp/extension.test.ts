import type { Client } from '@modelcontextprotocol/client'
import { SkillsClient } from '@modelcontextprotocol/client/ext/skills'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

  it('says why a skill is not listed', async () => {
    expect(await errorOf('skill://acme/huge/SKILL.md')).toMatch(/-32602 .*acme--huge has 513 files.* at most 512 files/)
    expect(await errorOf('skill://acme/anchored/SKILL.md')).toMatch(/-32602 .*acme--anchored.*anchors/)
    expect(await errorOf('skill://acme/all-rights/SKILL.md')).toMatch(/-32602 .*does not permit redistribution.*github/)
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
