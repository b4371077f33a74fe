import { SKILL_LIMITS, type Skill, SkillCatalogError, skillEntry } from '@modelcontextprotocol/server/ext/skills'
import type { McpSkill } from '../../../../db/clients/mcp-skills.ts'
import { Failure } from '../../../../http/failure.ts'
import { folderOf } from './address.ts'

const SKILL_MD = 'SKILL.md'

/** The file that the frontmatter is in, if a host is sure to take the skill. Throws Failure that says why it is not. */
export function skillMdOf({ slug, files, bytes }: McpSkill): { sha256: string } {
  if (files.length > SKILL_LIMITS.files || bytes > SKILL_LIMITS.bytes)
    throw new Failure(
      'withheld',
      `${slug} has ${files.length} files and ${bytes} bytes. Hosts take at most ${SKILL_LIMITS.files} files and ${SKILL_LIMITS.bytes} bytes; install it with another client.`,
    )
  const file = files.find(({ path }) => path === SKILL_MD)
  if (!file) throw new Failure('withheld', `${slug} has no file that is named SKILL.md in this spelling.`)
  return file
}

/** The entry of a skill, with the frontmatter as clients read it. Throws Failure if a client would refuse it. */
export async function entryOf(skill: McpSkill, skillMd: Uint8Array): Promise<Skill> {
  const { uri, frontmatter } = await checkedEntry(skill, skillMd)
  const root = uri.slice(0, -SKILL_MD.length)
  const resources = skill.files.map(({ path, size, sha256 }) => ({
    uri: root + path.split('/').map(encodeURIComponent).join('/'),
    digest: `sha256:${sha256}`,
    size,
  }))
  return { uri, frontmatter, resources }
}

async function checkedEntry(skill: McpSkill, skillMd: Uint8Array): Promise<Skill> {
  try {
    return await skillEntry(folderOf(skill), { [SKILL_MD]: skillMd })
  } catch (error) {
    if (!(error instanceof SkillCatalogError)) throw error
    throw new Failure('withheld', `${skill.slug}: ${error.problems.map(({ message }) => message).join('; ')}`)
  }
}
