import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storeRawSkills } from '../../../src/db/intake/raw-skills.ts'
import { readRawFile } from '../../../src/intake/raw-file.ts'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../../support/builders/crawls.ts'
import { someBytes } from '../../support/builders/folders.ts'

let c: CrawlSetup
let id: string
beforeEach(async () => {
  c = await aCrawl()
  await c.db.execute(sql`delete from git_blobs`)
  await c.write('acme/kit/README.md', '# Kit')
  id = await aSource(c.db, { url: 'https://github.com/acme/kit', autoApprove: true })
})
afterEach(() => c.stop())

const bytesOf = (content: string | Uint8Array) => Buffer.from(content)
const BLOB = /\/git\/blobs\//
const TARBALL = /^\/codeload\//

/** Writes the files of a repository, and returns what a skill's folder has to have of those below `folder`. */
async function written(files: Record<string, string | Uint8Array>, folder: string) {
  for (const [path, content] of Object.entries(files)) await c.write(`acme/kit/${path}`, content)
  const below = Object.entries(files).filter(([path]) => path.startsWith(`${folder}/`))
  return Object.fromEntries(
    below.map(([path, content]) => [path.slice(folder.length + 1), { mode: '0644', bytes: bytesOf(content) }]),
  )
}

const asBuffers = (folder: Awaited<ReturnType<CrawlSetup['folder']>>) =>
  Object.fromEntries(
    Object.entries(folder ?? {}).map(([path, { mode, bytes }]) => [path, { mode, bytes: bytesOf(bytes ?? '') }]),
  )

const ODD = {
  'plugins/office/SKILL.md': skillText('office'),
  'plugins/office/.hidden/settings.json': '{}',
  'plugins/office/plugins/inner/SKILL.md': skillText('inner'),
  'plugins/office/plugins/inner/run.py': 'print(1)\n',
  'plugins/office/references/Größe und 漢字 😀.md': '\ufeffone\r\ntwo\r\n',
  'plugins/office/References: A & B.md': 'a colon, spaces and capitals',
  'plugins/office/assets/empty': '',
  'plugins/office/assets/logo.png': someBytes(70_000),
  [`plugins/office/deep/${'folder-'.repeat(14)}/${'long-name-'.repeat(20)}.txt`]: 'longer than a tar header',
}

describe.each([
  ['blobs', 0],
  ['a tarball', 30],
] as const)('a folder that comes as %s', (how, more) => {
  const others = Object.fromEntries(Array.from({ length: more }, (_, i) => [`plugins/office/more/${i}`, `more ${i}`]))

  it('comes out byte for byte, and a nested one is a skill of its own and stays in its parent', async () => {
    const expected = await written({ ...ODD, ...others }, 'plugins/office')
    await c.makeRunnable('acme/kit/plugins/office/plugins/inner/run.py')
    const runnable = expected['plugins/inner/run.py']
    if (runnable) runnable.mode = '0755'
    await c.write('acme/kit/plugins/office/node_modules/x/index.js', 'left out')
    const asked = await c.asking(async () => {
      expect(await c.tick()).toMatchObject({ status: 'succeeded', errors: [], counts: { files: 2, created: 2 } })
    })
    expect(asked.filter((path) => TARBALL.test(path))).toHaveLength(more > 0 ? 1 : 0)
    if (how === 'a tarball') expect(asked.filter((path) => BLOB.test(path))).toEqual([])
    expect(asBuffers(await c.folder('plugins/office/SKILL.md'))).toEqual(expected)
    expect(await c.findings('plugins/office/SKILL.md')).toEqual({ complete: true, found: [] })
    expect(asBuffers(await c.folder('plugins/office/plugins/inner/SKILL.md'))).toEqual({
      'SKILL.md': expected['plugins/inner/SKILL.md'],
      'run.py': runnable,
    })
  })

  it('has its links followed within the repository, and the others left out with a finding', async () => {
    await written({ 'skills/pdf/SKILL.md': skillText('pdf'), 'shared/a.md': 'A', 'shared/sub/b.md': 'B' }, '')
    await written(Object.fromEntries(Object.entries(others).map(([path, text]) => [`skills/pdf/${path}`, text])), '')
    await c.link('acme/kit/skills/pdf/a.md', '../../shared/a.md')
    await c.link('acme/kit/skills/pdf/refs', '../../shared')
    await c.link('acme/kit/skills/pdf/chain', 'refs/sub')
    await c.link('acme/kit/skills/pdf/out', '../../../other/secret')
    await c.link('acme/kit/skills/pdf/absolute', '/etc/passwd')
    await c.link('acme/kit/skills/pdf/nowhere', 'gone.md')
    await c.link('acme/kit/skills/pdf/circle', 'circle')
    await c.link('acme/kit/skills/pdf/self', '.')
    await c.write('acme/kit/node_modules/x.js', 'x')
    await c.link('acme/kit/skills/pdf/module', '../../node_modules')
    expect(await c.tick()).toMatchObject({ status: 'succeeded', errors: [], counts: { files: 1 } })
    const files = asBuffers(await c.folder('skills/pdf/SKILL.md'))
    const linked = Object.keys(files).filter((path) => !path.startsWith('plugins/'))
    expect(linked).toEqual(['SKILL.md', 'a.md', 'chain/b.md', 'refs/a.md', 'refs/sub/b.md'])
    expect(files['chain/b.md']?.bytes).toEqual(bytesOf('B'))
    expect(await c.findings('skills/pdf/SKILL.md')).toEqual({
      complete: true,
      found: ['absolute', 'circle', 'module', 'nowhere', 'out', 'self'].map((path) => `link.left-out ${path}`),
    })
  })
})

it('what is found in a folder is read again when nothing else of it has changed, and makes no version', async () => {
  await c.write('acme/kit/skills/pdf/SKILL.md', skillText('pdf'))
  await c.link('acme/kit/skills/pdf/out', '/etc/passwd')
  await c.tick()
  expect(await c.findings('skills/pdf/SKILL.md')).toEqual({ complete: true, found: ['link.left-out out'] })
  await c.link('acme/kit/skills/pdf/other', '/etc/hosts')
  c.later(HOUR)
  expect((await c.tick()).counts).toMatchObject({ changed: 0 })
  expect((await c.findings('skills/pdf/SKILL.md'))?.found).toEqual(['link.left-out other', 'link.left-out out'])
  expect(await c.files()).toMatchObject([{ status: 'approved' }])
  expect((await c.db.execute(sql`select from skill_versions`)).rows).toHaveLength(1)
})

describe('a linked SKILL.md', () => {
  it('is the file that it names: 300 links to one place are one skill', async () => {
    await c.write('acme/kit/skills/pdf/SKILL.md', skillText('pdf'))
    for (let n = 0; n < 150; n++) {
      await c.link(`acme/kit/agents/a${n}/skills`, '../../skills')
      await c.link(`acme/kit/copies/c${n}/SKILL.md`, '../../skills/pdf/SKILL.md')
    }
    expect(await c.tick()).toMatchObject({ status: 'succeeded', errors: [], counts: { files: 1, created: 1 } })
    expect((await c.files()).map(({ path }) => path)).toEqual(['skills/pdf/SKILL.md'])
  })

  it('makes a folder a skill if the file has another name', async () => {
    await c.write('acme/kit/docs/pdf.md', skillText('pdf'))
    await c.link('acme/kit/skills/pdf/SKILL.md', '../../docs/pdf.md')
    await c.write('acme/kit/skills/pdf/run.sh', 'true')
    await c.tick()
    expect(asBuffers(await c.folder('skills/pdf/SKILL.md'))).toEqual({
      'SKILL.md': { mode: '0644', bytes: bytesOf(skillText('pdf')) },
      'run.sh': { mode: '0644', bytes: bytesOf('true') },
    })
  })
})

describe('a folder that is incomplete', () => {
  it('says so: pointers of Git LFS and submodules', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 9\n`
    await written({ 'pdf/SKILL.md': skillText('pdf'), 'pdf/model.bin': pointer }, '')
    await c.write('acme/kit/pdf/vendor/.git', 'gitdir: ../.git/modules/vendor')
    expect(await c.tick()).toMatchObject({ status: 'succeeded', errors: [] })
    expect(await c.findings('pdf/SKILL.md')).toEqual({
      complete: false,
      found: ['file.lfs-pointer model.bin', 'folder.submodule vendor'],
    })
    await c.write('acme/kit/README.md', '# Another')
    c.later(HOUR)
    expect((await c.tick()).counts).toMatchObject({ requests: 3, files: 1 })
  })

  it('keeps only its SKILL.md if it has more than 1,000 files, as the repository of a SKILL.md at the root may', async () => {
    await written({ 'SKILL.md': skillText('kit'), 'skills/pdf/SKILL.md': skillText('pdf') }, '')
    for (let n = 0; n < 1000; n++) await c.write(`acme/kit/docs/${n}.md`, `${n}`)
    const asked = await c.asking(() => c.tick())
    expect(asked).toHaveLength(5)
    expect(Object.keys((await c.folder('SKILL.md')) ?? {})).toEqual(['SKILL.md'])
    expect(await c.findings('SKILL.md')).toEqual({ complete: false, found: ['folder.too-many-files '] })
    expect(await c.findings('skills/pdf/SKILL.md')).toEqual({ complete: true, found: [] })
  })

  it('may lack something if GitHub has cut off the listing in it; those before it are whole', async () => {
    await written({ 'a/SKILL.md': skillText('a'), 'a/x.md': 'x', 'b/SKILL.md': skillText('b'), 'b/x.md': 'x' }, '')
    await c.write('acme/kit.json', JSON.stringify({ listed_entries: 6 }))
    expect((await c.tick()).counts).toMatchObject({ files: 2 })
    expect(await c.findings('a/SKILL.md')).toEqual({ complete: true, found: [] })
    expect(await c.findings('b/SKILL.md')).toEqual({ complete: false, found: ['folder.not-listed '] })
    expect(await c.source(id)).toMatchObject({ crawl_error: expect.stringContaining('only a part') })
  })
})

describe('an installed copy', () => {
  const lock = (skills: object) => JSON.stringify({ version: 1, skills })

  it('that a lock file credits to another repository makes no skill', async () => {
    await written(
      {
        '.claude/skills/pdf/SKILL.md': skillText('pdf'),
        '.agents/skills/own/SKILL.md': skillText('own'),
        'app/.agents/skills/csv/SKILL.md': skillText('csv'),
        'skills-lock.json': lock({
          pdf: { source: 'anthropics/skills', sourceType: 'github' },
          own: { source: 'Acme/Kit' },
        }),
        'app/skills-lock.json': 'no JSON',
      },
      '',
    )
    expect((await c.tick()).counts).toMatchObject({ files: 2, created: 2, installed: 1 })
    expect((await c.files()).map(({ path }) => path)).toEqual([
      '.agents/skills/own/SKILL.md',
      'app/.agents/skills/csv/SKILL.md',
    ])
  })
})

it('a folder stays known if somebody who has not read it stores its SKILL.md again', async () => {
  await written({ 'pdf/SKILL.md': skillText('pdf'), 'pdf/run.sh': 'true' }, '')
  await c.tick()
  const at = { path: 'pdf/SKILL.md', folder: 'pdf', owner: 'acme', repo: 'acme/kit' }
  const storeAgain = async (text: string) =>
    storeRawSkills(c.db, id, [(await readRawFile(new TextEncoder().encode(text), at)).raw])
  await storeAgain(skillText('pdf'))
  expect(Object.keys((await c.folder('pdf/SKILL.md')) ?? {})).toEqual(['SKILL.md', 'run.sh'])
  expect(await c.files()).toMatchObject([{ status: 'approved' }])
  await storeAgain(skillText('pdf', 'Another.'))
  expect(await c.folder('pdf/SKILL.md')).toBeNull()
})
