import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leftOut, readSettings } from '../../../src/domain/intake/repository-settings.ts'

const read = (text: string) => readSettings(new TextEncoder().encode(text))
const faultsOf = (text: string) => read(text).findings.map(({ rule, line }) => `${rule} ${line}`)

describe('.agent-skills.yml', () => {
  it('says what is to be listed', () => {
    expect(
      read('publish: list\ncategory: writing\nhomepage: https://acme.example\nexclude: [drafts/, "**/x-*"]\n'),
    ).toEqual({
      ...{ publish: 'list', category: 'writing', homepage: 'https://acme.example' },
      ...{ exclude: ['drafts/', '**/x-*'], findings: [] },
    })
    expect(read('')).toMatchObject({ publish: 'list', findings: [] })
    expect(read('publish: none')).toMatchObject({ publish: 'none', findings: [] })
  })

  it.each<[string, string[]]>([
    ['publish: nothing', ['settings.publish 1']],
    ['publish: list\ncategory: nonsense', ['settings.category 2']],
    ['homepage: http://acme.example', ['settings.homepage 1']],
    ['homepage: "javascript:alert(1)"', ['settings.homepage 1']],
    ['exclude: drafts', ['settings.exclude 1']],
    ['exclude: [1]', ['settings.exclude 1']],
    ['exclude: ["*/*/*/*/*"]', ['settings.exclude 1']],
    ['\n\nlicence: MIT', ['settings.unknown 3']],
    ['- list', ['settings.mapping 1']],
    ['publish: "list', ['settings.yaml 1']],
    ['publish: list\npublish: none', ['settings.yaml 2']],
    [`# ${'x'.repeat(17_000)}`, ['settings.too-large 1']],
  ])('names what is wrong in %j, with its line', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults)
    expect(read(text).publish).toBe('list')
  })

  it('keeps what is right beside what is wrong', () => {
    expect(read('publish: none\ncolour: red')).toMatchObject({
      publish: 'none',
      findings: [{ rule: 'settings.unknown' }],
    })
  })

  it('is read without an error, whatever its bytes are', () => {
    expect(readSettings(new Uint8Array([0xff, 0xfe])).findings).toMatchObject([{ rule: 'settings.encoding' }])
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readSettings(bytes)))
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\s\w:&*[\]{},"'#|>-]{0,200}$/),
        (text) => void leftOut(read(text), ['a/SKILL.md']),
      ),
    )
    expect(() => read('['.repeat(16_000))).not.toThrow()
    expect(() => read(`a: &a [x]\nexclude: [${'*a,'.repeat(4000)}*a]`)).not.toThrow()
  })
})

describe('what is left out', () => {
  const paths = ['a/SKILL.md', 'drafts/b/SKILL.md', 'c/x-1/SKILL.md']
  const kept = (text: string) => {
    const isLeftOut = leftOut(read(text), paths)
    return isLeftOut && paths.filter((path) => !isLeftOut(path))
  }

  it('is everything, nothing, or what the patterns match', () => {
    expect(kept('publish: none')).toEqual([])
    expect(kept('publish: list')).toEqual(paths)
    expect(kept('exclude: [drafts/, "**/x-*"]')).toEqual(['a/SKILL.md'])
    expect(kept('exclude: ["/*", "!/a"]')).toEqual(['a/SKILL.md'])
  })
})
