import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareBytes } from '../../../../src/domain/files/byte-order.ts'
import { capabilitiesOf } from '../../../../src/domain/files/capabilities/capabilities.ts'

const NOTHING = { allowedTools: null, metadata: {} }
const of = (files: Record<string, string | null>, skill: Parameters<typeof capabilitiesOf>[1] = NOTHING) =>
  capabilitiesOf(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    skill,
  )

describe('the capabilities of a skill', () => {
  it('tell scripts, references and assets apart, and count neither its SKILL.md nor its licence', () => {
    const found = of({
      'SKILL.md': '',
      'LICENSE.txt': '',
      'scripts/b.py': '',
      'scripts/a': '#!/usr/bin/env -S node --test\n',
      'notes.md': '',
      'references/api.yaml': '',
      'assets/page.md': '',
      'logo.png': null,
    })
    expect(found).toMatchObject({
      scripts: [
        { path: 'scripts/a', language: 'javascript' },
        { path: 'scripts/b.py', language: 'python' },
      ],
      languages: ['javascript', 'python'],
      references: ['notes.md', 'references/api.yaml'],
      assets: ['assets/page.md', 'logo.png'],
    })
  })

  it('do not depend on how the name of the SKILL.md is written', () => {
    expect(of({ 'skill.md': '' }).references).toEqual([])
    expect(of({ 'SKILL.md': '', 'skill.md': '' }).references).toEqual(['skill.md'])
  })

  it('join what the frontmatter asks for with what the scripts read', () => {
    const skill = {
      allowedTools: 'Bash(git add:*, git commit:*), Read Write',
      metadata: { openclaw: '{"requires":{"env":["API_KEY"],"bins":["jq"]},"primaryEnv":"OTHER_KEY"}' },
    }
    expect(of({ 'a.py': 'os.environ["TOKEN"]; shutil.which("ffmpeg")' }, skill)).toMatchObject({
      allowed_tools: ['Bash(git add:*, git commit:*)', 'Read', 'Write'],
      env: ['API_KEY', 'OTHER_KEY', 'TOKEN'],
      bins: ['ffmpeg', 'jq'],
    })
  })

  it('have at most 100 items a list, and name the lists that had more', () => {
    const hosts = Array.from({ length: 101 }, (_, i) => `https://h${i}.org`).join(' ')
    const found = of({ 'SKILL.md': hosts })
    expect([found.hosts.length, found.cut]).toEqual([100, ['hosts']])
  })

  it('are sorted, have no item twice, and do not depend on the order of the files', () => {
    const file = fc.record({
      path: fc.constantFrom('a.sh', 'b.py', 'c.js', 'SKILL.md', 'references/d', 'é.md', '😀.rb'),
      text: fc.array(
        fc.constantFrom('https://a.io', 'http://B.io/x ', ' $KEY ', 'os.getenv("K")', 'ENV["R"]', '\n', '#!', '`', '('),
      ),
    })
    const folder = fc.uniqueArray(file, { selector: ({ path }) => path })
    fc.assert(
      fc.property(folder, (drawn) => {
        const files = drawn.map(({ path, text }) => ({ path, text: text.join('') }))
        const found = capabilitiesOf(files, NOTHING)
        expect(capabilitiesOf(files.toReversed(), NOTHING)).toEqual(found)
        for (const list of [found.languages, found.references, found.assets, found.hosts, found.env])
          expect(list).toEqual([...new Set(list)].sort(compareBytes))
      }),
    )
  })
})
