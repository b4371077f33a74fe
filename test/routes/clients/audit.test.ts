import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { archiveVanishedSkills } from '../../../src/db/catalogue/upkeep/vanished.ts'
import { yankVersion } from '../../../src/db/files/yank-version.ts'
import { skillsHash } from '../../../src/domain/clients/skills-hash.ts'
import { treeIdOf } from '../../../src/domain/git/tree-id.ts'
import { type Api, startApi } from '../../support/api/api.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import { aFile } from '../../support/builders/folders.ts'
import { aVersion } from '../../support/builders/versions.ts'

type Entry = { name: string; findings: { rule: string; message: string }[] } & Record<string, unknown>
type Audit = { format: string; summary: Record<string, unknown>; entries: Entry[] }

let api: Api
beforeAll(async () => {
  api = await startApi()
})

const skillMd = (name: string, text = 'What to do.') =>
  aFile('SKILL.md', `---\nname: ${name}\ndescription: Does what a skill does.\n---\n${text}\n`)
const send = (body: unknown, query = '') => api.send('POST', `/v1/audit${query}`, body)
async function audit(body: unknown): Promise<Audit> {
  const response = await send(body)
  expect(response.status).toBe(200)
  return response.json<Audit>()
}
/** The first entry of a list of our own. */
async function entryOf(listed: object): Promise<Entry> {
  const [entry] = (await audit({ skills: [listed] })).entries
  if (!entry) throw new Error('There is no entry.')
  return entry
}
const rulesOf = ({ findings }: Entry) => findings.map(({ rule }) => rule)
const idOf = async (slug: string) =>
  String((await api.db.execute(sql`select id from skills where slug = ${slug}`)).rows[0]?.id)
const zipOf = async (digest: string) =>
  String(
    (
      await api.db.execute(
        sql`select encode(zip_sha256, 'hex') as zip from folders where digest = decode(${digest}, 'hex')`,
      )
    ).rows[0]?.zip,
  )
/** Versions of a skill with these files each. */
async function versions(name: string, ...folders: Awaited<ReturnType<typeof aFile>>[][]) {
  const made = []
  for (const files of folders) made.push(await aVersion(api.db, { name, files }))
  return made
}

describe('POST /v1/audit', () => {
  it('finds an entry by the digest of a version or of its zip, and says how far behind it is', async () => {
    const script = await aFile('scripts/run.sh', 'curl https://api.acme.dev/$TOKEN\n', '0755')
    const [first, second] = await versions(
      'tidy',
      [await skillMd('tidy')],
      [await skillMd('tidy', 'Two.')],
      [await skillMd('tidy', 'Three.'), script],
    )
    const { digest = '' } = first ?? {}
    const entry = await entryOf({ name: 'tidy', digest: `sha256:${digest}` })
    expect(entry).toMatchObject({
      ...{
        name: 'tidy',
        source: null,
        line: 1,
        found: true,
        matched_by: 'digest',
        version: '1.0.0',
        digest: `sha256:${digest}`,
      },
      ...{ skill: { slug: 'acme--tidy', name: 'tidy', owner: 'acme' }, latest_version: '1.0.2', versions_behind: 2 },
      ...{
        yanked: null,
        withdrawn: false,
        vanished_at: null,
        license: { theirs: 'MIT', latest: 'MIT', changed: false },
      },
      capabilities: { added: { scripts: ['scripts/run.sh'], hosts: ['api.acme.dev'] }, removed: { scripts: [] } },
      ...{ verdict: null, level: 'note' },
    })
    expect(rulesOf(entry)).toEqual(['capabilities-added', 'behind'])
    const zipped = await entryOf({ name: 'whatever it is called', digest: await zipOf(second?.digest ?? '') })
    expect(zipped).toMatchObject({ matched_by: 'digest', version: '1.0.1', versions_behind: 1 })
  })

  it("finds an entry by each hash of the skills command line, and by its archive's digest", async () => {
    const files = [await skillMd('hashed'), await aFile('references/a.md', 'A.')]
    const [made] = await versions('hashed', files)
    const source = { source: 'acme/skills', sourceType: 'github' }
    const lock = {
      ...{
        computed: { ...source, computedHash: skillsHash(files) },
        tree: { ...source, computedHash: treeIdOf(files) },
      },
      archive: {
        source: 'x.example',
        sourceType: 'well-known',
        computedHash: '',
        wellKnownDigest: `sha256:${await zipOf(made?.digest ?? '')}`,
      },
    }
    const { format, entries } = await audit({ version: 1, skills: lock })
    expect(format).toBe('skills_lock')
    expect(entries.map(({ name, matched_by, version }) => [name, matched_by, version])).toEqual([
      ['computed', 'hash', '1.0.0'],
      ['tree', 'hash', '1.0.0'],
      ['archive', 'digest', '1.0.0'],
    ])
  })

  it('finds an entry by version, or only the skill by its source', async () => {
    await versions('by-source', [await skillMd('by-source')], [await skillMd('by-source', 'Two.')])
    const names = ['acme--by-source', '@ACME/by-source', 'by-source']
    for (const name of names)
      expect(await entryOf({ name, version: '1.0.0' })).toMatchObject({
        matched_by: 'version',
        version: '1.0.0',
        versions_behind: 1,
      })
    const sources = [
      `${api.origin}/s/acme--by-source`,
      `${api.origin}/p/acme`,
      'Acme/Skills',
      'https://github.com/acme/skills/tree/main/skills/by-source',
    ]
    for (const source of sources)
      expect(await entryOf({ name: 'by-source', source })).toMatchObject({
        matched_by: 'source',
        version: null,
        versions_behind: null,
        latest_version: '1.0.1',
        findings: [],
      })
    expect(
      rulesOf(await entryOf({ name: 'by-source', source: 'https://elsewhere.example/s/acme--by-source' })),
    ).toEqual(['unknown'])
    expect(rulesOf(await entryOf({ name: 'by-source', version: '7.0.0' }))).toEqual(['unknown'])
    expect(rulesOf(await entryOf({ name: 'by-source', digest: 'ab'.repeat(32) }))).toEqual(['digest-mismatch'])
  })

  it('finds a skill by a name that its repository had', async () => {
    await versions('moved-along', [await skillMd('moved-along')])
    for (const name of ['Acme/Old', 'acme/skills'])
      await api.db.execute(sql`
        insert into github_repo_cache (id, repo_full_name, github_id, fetched_at) values (gen_random_uuid(), ${name}, 7, now())
        on conflict (repo_full_name) do update set github_id = excluded.github_id`)
    const entry = await entryOf({ name: 'moved-along', source: 'Acme/Old' })
    expect(entry).toMatchObject({ matched_by: 'source', skill: { slug: 'acme--moved-along' } })
  })

  it('reads the lockfile of clawhub, with the commit of what it got from GitHub', async () => {
    await versions('clawed', [await skillMd('clawed')])
    const commit = 'c0'.repeat(20)
    await api.db.execute(
      sql`update skill_versions set commit_sha = ${commit} where skill_id = ${await idOf('acme--clawed')}::uuid`,
    )
    const installedAt = 1_790_000_000_000
    const { format, entries } = await audit({
      version: 1,
      skills: {
        '@acme/clawed': { version: '1.0.0', installedAt, pinned: true },
        clawed: { version: commit, installedAt },
        nothing: { version: null, installedAt },
      },
    })
    expect(format).toBe('clawhub_lock')
    expect(entries.map(({ matched_by, version }) => [matched_by, version])).toEqual([
      ['version', '1.0.0'],
      ['version', '1.0.0'],
      [null, null],
    ])
  })

  it('says what was yanked, withdrawn or has vanished, and where the licence has changed', async () => {
    await versions('yanked', [await skillMd('yanked')], [await skillMd('yanked', 'Bad.')])
    await yankVersion(api.db, TESTER, {
      skillId: await idOf('acme--yanked'),
      version: '1.0.1',
      reason: 'It deletes files.',
    })
    const yanked = await entryOf({ name: 'yanked', version: '1.0.1' })
    expect(yanked).toMatchObject({
      level: 'error',
      latest_version: '1.0.0',
      versions_behind: 0,
      yanked: { reason: 'It deletes files.' },
    })
    expect(yanked.findings[0]?.message).toBe('Version 1.0.1 was yanked: It deletes files. 1.0.0 can be installed.')

    await versions('withdrawn', [await skillMd('withdrawn')])
    await updateSkill(api.db, TESTER, await idOf('acme--withdrawn'), { status: 'archived' })
    const withdrawn = await entryOf({ name: 'withdrawn', version: '1.0.0' })
    expect(withdrawn).toMatchObject({
      level: 'error',
      withdrawn: true,
      latest_version: null,
      versions_behind: null,
      version: '1.0.0',
    })

    await versions('vanished', [await skillMd('vanished')], [await skillMd('vanished', 'Two.')])
    await api.db.execute(sql`update skills set vanished_at = '2026-01-02T03:04:05.678Z' where slug = 'acme--vanished'`)
    const vanished = {
      ...{ level: 'warning', withdrawn: false, vanished_at: '2026-01-02T03:04:05.678Z' },
      ...{ latest_version: null, versions_behind: null },
    }
    expect(await entryOf({ name: 'vanished', version: '1.0.0' })).toMatchObject(vanished)
    await archiveVanishedSkills(api.db, { before: new Date('2026-01-10T00:00:00Z'), limit: 10 })
    const archived = await entryOf({ name: 'vanished', version: '1.0.0' })
    expect(archived).toMatchObject(vanished)
    expect(rulesOf(archived)).toEqual(['vanished'])
    await updateSkill(api.db, TESTER, await idOf('acme--vanished'), { status: 'archived' })
    expect(rulesOf(await entryOf({ name: 'vanished', version: '1.0.0' }))).toEqual(['withdrawn', 'vanished'])

    await versions('relicensed', [await skillMd('relicensed')], [await skillMd('relicensed', 'Two.')])
    await api.db.execute(
      sql`update skill_versions set license = 'Apache-2.0' where nth = 2 and skill_id = ${await idOf('acme--relicensed')}::uuid`,
    )
    const relicensed = await entryOf({ name: 'relicensed', version: '1.0.0' })
    expect(relicensed.license).toEqual({ theirs: 'MIT', latest: 'Apache-2.0', changed: true })
    expect(rulesOf(relicensed)).toEqual(['license-changed', 'behind'])

    const { summary } = await audit({
      skills: [yanked, withdrawn, relicensed].map(({ name }) => ({ name, version: '1.0.0' })),
    })
    expect(summary).toMatchObject({
      entries: 3,
      found: 3,
      level: 'error',
      rules: { withdrawn: 1, 'license-changed': 1, yanked: 0 },
    })
  })

  it('prefers the skill that the entry names to a copy, and the earliest where it names none', async () => {
    const files = [await skillMd('copied')]
    for (const owner of ['first', 'second'])
      await aVersion(api.db, { name: 'copied', owner, source: owner, files, contentHash: 'the same' })
    const { digest } = await aVersion(api.db, {
      name: 'copied',
      owner: 'first',
      source: 'first',
      files,
      contentHash: 'the same',
    })
    const owners = async (name: string) => ((await entryOf({ name, digest })).skill as { owner: string }).owner
    expect([await owners('@second/copied'), await owners('copied'), await owners('other')]).toEqual([
      'second',
      'first',
      'first',
    ])
    // By its name alone, nobody can tell which one it is.
    expect(rulesOf(await entryOf({ name: 'copied', version: '1.0.0' }))).toEqual(['unknown'])
  })

  it('means an active skill before an archived one of the same repository and name, and then the earliest', async () => {
    const ids = []
    for (const owner of ['maker', 'fork', 'mirror'])
      ids.push((await aSkill(api.db, { name: 'two-of-it', owner, canonical_repo: 'maker/kit' })).id)
    const slugOf = async () =>
      ((await entryOf({ name: 'two-of-it', source: 'maker/kit' })).skill as { slug: string }).slug
    expect(await slugOf()).toBe('maker--two-of-it')
    for (const [nth, next] of ['fork', 'mirror'].entries()) {
      await updateSkill(api.db, TESTER, String(ids[nth]), { status: 'archived' })
      expect(await slugOf()).toBe(`${next}--two-of-it`)
    }
    await updateSkill(api.db, TESTER, String(ids[2]), { status: 'archived' })
    expect(await slugOf()).toBe('maker--two-of-it')
  })

  it('means the folder that was stored first where many have one hash', async () => {
    const modes = ['0644', '0755'] as const
    const files = (n: number) =>
      Promise.all(['a.sh', 'b.sh', 'c.sh'].map((path, bit) => aFile(path, 'echo\n', modes[(n >> bit) & 1]))).then(
        async (scripts) => [await skillMd('of-one-hash'), ...scripts],
      )
    for (let n = 0; n < 8; n++)
      await aVersion(api.db, { name: 'of-one-hash', owner: `owner-${n}`, source: `owner-${n}`, files: await files(n) })
    const hash = skillsHash(await files(0))
    const { entries } = await audit({
      version: 1,
      skills: { 'of-one-hash': { source: 'x.example', sourceType: 'well-known', computedHash: hash } },
    })
    expect(entries[0]).toMatchObject({ matched_by: 'hash', skill: { slug: 'owner-0--of-one-hash' } })
  })

  it('compares no more capabilities than an answer can hold', async () => {
    for (const name of ['large', 'larger']) {
      await versions(name, [await skillMd(name)], [await skillMd(name, 'Two.')])
      await api.db.execute(sql`
        update folders set capabilities = jsonb_set(capabilities, '{hosts}', jsonb_build_array(repeat('x', 2500000)))
        where digest = (select digest from skill_versions where nth = 2 and skill_id = ${await idOf(`acme--${name}`)}::uuid)`)
    }
    const { entries } = await audit({ skills: ['large', 'larger'].map((name) => ({ name, version: '1.0.0' })) })
    expect(entries.map(({ capabilities, findings }) => [capabilities !== null, findings.length])).toEqual([
      [true, 2],
      [false, 1],
    ])
  })

  it('does not tell of skills that are not public', async () => {
    await aSkill(api.db, { name: 'a-draft', owner: 'secret', status: 'draft' })
    expect(await entryOf({ name: '@secret/a-draft' })).toMatchObject({ found: false, skill: null })
    expect(await entryOf({ name: 'a-draft' })).toMatchObject({ found: false, skill: null })
  })
})
