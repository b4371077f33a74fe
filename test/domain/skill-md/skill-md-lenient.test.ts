import { describe, expect, it } from 'vitest'
import { type ParsedSkillMd, parseSkillMd } from '../../../src/domain/skill-md/skill-md.ts'

const encoder = new TextEncoder()
const parse = (file: string | Uint8Array, folder = 'notes') =>
  parseSkillMd(typeof file === 'string' ? encoder.encode(file) : file, { folder })
const faults = ({ findings }: ParsedSkillMd) => findings.map(({ rule, line }) => `${line} ${rule}`)

describe('a file without frontmatter', () => {
  it.each([
    [
      'its first paragraph',
      '# Notes\n\n[![badge](x)](y)\n\nKeeps **all** your\n[notes](https://n.example).\n\nMore.',
      'Keeps all your notes.',
    ],
    ['a paragraph after code and lists', '# Notes\n\n```\ncode\n```\n\n- item\n\nKeeps notes.', 'Keeps notes.'],
    ['no words that only lead to a list', '# Notes\n\nNeeds:\n- node\n\nKeeps notes.', 'Keeps notes.'],
    [
      'its heading, where the first paragraph is far down',
      '# Notes\n## A\n- a\n## B\n- b\n## C\n- c\n\nDetail.',
      'Notes',
    ],
    ['its first words', '- one\n- two', '- one'],
  ])('is described by %s', (_, file, description) => {
    const parsed = parse(file)
    expect(parsed).toMatchObject({ status: 'markdown_only', valid: false, skill: { name: 'notes', description } })
    expect(faults(parsed)).toEqual(['1 frontmatter.missing'])
  })

  it('does not take a horizontal rule at its head for frontmatter', () => {
    const parsed = parse('---\n\n# Notes\n\nKeeps notes.\n\n---\n\nMore.')
    expect(faults(parsed)).toEqual(['1 frontmatter.missing'])
    expect(parsed.skill).toMatchObject({
      description: 'Keeps notes.',
      body: '---\n\n# Notes\n\nKeeps notes.\n\n---\n\nMore.',
    })
  })

  it('gets a name even if its folder has none', () => {
    expect(parse('Words.', ' \0').skill?.name).toBe('skill')
  })
})

describe('broken frontmatter', () => {
  it('is read line by line, with the fault at its line of the file', () => {
    const parsed = parse(`---
name: notes
description: Keeps notes. Use when: (1) writing, (2) reading
metadata: {"bot": {"emoji": "n"}}
tags:
- one
- two
license: "MIT
---
Body.`)
    expect(parsed).toMatchObject({ status: 'markdown_only', valid: false })
    expect(faults(parsed)).toContain('3 frontmatter.yaml')
    expect(parsed.findings.find(({ rule }) => rule === 'frontmatter.yaml')?.message).toMatch(/colon .* quotes/)
    expect(parsed.skill).toMatchObject({
      name: 'notes',
      description: 'Keeps notes. Use when: (1) writing, (2) reading',
      metadata: { bot: '{"emoji":"n"}' },
      tags: ['one', 'two'],
      license: 'MIT',
      body: 'Body.',
    })
  })

  it.each([
    ['description: "Use: "one" or "two""', 'Use: "one" or "two"'],
    ['description: "one" or "two": three', '"one" or "two": three'],
    ['description: Use: "one" or "two"', 'Use: "one" or "two"'],
    ["description: 'Don't use: x'", "Don't use: x"],
    ['description: "Use: never closed', 'Use: never closed'],
    ['description: \'Use: "one"', 'Use: "one"'],
  ])('keeps the quotes of its words: %s', (head, description) => {
    const parsed = parse(`---\nname: notes\n${head}\nmetadata: a: b\n---\nBody.`)
    expect(parsed).toMatchObject({ status: 'markdown_only', skill: { description } })
  })

  it('names its licence even if it stands under a broken key', () => {
    const parsed = parse(
      '---\nname: notes\ndescription: d\nmetadata:\n  a: b: c\n  license: Internal use only\n---\nBody.',
    )
    expect(parsed.skill?.license).toBe('Internal use only')
  })

  it.each([
    ['a block of text', 'description: >\n  Use when: x\n  y\nlicense: a: b', 'Use when: x y'],
    ['words in stars', 'description: *important* words', '*important* words'],
    ['no space after the colon', 'description:words', 'words'],
    ['an alias that refers to nothing', 'description: *nobody', '*nobody'],
    ['an alias that refers to itself', 'description: d\nmetadata: &a {x: [*a, *a]}', 'd'],
    ['a thousand laughs', `description: d\na: &a [x, x]\nb: &b [${'*a, '.repeat(60)}]\nc: [${'*b, '.repeat(60)}]`, 'd'],
    ['a mapping as a key', `description: d\nx:\n  ${'? '.repeat(40)}x`, 'd'],
    ['nesting without end', `description: d\nx: ${'{'.repeat(5000)}`, 'd'],
    ['more text than frontmatter needs', `description: d\nx: ${'y'.repeat(20_000)}`, 'd'],
    ['the same key a hundred thousand times', `description: d\n${'tags: a\n'.repeat(100_000)}`, 'd'],
  ])('may contain %s', (_, head, description) => {
    const parsed = parse(`---\nname: notes\n${head}\n---\nBody.`)
    expect(parsed).toMatchObject({ status: 'markdown_only', valid: false, skill: { name: 'notes', description } })
  })

  it.each([
    ['that the file never closes', '---\nname: notes\ndescription: d\n\n# Title\nBody.', '# Title\nBody.'],
    [
      'before a rule far below',
      '---\nname: notes\ndescription: Use: d\n\n# Title\n\n---\n\nBody.',
      '# Title\n\n---\n\nBody.',
    ],
  ])('%s ends where prose begins', (_, file, body) => {
    const parsed = parse(file)
    expect(parsed).toMatchObject({ status: 'markdown_only', valid: false, skill: { name: 'notes', body } })
    expect(faults(parsed)).toContain('1 frontmatter.unclosed')
  })

  it.each(['just words', '- a\n- b', ''])('that is no mapping (%j) leaves the text', (head) => {
    const parsed = parse(`---\n${head}\n---\nBody.`)
    expect(faults(parsed)).toEqual(['2 frontmatter.not-a-mapping'])
    expect(parsed).toMatchObject({ status: 'markdown_only', skill: { name: 'notes' } })
  })

  it.each([
    ['---yaml', '---', 1],
    ['---YML', '---', 1],
    ['---\u00a0', '---', 1],
    ['---', '---\u00a0', 4],
  ])('may stand between %j and %j, with a finding', (opening, closing, line) => {
    const parsed = parse(`${opening}\nname: notes\ndescription: d\n${closing}\nBody.`)
    expect(parsed).toMatchObject({ status: 'ok', valid: false, skill: { description: 'd', body: 'Body.' } })
    expect(faults(parsed)).toEqual([`${line} frontmatter.fence`])
  })

  it('may have blanks behind its `---` lines', () => {
    expect(parse('--- \nname: notes\ndescription: d\n---\t\nBody.')).toMatchObject({ status: 'ok', valid: true })
  })

  it('may come after empty lines', () => {
    const parsed = parse('\n\n---\nname: notes\ndescription: d\n---\n')
    expect(parsed).toMatchObject({ status: 'ok', valid: false, skill: { name: 'notes', description: 'd' } })
    expect(faults(parsed)).toEqual(['3 frontmatter.not-first'])
  })
})

describe('broken bytes', () => {
  it('are named with their line, and the rest is loaded', () => {
    const parsed = parse(
      new Uint8Array([...encoder.encode('---\nname: notes\r\ndescription: caf'), 0xe9, ...encoder.encode('\n---\n')]),
    )
    expect(faults(parsed)).toEqual(['3 file.not-utf8'])
    expect(parsed).toMatchObject({ status: 'ok', valid: false, skill: { description: 'caf\uFFFD' } })
  })

  it('may be half a character at the end', () => {
    const parsed = parse(new Uint8Array([...encoder.encode('---\nname: notes\ndescription: d\n---\nBody'), 0xe2, 0x82]))
    expect(faults(parsed)).toEqual(['5 file.not-utf8'])
  })

  it('leave neither NUL nor lone surrogates behind', () => {
    const parsed = parse(
      '---\nname: no\0tes\ndescription: "a\\0b\\ud800"\nmetadata: {"\\0k": "\\udfff"}\n---\n\0Body\0',
    )
    expect(faults(parsed)).toEqual(['2 file.nul'])
    expect(parsed.skill).toMatchObject({
      name: 'notes',
      description: 'ab\uFFFD',
      metadata: { k: '\uFFFD' },
      body: 'Body',
    })
    expect(parsed.text).not.toContain('\0')
  })
})
