import { cut, oneLine } from '../text/text.ts'
import { firstParagraph } from './first-paragraph.ts'
import { readFrontmatter } from './frontmatter.ts'
import { ReadingBudget } from './reading-budget.ts'
import { readFields, type SkillFields } from './skill-fields.ts'
import { type Finding, finding, inOrder, isError } from './skill-md-rules.ts'
import { decodeSkillMd } from './skill-md-text.ts'

/** A skill as a client would load it. `name` has 1 to 200 characters; `description` and `body` contain no NUL. */
export type LoadedSkill = Omit<SkillFields, 'name' | 'description'> & {
  name: string
  description: string
  body: string
}

/**
 * `status` is `ok` if the frontmatter was read whole, `markdown_only` if it is missing or broken and the skill was
 * loaded anyway, and `invalid` if nothing was loaded. `valid` is strict: true if no finding is an error. `text` is the
 * whole file in storable form.
 */
export type ParsedSkillMd = {
  status: 'ok' | 'markdown_only' | 'invalid'
  valid: boolean
  skill: LoadedSkill | null
  frontmatter: Record<string, unknown>
  findings: Finding[]
  text: string
}

export const MAX_SKILL_MD_BYTES = 1_048_576
const MAX_NAME = 200
const NO_FIELDS: SkillFields = {
  name: null,
  description: null,
  license: null,
  compatibility: null,
  metadata: {},
  allowedTools: null,
  category: null,
  tags: [],
  version: null,
}

/**
 * Reads a SKILL.md both strictly and leniently. Never throws. `folder` is the name of the folder that contains the
 * file.
 */
export function parseSkillMd(bytes: Uint8Array, { folder }: { folder: string }): ParsedSkillMd {
  if (bytes.length > MAX_SKILL_MD_BYTES)
    return refused(
      [
        finding(
          'file.too-large',
          1,
          `The file has more than ${MAX_SKILL_MD_BYTES} bytes; move parts of it to other files.`,
        ),
      ],
      '',
    )
  const { text, findings } = decodeSkillMd(bytes)
  if (text.trim() === '')
    return refused(
      [...findings, finding('file.empty', 1, 'The file is empty; add frontmatter and instructions.')],
      text,
    )

  const {
    mapping,
    complete,
    body,
    line,
    findings: found,
  } = readFrontmatter(text.replace(/\r\n?/g, '\n'), ReadingBudget.ofFile(text.length))
  findings.push(...found)
  const fields = mapping ? readFields(mapping, { folder, line, findings }) : NO_FIELDS
  const description = fields.description ?? firstParagraph(body) ?? fields.name
  if (description === null)
    return refused(
      [...findings, finding('file.empty', line, 'The file has no words; add a description and instructions.')],
      text,
    )
  const names = [fields.name ?? '', folder].map((name) => cut(oneLine(name), MAX_NAME).trim())
  return {
    status: complete ? 'ok' : 'markdown_only',
    valid: !findings.some(isError),
    skill: { ...fields, name: names.find((name) => name !== '') ?? 'skill', description, body: body.trim() },
    frontmatter: mapping?.values ?? {},
    findings: inOrder(findings),
    text,
  }
}

function refused(findings: Finding[], text: string): ParsedSkillMd {
  return { status: 'invalid', valid: false, skill: null, frontmatter: {}, findings: inOrder(findings), text }
}
