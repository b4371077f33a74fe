import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { yankVersion } from '../../../src/db/files/yank-version.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import { aFile, someBytes } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { MCP_USERS, type McpUser } from '../../support/outside/mcp-users.ts'
import { aServedWorker } from '../../support/outside/served-worker.ts'
import type { TestDatabase } from '../../support/run/database.ts'
import { buildBoards } from '../../support/run/jobs.ts'
import { searchAll } from '../../support/run/search.ts'

let at: TestDatabase
let url: string
let stop: () => void

const LONG = Array.from({ length: 3000 }, (_, n) => `Line ${n} says what line ${n} says. 漢字 😀\n`).join('')
const skillMd = (name: string, text = 'What to do.') =>
  aFile('SKILL.md', `---\nname: ${name}\ndescription: Does what a skill does.\n---\n${text}\n`)

beforeAll(async () => {
  const worker = await aServedWorker()
  at = worker.at
  url = `${worker.url}/mcp`
  stop = worker.stop
  const files = [
    await aFile('references/long.md', LONG),
    await aFile('assets/logo.png', someBytes(500)),
    await aFile('scripts/run.sh', 'echo 1\n', '0755'),
  ]
  await aVersion(at.db, { name: 'tidy', files: [await skillMd('tidy', 'One.'), ...files] })
  await aVersion(at.db, { name: 'tidy', files: [await skillMd('tidy', 'Two.'), ...files.slice(0, 2)] })
  await aVersion(at.db, { name: 'all-rights', contentPolicy: 'link_only', files: [await skillMd('all-rights')] })
  await aVersion(at.db, { name: 'bad', files: [await skillMd('bad')] })
  await aVersion(at.db, { name: 'gone', files: [await skillMd('gone')] })
  await at.db.execute(sql`update skills set vanished_at = now() where slug = 'acme--gone'`)
  const bad = String((await at.db.execute(sql`select id from skills where slug = 'acme--bad'`)).rows[0]?.id)
  await yankVersion(at.db, TESTER, { skillId: bad, version: '1.0.0', reason: 'It deletes files.' })
  await aVersion(at.db, { name: 'withdrawn', files: [await skillMd('withdrawn')] })
  await at.db.execute(sql`update skills set status = 'archived' where slug = 'acme--withdrawn'`)
  await aVersion(at.db, { name: 'left', files: [await skillMd('left')] })
  await at.db.execute(
    sql`update skills set status = 'archived', vanished_at = now(), auto_archived_at = now() where slug = 'acme--left'`,
  )
  // Its author deleted it after that, which does not change why it is not there.
  await at.db.execute(sql`update skills set vanished_at = now() where slug = 'acme--withdrawn'`)
  await aSkill(at.db, { name: 'entered', content_policy: 'link_only', canonical_repo: 'acme/entered' })
  for (const [name, score] of [
    ['first', 900],
    ['second', 800],
  ] as const)
    await aSkill(at.db, { name, score, category: 'writing' })
  await buildBoards(at.db)
  await searchAll(at.db)
})
afterAll(() => stop())

describe.each(MCP_USERS)('the tools, with the official client, %s', (_, version, connect) => {
  let user: McpUser
  beforeAll(async () => {
    user = await connect(url)
  })
  afterAll(() => user.close())
  const refused = async (tool: string, args: Record<string, unknown>) => {
    const { isError, text } = await user.call(tool, args)
    return isError ? text : `It was not refused: ${text}`
  }

  it('speaks the protocol of its era, and says what it has', () => {
    expect(user.version()).toBe(version)
    expect(user.capabilities()).toMatchObject({
      tools: {},
      resources: {},
      extensions: { 'io.modelcontextprotocol/skills': {} },
    })
  })

  it('are for reading, and describe each argument', async () => {
    const tools = await user.tools()
    expect(tools.map(({ name }) => name)).toEqual([
      'search_skills',
      'get_skill',
      'read_skill_file',
      'list_versions',
      'compare_versions',
      'audit_lockfile',
      'top_skills',
    ])
    for (const { description, inputSchema, outputSchema, annotations } of tools) {
      expect(annotations?.readOnlyHint).toBe(true)
      expect(description).toBeTruthy()
      expect(outputSchema).toMatchObject({ type: 'object' })
      for (const property of Object.values(inputSchema.properties ?? {}))
        expect(property).toMatchObject({ description: expect.stringMatching(/\w/) })
    }
  })

  it('have no patterns in their arguments that only JavaScript reads', async () => {
    expect(JSON.stringify((await user.tools()).map(({ inputSchema }) => inputSchema))).not.toContain('\\p')
  })

  it('search skills page by page', async () => {
    const args = { query: 'what a skill does', category: 'tools' }
    const first = await user.call('search_skills', { ...args, limit: 1 })
    expect(first.structured.items).toHaveLength(1)
    const second = await user.call('search_skills', { ...args, cursor: first.structured.next_cursor })
    const slugs = [first, second].flatMap(({ structured }) =>
      (structured.items as { slug: string }[]).map(({ slug }) => slug),
    )
    expect(slugs.toSorted()).toEqual(['acme--all-rights', 'acme--bad', 'acme--gone', 'acme--tidy'])
    expect(second.structured.next_cursor).toBeNull()
  })

  it('say in a search which files are not given out', async () => {
    const { structured } = await user.call('search_skills', { query: 'all-rights' })
    expect((structured.items as object[])[0]).toMatchObject({ slug: 'acme--all-rights', withheld: 'link_only' })
  })

  it('get a skill with its text, its files and what it costs', async () => {
    const { text, structured } = await user.call('get_skill', { slug: 'acme--tidy' })
    expect(text).toContain('Two.')
    expect(structured).toMatchObject({
      slug: 'acme--tidy',
      name: 'tidy',
      version: '1.0.1',
      context_tokens: { tokenizer: 'o200k_base' },
      files_total: 3,
      installable: { skills_cli: { ok: true }, clawhub: { ok: true }, mcp: { ok: true, reason: null } },
      parts: 1,
      next_part: null,
    })
    expect((structured.files as object[])[2]).toEqual({ path: 'references/long.md', size: Buffer.byteLength(LONG) })
  })

  it('read a long file in parts that make up the whole', async () => {
    let text = ''
    for (let part: unknown = 1; part !== null; ) {
      const answer = await user.call('read_skill_file', { slug: 'acme--tidy', path: 'references/long.md', part })
      expect(answer.text.length).toBeLessThanOrEqual(24_000)
      text += answer.text
      part = answer.structured.next_part
    }
    expect(text).toBe(LONG)
  })

  it('read a file of an earlier version', async () => {
    const args = { slug: 'acme--tidy', path: 'scripts/run.sh', version: '1.0.0' }
    const { text, structured } = await user.call('read_skill_file', args)
    expect(text).toBe('echo 1\n')
    expect(structured).toMatchObject({ version: '1.0.0', size: 7, part: 1 })
  })

  it('list the versions of a skill', async () => {
    const first = await user.call('list_versions', { slug: 'acme--tidy', limit: 1 })
    expect(first.structured.items).toMatchObject([{ version: '1.0.1', withheld: null }])
    const second = await user.call('list_versions', { slug: 'acme--tidy', cursor: first.structured.next_cursor })
    expect(second.structured.items).toMatchObject([{ version: '1.0.0' }])
    const { structured } = await user.call('list_versions', { slug: 'acme--bad' })
    expect(structured.items).toMatchObject([{ withheld: 'yanked', yank_reason: 'It deletes files.' }])
  })

  it('compare two versions', async () => {
    const { text, structured } = await user.call('compare_versions', { slug: 'acme--tidy', from: '1.0.0', to: '1.0.1' })
    expect(structured).toMatchObject({ from: '1.0.0', to: '1.0.1', files_total: 2 })
    expect(structured.files).toMatchObject([
      { path: 'SKILL.md', change: 'changed', added: 1, removed: 1 },
      { path: 'scripts/run.sh', change: 'removed' },
    ])
    expect(text).toContain('-One.\n+Two.')
  })

  it('audit a lockfile page by page, the worst entries first', async () => {
    const skills = ['tidy', 'nothing', 'bad'].map((name) => ({ name, version: '1.0.0' }))
    const args = { lockfile: JSON.stringify({ skills }), limit: 2 }
    const first = await user.call('audit_lockfile', args)
    expect(first.structured).toMatchObject({
      format: 'list',
      summary: { entries: 3, found: 2, level: 'error', rules: { yanked: 1, unknown: 1, behind: 1 } },
      items: [
        { name: 'bad', slug: 'acme--bad', level: 'error', findings: [{ rule: 'yanked' }] },
        { name: 'nothing', slug: null, level: 'warning' },
      ],
    })
    const second = await user.call('audit_lockfile', { ...args, cursor: first.structured.next_cursor })
    expect(second.structured.items).toMatchObject([
      { name: 'tidy', matched_by: 'version', latest_version: '1.0.1', versions_behind: 1, level: 'note' },
    ])
    expect(second.structured.next_cursor).toBeNull()
  })

  it('list the top skills page by page, of all and of a category', async () => {
    const first = await user.call('top_skills', { limit: 1 })
    expect(first.structured.items).toMatchObject([{ rank: 1, slug: 'acme--first' }])
    const second = await user.call('top_skills', { limit: 1, cursor: first.structured.next_cursor })
    expect(second.structured.items).toMatchObject([{ rank: 2, slug: 'acme--second' }])
    const { structured } = await user.call('top_skills', { category: 'writing', by: 'power' })
    expect(structured.total).toBe(2)
  })

  it('refuse what is not given out, and say why and where it is', async () => {
    for (const [tool, more] of [
      ['get_skill', {}],
      ['read_skill_file', { path: 'SKILL.md' }],
      ['compare_versions', {}],
    ] as const) {
      expect(await refused(tool, { slug: 'acme--all-rights', ...more })).toMatch(
        /^acme--all-rights is withheld \(link_only\): .*does not permit redistribution.*https:\/\/github\.com\/acme\/skills/,
      )
      expect(await refused(tool, { slug: 'acme--bad', ...more })).toMatch(
        /^acme--bad is withheld \(yanked\): .*yanked: It deletes files.*github/,
      )
      expect(await refused(tool, { slug: 'acme--gone', ...more })).toMatch(
        /^acme--gone is withheld \(vanished\): .*no longer has it.*github/,
      )
    }
    expect(await refused('get_skill', { slug: 'acme--entered' })).toMatch(
      /^acme--entered is withheld \(link_only\): .*https:\/\/github\.com\/acme\/entered/,
    )
  })

  it.each([
    ['get_skill', {}],
    ['read_skill_file', { path: 'SKILL.md' }],
    ['list_versions', {}],
    ['compare_versions', {}],
  ])('%s says why a skill is not there any more', async (tool, more) => {
    expect(await refused(tool, { slug: 'acme--withdrawn', ...more })).toBe(
      'acme--withdrawn is withheld (withdrawn): It was withdrawn from this registry.',
    )
    expect(await refused(tool, { slug: 'acme--left', ...more })).toBe(
      'acme--left is withheld (vanished): Its source no longer has it, so it can no longer be installed.',
    )
  })

  it('name the skill, the version or the file that is not there', async () => {
    expect(await refused('get_skill', { slug: 'acme--nothing' })).toContain("no skill 'acme--nothing'")
    expect(await refused('list_versions', { slug: 'acme--nothing' })).toContain("no skill 'acme--nothing'")
    expect(await refused('read_skill_file', { slug: 'acme--tidy', path: '../SKILL.md' })).toContain(
      'no file "../SKILL.md"',
    )
    expect(await refused('compare_versions', { slug: 'acme--tidy', from: '9.9.9' })).toContain('acme--tidy 9.9.9')
  })

  it('say where the bytes of a file are that is no text', async () => {
    expect(await refused('read_skill_file', { slug: 'acme--tidy', path: 'assets/logo.png' })).toMatch(
      /is not text.*\/v1\/skills\/acme--tidy\/versions\/1\.0\.1\/files\/assets\/logo\.png$/,
    )
  })

  it.each([
    ['search_skills', {}, 'query'],
    ['search_skills', { query: 'x', limit: 1000 }, 'limit'],
    ['search_skills', { query: 'x', cursor: 'e30' }, 'cursor'],
    ['search_skills', { query: 'x\0y' }, 'query'],
    ['search_skills', { query: 'zzzz', category: 'writng' }, 'category'],
    ['search_skills', { query: 'x', license: 'mine' }, 'license'],
    ['get_skill', { slug: 7 }, 'slug'],
    ['get_skill', { slug: 'acme--tidy', part: 2 }, 'part'],
    ['read_skill_file', { slug: 'acme--tidy' }, 'path'],
    ['top_skills', { by: 'luck' }, 'by'],
    ['top_skills', { category: 'writng' }, 'category'],
    ['list_versions', { slug: 'acme--tidy', unknown: 1 }, 'unknown'],
    ['audit_lockfile', {}, 'lockfile'],
    ['audit_lockfile', { lockfile: '{' }, 'lockfile'],
    ['audit_lockfile', { lockfile: '{"skills": 7}' }, 'lockfile: must be a lockfile'],
    ['audit_lockfile', { lockfile: '{"skills": [{}]}' }, 'lockfile/skills/0/name: is required'],
    ['audit_lockfile', { lockfile: '{"skills": []}', cursor: 'e30' }, 'cursor'],
  ])('%s names the field that is wrong in %j', async (tool, args, field) => {
    expect(await refused(tool, args)).toMatch(new RegExp(`\\b${field}\\b`))
  })

  it('refuse a tool that does not exist by the code of the protocol', async () => {
    await expect(user.call('no_such_tool', {})).rejects.toMatchObject({ code: -32602 })
  })
})
