import type { McpSkill } from '../../../../db/clients/mcp-skills.ts'

const SCHEME = 'skill:'
const NOT_IN_A_SLUG = /[\0\p{Cs}]/u
const MAX_SLUG = 400

/** The slug that the address of a file has, and what follows it. */
export type FileAddress = { slug: string; rest: string[] }

/** Reads `skill://<owner>/<last part of the slug>/…`. Null if it cannot be the address of a file of a skill. */
export function readAddress(uri: string): FileAddress | null {
  if (!URL.canParse(uri)) return null
  const { protocol, host, pathname, search, hash } = new URL(uri)
  if (protocol !== SCHEME || search !== '' || hash !== '') return null
  try {
    const [owner = '', name = '', ...rest] = [host, ...pathname.split('/').slice(1)].map(decodeURIComponent)
    const slug = `${owner}--${name}`
    return rest.length === 0 || slug.length > MAX_SLUG || NOT_IN_A_SLUG.test(slug) ? null : { slug, rest }
  } catch {
    return null
  }
}

/**
 * The folder of a skill as a path. Its last segment has to be the name that the SKILL.md has; where the slug says another one, to keep
 * skills of one publisher apart, both are in it.
 */
export const folderOf = ({ slug, name, clientName }: McpSkill): string => {
  const owner = slug.slice(0, slug.indexOf('--'))
  return [owner, clientName, ...(name === clientName ? [] : [name])].join('/')
}

/** The path in the folder of a skill that an address means. Null if it is not below the folder. */
export function pathIn({ name, clientName }: McpSkill, rest: readonly string[]): string | null {
  if (name === clientName) return rest.join('/')
  return rest[0] === name && rest.length > 1 ? rest.slice(1).join('/') : null
}
