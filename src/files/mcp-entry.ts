import { SKILL_LIMITS, type Skill, SkillCatalogError, skillEntry } from '@modelcontextprotocol/server/ext/skills'

const SKILL_MD = 'SKILL.md'
const MAX_NAME = 64
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/

type File = { path: string; size: number }

/** An entry without its files, or why clients of MCP would refuse it. */
export type McpEntry = { entry: Skill } | { fault: string }

/** Why hosts need not take a folder over MCP, as far as its list of files says it. Null if that says nothing. */
export function mcpListFault(files: readonly File[]): string | null {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  if (files.length > SKILL_LIMITS.files || bytes > SKILL_LIMITS.bytes)
    return `It has ${files.length} files and ${bytes} bytes. Hosts take at most ${SKILL_LIMITS.files} files and ${SKILL_LIMITS.bytes} bytes.`
  return files.some(({ path }) => path === SKILL_MD) ? null : 'It has no file that is named SKILL.md in this spelling.'
}

/** The entry of the skill `name` at `folder`, a path that ends in its name, with the frontmatter as clients read it. */
export async function readMcpEntry(folder: string, name: string, skillMd: Uint8Array): Promise<McpEntry> {
  // The library throws for names such as `..`, and takes `a/b` for two folders.
  if (name.length > MAX_NAME || !NAME.test(name))
    return { fault: `Its name "${name}" is not of at most ${MAX_NAME} letters a to z, digits and single hyphens.` }
  try {
    return { entry: await skillEntry(folder, { [SKILL_MD]: skillMd }) }
  } catch (error) {
    if (!(error instanceof SkillCatalogError)) throw error
    return { fault: `MCP clients refuse it: ${error.problems.map(({ message }) => message).join('; ')}.` }
  }
}

/** Why clients do not take a folder over MCP. Null if they do. `name` is the one that its SKILL.md says. */
export async function mcpFaultOf(
  files: readonly (File & { bytes: Uint8Array })[],
  name: string | null,
): Promise<string | null> {
  const skillMd = files.find(({ path }) => path === SKILL_MD)
  const fault = mcpListFault(files)
  if (fault !== null || !skillMd) return fault
  if (name === null) return 'Its SKILL.md could not be read.'
  const read = await readMcpEntry(`owner/${name}`, name, skillMd.bytes)
  return 'fault' in read ? read.fault : null
}
