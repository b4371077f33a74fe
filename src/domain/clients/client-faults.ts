import { skillMdOf } from '../files/skill-md-name.ts'
import type { ParsedSkillMd } from '../skill-md/skill-md.ts'

/** Why clients cannot install a folder, by client. Those that can are missing. */
export type ClientFaults = { skills_cli?: string; mcp?: string }

/** Why the `skills` command line would drop a folder without a word. Null if it installs it. `read` is its SKILL.md, null if it has none. */
export function skillsCliFault(files: readonly { path: string }[], read: ParsedSkillMd | null): string | null {
  const path = skillMdOf(files)?.path
  if (path === undefined || read === null) return 'It has no SKILL.md.'
  if (path !== 'SKILL.md') return `Its file is called ${path}, and not SKILL.md.`
  const isFirst = !read.findings.some(({ rule }) => rule === 'frontmatter.not-first')
  if (read.status !== 'ok' || !isFirst) return 'Its SKILL.md does not begin with frontmatter in valid YAML.'
  const { name, description, metadata } = read.frontmatter
  if (typeof name !== 'string' || name === '') return 'Its frontmatter has no `name` that is a text.'
  if (typeof description !== 'string' || description === '')
    return 'Its frontmatter has no `description` that is a text.'
  const isInternal =
    typeof metadata === 'object' && metadata !== null && 'internal' in metadata && metadata.internal === true
  return isInternal ? 'Its frontmatter says that it is internal.' : null
}
