import type { Skill } from '@modelcontextprotocol/server/ext/skills'
import type { McpSkill } from '../../../../db/clients/mcp-skills.ts'
import { mcpListFault, readMcpEntry } from '../../../../files/mcp-entry.ts'
import { Failure, found } from '../../../../http/failure.ts'
import { folderOf } from './address.ts'

const SKILL_MD = 'SKILL.md'

/** The file that the frontmatter is in, if a host is sure to take the skill. Throws Failure that says why it is not. */
export function skillMdOf({ slug, files }: McpSkill): { sha256: string } {
  const fault = mcpListFault(files)
  if (fault !== null) throw refused(slug, fault)
  return found(files.find(({ path }) => path === SKILL_MD) ?? null, 'file', SKILL_MD)
}

/** The entry of a skill, with the frontmatter as clients read it. Throws Failure if a client would refuse it. */
export async function entryOf(skill: McpSkill, skillMd: Uint8Array): Promise<Skill> {
  const read = await readMcpEntry(folderOf(skill), skill.name, skillMd)
  if ('fault' in read) throw refused(skill.slug, read.fault)
  const { uri, frontmatter } = read.entry
  const root = uri.slice(0, -SKILL_MD.length)
  const resources = skill.files.map(({ path, size, sha256 }) => ({
    uri: root + path.split('/').map(encodeURIComponent).join('/'),
    digest: `sha256:${sha256}`,
    size,
  }))
  return { uri, frontmatter, resources }
}

const refused = (slug: string, fault: string) =>
  new Failure('withheld', `${slug}: ${fault} Install it with another client.`)
