import { describe, expect, it } from 'vitest'
import { installedPlace, namesFromElsewhere } from '../../../src/domain/git/installed-skills.ts'

describe('the place of an installed copy', () => {
  it.each([
    ['.claude/skills/pdf/SKILL.md', { lock: 'skills-lock.json', name: 'pdf' }],
    ['app/web/.agents/skills/pdf/SKILL.md', { lock: 'app/web/skills-lock.json', name: 'pdf' }],
    ['skills/pdf/SKILL.md', null],
    ['.claude/skills/SKILL.md', null],
    ['.claude/skills/pdf/inner/SKILL.md', null],
  ])('is found in %s', (path, place) => {
    expect(installedPlace(path)).toEqual(place)
  })
})

describe('a lock file', () => {
  const names = (skills: unknown) => [...namesFromElsewhere(JSON.stringify({ version: 1, skills }), 'Acme/kit')]

  it('names what comes from another repository, however it writes it', () => {
    expect(
      names({
        a: { source: 'other/kit', sourceType: 'github' },
        b: { source: 'https://github.com/other/kit' },
        c: { source: 'https://example.org/skills', sourceType: 'well-known' },
        own: { source: 'acme/KIT', sourceType: 'github' },
        linked: { source: 'https://github.com/acme/kit' },
        local: { source: './skills', sourceType: 'local' },
      }),
    ).toEqual(['a', 'b', 'c'])
  })

  it('that is broken names nothing', () => {
    expect(namesFromElsewhere('{', 'acme/kit').size).toBe(0)
    for (const skills of [null, 7, [], { a: null }, { a: { source: 7 } }]) expect(names(skills)).toEqual([])
  })
})
