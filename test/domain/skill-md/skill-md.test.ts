import { describe, expect, it } from 'vitest'
import { MAX_SKILL_MD_BYTES, type ParsedSkillMd, parseSkillMd } from '../../../src/domain/skill-md/skill-md.ts'

const parse = (file: string | Uint8Array, folder = 'pdf-tools') =>
  parseSkillMd(typeof file === 'string' ? new TextEncoder().encode(file) : file, { folder })
const withHead = (head: string, folder?: string) => parse(`---\n${head}\n---\n\n# Title\n\nFirst words.\n`, folder)
const faults = ({ findings }: ParsedSkillMd) => findings.map(({ rule, line }) => `${line} ${rule}`)

describe('a SKILL.md that follows the specification', () => {
  it('is valid without findings, and every field is read', () => {
    const parsed = withHead(`name: pdf-tools
description: Splits and joins PDF files.
license: MIT
compatibility: Needs Python 3.12
metadata:
  author: ada
  version: "1.10"
  category: Documents
  tags: "PDF, Split & Join"
allowed-tools: Read Bash(pdftk:*)`)
    expect(parsed).toMatchObject({ status: 'ok', valid: true, findings: [] })
    expect(parsed.skill).toEqual({
      name: 'pdf-tools',
      description: 'Splits and joins PDF files.',
      license: 'MIT',
      compatibility: 'Needs Python 3.12',
      metadata: { author: 'ada', version: '1.10', category: 'Documents', tags: 'PDF, Split & Join' },
      allowedTools: 'Read Bash(pdftk:*)',
      category: 'Documents',
      tags: ['pdf', 'split-join'],
      version: '1.10',
      body: '# Title\n\nFirst words.',
    })
    expect(parsed.frontmatter).toMatchObject({ name: 'pdf-tools', license: 'MIT' })
  })

  it.each(['a', '7-zip', '번역-도구', '翻訳', 'a'.repeat(64), '2024-01-01'])('may be named %s', (name) => {
    expect(withHead(`name: ${name}\ndescription: d`, name)).toMatchObject({ valid: true, skill: { name } })
  })

  it('counts characters and not UTF-16 units', () => {
    expect(withHead(`name: pdf-tools\ndescription: ${'🦊'.repeat(1024)}`).valid).toBe(true)
    expect(faults(withHead(`name: pdf-tools\ndescription: ${'🦊'.repeat(1025)}`))).toEqual(['3 description.too-long'])
  })

  it('may have a byte order mark and any line ends', () => {
    const parsed = parse('\uFEFF---\r\nname: pdf-tools\r\ndescription: d\r\n---\r\nOne\rTwo\r\n')
    expect(parsed).toMatchObject({ status: 'ok', valid: true, skill: { body: 'One\nTwo' } })
    expect(faults(parsed)).toEqual(['1 file.bom'])
    expect(parsed.text.startsWith('---\r\n')).toBe(true)
  })

  it.each([
    ['License: Internal use only'],
    ['licence: Internal use only'],
    ['license:\nLICENSE: Internal use only'],
    ['metadata:\n  license: Internal use only'],
  ])('is not silent about its licence if it writes %j', (head) => {
    expect(withHead(`name: pdf-tools\ndescription: d\n${head}`).skill?.license).toBe('Internal use only')
  })

  it('may have keys beyond the specification, with a warning for each', () => {
    const parsed = withHead(
      'name: pdf-tools\ndescription: d\nversion: 1.10\ncategory: Files\nkeywords: PDF, pdf, Join Files',
    )
    expect(parsed.valid).toBe(true)
    expect(parsed.skill).toMatchObject({ version: '1.10', category: 'Files', tags: ['pdf', 'join-files'] })
    expect(faults(parsed)).toEqual(['4', '5', '6'].map((line) => `${line} frontmatter.unknown-key`))
  })
})

describe('a breach of the specification is reported at its line, and the skill is loaded', () => {
  it.each([
    ['name: Pdf_Tools\ndescription: d', 'Pdf_Tools', ['2 name.characters']],
    ['name: -pdf--tools-\ndescription: d', '-pdf--tools-', ['2 name.hyphens']],
    [`name: ${'a'.repeat(65)}\ndescription: d`, 'a'.repeat(65), ['2 name.too-long']],
    ['name: other\ndescription: d', 'pdf-tools', ['2 name.folder']],
    ['name: 123\ndescription: d', '123', ['2 name.type']],
    ['name: true\ndescription: d', 'true', ['2 name.type']],
    ['description: d\nname: null', 'null', ['3 name.missing']],
    ['name: pdf-tools\ndescription: "  "', 'pdf-tools', ['3 description.missing']],
    ['name: pdf-tools\ndescription: [one, two]', 'pdf-tools', ['3 description.type']],
    ['name: pdf-tools\ndescription: d\nlicense: {id: MIT}', 'pdf-tools', ['4 license.type']],
    [`name: pdf-tools\ndescription: d\ncompatibility: ${'x'.repeat(501)}`, 'pdf-tools', ['4 compatibility.too-long']],
    ['name: pdf-tools\ndescription: d\nmetadata: [a]', 'pdf-tools', ['4 metadata.type']],
    ['name: a\nname: pdf-tools\ndescription: d', 'pdf-tools', ['3 frontmatter.duplicate-key']],
    ['name: pdf-tools\ndescription: a\u0080b', 'pdf-tools', ['3 frontmatter.characters']],
    ['name: pdf-tools\ndescription: d\nmetadata:\n  a: x\n  a: y', 'pdf-tools', ['6 frontmatter.duplicate-key']],
  ])('%s', (head, folder, expected) => {
    const parsed = withHead(head, folder)
    expect(parsed).toMatchObject({ status: 'ok', valid: false })
    expect(faults(parsed)).toEqual(expected)
    expect(parsed.skill?.name).not.toBe('')
    expect(parsed.skill?.description).not.toBe('')
  })

  it('keeps a scalar as it is written if the field must be a text', () => {
    const { skill } = withHead('name: 0123\ndescription: 1.10\nlicense: on', '0123')
    expect(skill).toMatchObject({ name: '0123', description: '1.10', license: 'on' })
  })

  it('takes the last of two values, and joins the items of a list', () => {
    expect(withHead('name: a\nname: pdf-tools\ndescription: [one, two]').skill).toMatchObject({
      name: 'pdf-tools',
      description: 'one two',
    })
  })

  it('only warns about tools in a list and about nested metadata', () => {
    const parsed = withHead(
      'name: pdf-tools\ndescription: d\nallowed-tools: [Read, Write]\nmetadata: {a: {b: 1.0}, n: ~, c: x}',
    )
    expect(parsed.valid).toBe(true)
    expect(parsed.skill).toMatchObject({ allowedTools: 'Read Write', metadata: { a: '{"b":"1.0"}', n: '', c: 'x' } })
    expect(faults(parsed)).toEqual(['4 allowed-tools.type', '5 metadata.value-type'])
  })

  it('reads at most twenty tags of at most 80 characters', () => {
    const tags = Array.from({ length: 30 }, (_, i) => `Tag ${i} ${'x'.repeat(100)}`)
    const { skill } = withHead(`name: pdf-tools\ndescription: d\ntags: ${JSON.stringify([...tags, '#!', 7])}`)
    expect(skill?.tags).toHaveLength(20)
    expect(Math.max(...(skill?.tags ?? []).map((tag) => tag.length))).toBe(80)
  })
})

describe('what cannot be loaded is invalid', () => {
  it.each([
    ['an empty file', '', '1 file.empty'],
    ['white space', ' \n\t\r\n', '1 file.empty'],
    ['marks without a word', '***\n', '1 file.empty'],
  ])('%s', (_, file, expected) => {
    const parsed = parse(file)
    expect(parsed).toMatchObject({ status: 'invalid', valid: false, skill: null, frontmatter: {} })
    expect(faults(parsed)).toContain(expected)
  })

  it('a file of more than one MiB is not parsed', () => {
    const file = new TextEncoder().encode(`---\nname: pdf-tools\ndescription: d\n---\n`.padEnd(MAX_SKILL_MD_BYTES))
    expect(parse(file).status).toBe('ok')
    const parsed = parse(new Uint8Array(MAX_SKILL_MD_BYTES + 1).fill(0x61))
    expect(parsed).toMatchObject({ status: 'invalid', skill: null, text: '' })
    expect(faults(parsed)).toEqual(['1 file.too-large'])
  })
})
