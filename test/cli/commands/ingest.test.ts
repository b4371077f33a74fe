import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { findSkill } from '../../../src/db/catalogue/skill-detail.ts'
import { TESTER } from '../../support/builders/builders.ts'
import { addFiles, aFolder, aSkillMd, ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
beforeEach(async () => {
  at = await createDatabase()
})

const ingest = (dir: string, ...more: string[]) => ops(at, ['ingest', dir, '--source', 'acme', ...more])
const rows = async (query: string) => (await at.db.execute(sql.raw(query))).rows
const skills = () =>
  rows(
    'select slug, name, status, summary, canonical_repo, license, content_policy, category_id is not null as filed from skills order by slug',
  )

describe('ops ingest', () => {
  it('stores every SKILL.md at any depth and in any case, and nothing else', async () => {
    const dir = await aFolder({
      'SKILL.md': aSkillMd('top'),
      'a/b/c/deep/skill.md': aSkillMd('deep'),
      'Odd/Skill.md': aSkillMd('odd'),
      'node_modules/x/SKILL.md': aSkillMd('x'),
      '.git/y/SKILL.md': aSkillMd('y'),
      'a/README.md': '# no skill',
    })
    const run = await ingest(dir)
    expect(run.code).toBe(0)
    expect(run.summary()).toMatchObject({
      script: 'ingest',
      dry_run: false,
      targets_total: 3,
      succeeded_total: 3,
      failed_total: 0,
      details: { files: { created: 3, changed: 0, unchanged: 0 }, skills: { created: 0, updated: 0 } },
    })
    expect(await rows('select external_id, status from raw_skills order by 1')).toEqual([
      { external_id: 'acme:Odd/Skill.md', status: 'new' },
      { external_id: 'acme:SKILL.md', status: 'new' },
      { external_id: 'acme:a/b/c/deep/skill.md', status: 'new' },
    ])
    expect(await skills()).toEqual([])
  })

  it('approves loadable files as skills with tags, category, link and counts', async () => {
    const dir = await aFolder({
      'pdf/SKILL.md': aSkillMd('pdf', { more: 'license: MIT\ntags: [docs, Forms]\nmetadata:\n  category: writing\n' }),
    })
    expect((await ingest(dir, '--approve', '--repo', 'Acme/skills')).code).toBe(0)
    expect(await skills()).toEqual([
      {
        slug: 'acme--pdf',
        name: 'pdf',
        status: 'active',
        summary: 'What pdf does.',
        canonical_repo: 'Acme/skills',
        license: 'MIT',
        content_policy: 'full',
        filed: true,
      },
    ])
    expect(await rows('select t.key from skill_tags st join tags t on t.id = st.tag_id order by 1')).toEqual([
      { key: 'docs' },
      { key: 'forms' },
    ])
    expect(await rows('select c.key from skills s join categories c on c.id = s.category_id')).toEqual([
      { key: 'writing' },
    ])
    expect(await rows('select count(*)::int as n from skill_source_links')).toEqual([{ n: 1 }])
    expect(await rows('select count(*)::int as n from skill_popularity')).toEqual([{ n: 1 }])
    expect(await rows('select skill_url, status from raw_skills')).toEqual([
      { skill_url: 'https://github.com/Acme/skills/blob/HEAD/pdf/SKILL.md', status: 'approved' },
    ])
  })

  it('changes nothing the second time', async () => {
    const dir = await aFolder({ 'a/SKILL.md': aSkillMd('a'), 'b/SKILL.md': 'no frontmatter', 'c/SKILL.md': '' })
    await ingest(dir, '--approve')
    const state = () =>
      Promise.all([
        rows('select id, xmin from raw_skills order by 1'),
        rows('select id, slug, updated_at, last_changed_at from skills order by 1'),
      ])
    const before = await state()
    const again = await ingest(dir, '--approve')
    expect(again.summary().details).toMatchObject({
      files: { created: 0, changed: 0, unchanged: 3 },
      skills: { created: 0, updated: 0 },
    })
    expect(await state()).toEqual(before)
  })

  it('notes that it has seen the files again', async () => {
    const dir = await aFolder({ 'a/SKILL.md': aSkillMd('a') })
    await ingest(dir, '--approve')
    await rows(`update raw_skills set created_at = '2026-01-01', seen_at = '2026-01-01'`)
    await rows(`update skills set last_seen_at = '2026-01-01'`)
    const seenAt = async () => JSON.parse((await findSkill(at.db, { slug: 'acme--a' })) ?? '').sources[0].seen_at
    expect(await seenAt()).toBe('2026-01-01T00:00:00.000Z')
    await ingest(dir, '--approve')
    expect(Date.parse(await seenAt())).toBeGreaterThan(Date.parse('2026-01-02'))
  })

  it('updates one skill if one file changes, and keeps its slug', async () => {
    const dir = await aFolder({ 'a/SKILL.md': aSkillMd('a'), 'b/SKILL.md': aSkillMd('b') })
    await ingest(dir, '--approve')
    const before = await rows('select id, slug, last_changed_at from skills order by slug')
    await addFiles(dir, { 'a/SKILL.md': aSkillMd('a', { description: 'Does more now.' }) })
    const run = await ingest(dir, '--approve')
    expect(run.summary().details).toMatchObject({
      files: { created: 0, changed: 1, unchanged: 1 },
      skills: { created: 0, updated: 1 },
    })
    expect(await skills()).toMatchObject([
      { slug: 'acme--a', summary: 'Does more now.' },
      { slug: 'acme--b', summary: 'What b does.' },
    ])
    const after = await rows('select id, slug, last_changed_at from skills order by slug')
    expect(after.map((skill) => skill.id)).toEqual(before.map((skill) => skill.id))
    expect(after[0]?.last_changed_at).not.toBe(before[0]?.last_changed_at)
    expect(after[1]).toEqual(before[1])
  })

  it('approves the files that an earlier run only stored', async () => {
    const dir = await aFolder({ 'a/SKILL.md': aSkillMd('a') })
    await ingest(dir)
    expect((await ingest(dir, '--approve')).summary().details).toMatchObject({
      files: { unchanged: 1 },
      skills: { created: 1 },
    })
  })

  it('gives two files of the same name different slugs, the same ones in every run', async () => {
    const dir = await aFolder({
      'one/a/SKILL.md': aSkillMd('a'),
      'two/a/SKILL.md': aSkillMd('a', { description: 'Another.' }),
    })
    await ingest(dir, '--approve')
    const first = await skills()
    expect(first).toMatchObject([
      { slug: 'acme--a', summary: 'What a does.' },
      { slug: expect.stringMatching(/^acme--a-[0-9a-f]{8}$/), summary: 'Another.' },
    ])
    await addFiles(dir, { 'one/a/SKILL.md': aSkillMd('a', { description: 'Changed.' }) })
    await ingest(dir, '--approve')
    expect(await skills()).toMatchObject([
      { slug: first[0]?.slug, summary: 'Changed.' },
      { slug: first[1]?.slug, summary: 'Another.' },
    ])
  })

  it.skipIf(process.platform !== 'linux')(
    'warns of a folder that it cannot read, and does not take its files for gone',
    async () => {
      const dir = await aFolder({ 'one/a/SKILL.md': aSkillMd('a') })
      await ingest(dir, '--approve')
      await rename(join(dir, 'one'), Buffer.concat([Buffer.from(join(dir, 'bad')), Buffer.from([0xff])]))
      await addFiles(dir, { 'two/a/SKILL.md': aSkillMd('a', { description: 'Another.' }) })
      const run = await ingest(dir, '--approve')
      expect(run.code).toBe(0)
      expect(run.summary()).toMatchObject({
        warnings: ['bad\uFFFD could not be read: ENOENT'],
        details: { files: { created: 1 }, skills: { created: 1, updated: 0 } },
      })
      expect(await skills()).toMatchObject([{ slug: 'acme--a', summary: 'What a does.' }, { summary: 'Another.' }])
    },
  )

  it('folds a copy by another owner into the earliest skill, and unfolds it when it changes', async () => {
    const dir = await aFolder({ 'a/SKILL.md': aSkillMd('a') })
    await ingest(dir, '--approve')
    const copyDir = await aFolder({ 'a/SKILL.md': aSkillMd('a').replaceAll('\n', '\r\n') })
    await ops(at, ['ingest', copyDir, '--source', 'copycat', '--approve'])
    const folded = () =>
      rows('select s.slug, o.slug as original from skills s left join skills o on o.id = s.duplicate_of order by 1')
    expect(await folded()).toEqual([
      { slug: 'acme--a', original: null },
      { slug: 'copycat--a', original: 'acme--a' },
    ])
    await addFiles(dir, { 'a/SKILL.md': aSkillMd('a', { description: 'New.' }) })
    await ingest(dir, '--approve')
    expect(await folded()).toEqual([
      { slug: 'acme--a', original: null },
      { slug: 'copycat--a', original: null },
    ])
  })

  it('keeps the fields that an admin has set, and updates the text', async () => {
    const dir = await aFolder({ 'a/SKILL.md': aSkillMd('a', { more: 'license: MIT\n' }) })
    await ingest(dir, '--approve')
    const [skill] = await rows('select id from skills')
    const set = { status: 'archived', content_policy: 'link_only', tags: [{ key: 'held', name: 'held' }] }
    await updateSkill(at.db, TESTER, String(skill?.id), set)
    await addFiles(dir, {
      'a/SKILL.md': aSkillMd('a', { description: 'New.', more: 'license: MIT\ntags: [x]\n', body: 'New text.' }),
    })
    await ingest(dir, '--approve')
    expect(await skills()).toMatchObject([
      { status: 'archived', summary: 'What a does.', content_policy: 'link_only', license: 'MIT' },
    ])
    expect(await rows('select description_md, search_tags from skills')).toEqual([
      { description_md: 'New text.', search_tags: 'held' },
    ])
    expect(await rows('select t.key from skill_tags st join tags t on t.id = st.tag_id')).toEqual([{ key: 'held' }])
  })

  it('keeps two repositories of one source apart', async () => {
    const dirs = await Promise.all(
      ['Alice', 'Bob'].map((who) => aFolder({ 'skills/a/SKILL.md': aSkillMd('a', { description: `By ${who}.` }) })),
    )
    await ingest(dirs[0] ?? '', '--approve', '--repo', 'alice/one')
    await ingest(dirs[1] ?? '', '--approve', '--repo', 'bob/two')
    expect(await skills()).toMatchObject([
      { slug: 'alice--a', summary: 'By Alice.', canonical_repo: 'alice/one' },
      { slug: 'bob--a', summary: 'By Bob.', canonical_repo: 'bob/two' },
    ])
  })

  it('follows a file that moved: the skill keeps its slug and counts', async () => {
    const dir = await aFolder({ 'b/a/SKILL.md': aSkillMd('a'), 'z/SKILL.md': aSkillMd('z') })
    await ingest(dir, '--approve')
    const [before] = await rows(`select id from skills where name = 'a'`)
    await rename(join(dir, 'b'), join(dir, 'moved'))
    await ingest(dir, '--approve')
    expect(await rows(`select id, slug, skill_path from skills where name = 'a'`)).toEqual([
      { id: before?.id, slug: 'acme--a', skill_path: 'moved/a/SKILL.md' },
    ])
  })

  it('accepts a text of nearly the maximum size', async () => {
    const dir = await aFolder({ 'a/SKILL.md': aSkillMd('a', { body: '"quoted": "\\",\n'.repeat(60_000) }) })
    expect((await ingest(dir, '--approve')).summary()).toMatchObject({
      failed_total: 0,
      details: { skills: { created: 1 } },
    })
  })
})

describe('a faulty file', () => {
  it('is stored and reported with rule and line, without affecting the other files', async () => {
    const dir = await aFolder({
      'broken/SKILL.md': '---\nname: broken\ndescription: Use when: (1) it breaks\n---\nText.\n',
      'empty/SKILL.md': '',
      'good/SKILL.md': aSkillMd('good'),
      'huge/SKILL.md': new Uint8Array(1_048_577).fill(97),
      'bytes/SKILL.md': new Uint8Array([
        ...new TextEncoder().encode('---\nname: bytes\ndescription: Odd '),
        0xff,
        0xfe,
        0x00,
        10,
        ...new TextEncoder().encode('---\nText.\n'),
      ]),
    })
    const run = await ingest(dir, '--approve')
    expect(run.code).toBe(0)
    const { details } = run.summary()
    expect(details).toMatchObject({ files: { created: 5 }, by_parse_status: { invalid: 2 } })
    const findings = run.lines().filter((line) => line.event === 'finding')
    expect(findings).toContainEqual(
      expect.objectContaining({ target: 'broken/SKILL.md', rule: 'frontmatter.yaml', line: 3 }),
    )
    for (const finding of findings)
      expect(finding).toMatchObject({
        target: expect.any(String),
        rule: expect.any(String),
        line: expect.any(Number),
        message: expect.any(String),
      })
    expect(
      await rows(`select content is null as dropped from raw_skills where external_id = 'acme:huge/SKILL.md'`),
    ).toEqual([{ dropped: true }])
    expect((await skills()).map((skill) => skill.slug)).toEqual(['acme--broken', 'acme--bytes', 'acme--good'])
  })

  it('that the database refuses is reported, without affecting the other files', async () => {
    await at.db.execute(sql`alter table raw_skills add check (external_id <> 'acme:bad/SKILL.md')`)
    const run = await ingest(
      await aFolder({ 'a/SKILL.md': aSkillMd('a'), 'bad/SKILL.md': aSkillMd('bad'), 'z/SKILL.md': aSkillMd('z') }),
      '--approve',
    )
    expect(run.code).toBe(2)
    expect(run.summary()).toMatchObject({
      succeeded_total: 2,
      failed_total: 1,
      errors: [{ target: 'bad/SKILL.md', reason: expect.stringContaining('23514') }],
    })
    expect(run.stdout + run.stderr).not.toMatch(/insert into/i)
    expect((await skills()).map((skill) => skill.slug)).toEqual(['acme--a', 'acme--z'])
  })
})

describe('a dry run', () => {
  it('predicts what the real run then does, and changes nothing', async () => {
    const dir = await aFolder({ 'a/SKILL.md': aSkillMd('a'), 'b/SKILL.md': aSkillMd('b') })
    await ingest(dir, '--approve')
    await writeFile(join(dir, 'a/SKILL.md'), aSkillMd('a', { description: 'New.' }))
    await addFiles(dir, { 'c/SKILL.md': aSkillMd('c') })
    const before = await rows(
      'select (select count(*) from raw_skills)::int as raws, (select count(*) from job_runs)::int as runs',
    )
    const dry = (await ingest(dir, '--approve', '--dry-run')).summary()
    expect(
      await rows('select (select count(*) from raw_skills)::int as raws, (select count(*) from job_runs)::int as runs'),
    ).toEqual(before)
    expect(dry).toMatchObject({
      dry_run: true,
      details: { files: { created: 1, changed: 1, unchanged: 1 }, skills: { created: 1, updated: 1 } },
    })
    expect((await ingest(dir, '--approve')).summary().details).toEqual(dry.details)
  })

  it('works for a source that does not exist yet', async () => {
    const run = await ingest(await aFolder({ 'a/SKILL.md': aSkillMd('a') }), '--dry-run')
    expect(run.summary().details).toMatchObject({ files: { created: 1 } })
    expect(await rows('select 1 from skill_sources')).toEqual([])
  })
})
