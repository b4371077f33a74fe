import { nameSlug, slugPart } from '../catalogue/slug.ts'
import { isSkillMdPath, readGithubRepo, readGithubUrl } from '../intake/github-address.ts'

/**
 * The skill that an entry of a lockfile names: by its slug, by its publisher, by its place in a repository, or by its name alone. `name` is the
 * last part of a slug, `path` that of its SKILL.md. `isAtRoot`: it is from the index at the root of this registry.
 */
export type NamedSkill =
  | { slug: string }
  | { owner: string; name: string }
  | { repo: string; path: string | null; name: string }
  | { name: string; isAtRoot?: true }

/** Where an entry says that it comes from. `host` is that of this registry, with its port. */
export type NamedSource = { source: string; name: string; path?: string | undefined; host: string }

/** Reads a skill as `clawhub` writes it: `@owner/name`, `name`, or a whole slug. */
export function namedByRef(ref: string, owner?: string): NamedSkill {
  const [, inRef, name = ref] = /^@([^/]+)\/([^/]+)$/.exec(ref) ?? []
  const handle = owner ?? inRef
  if (handle !== undefined) return { owner: handle.replace(/^@/, ''), name: nameSlug(name) }
  return ref.includes('--') ? { slug: ref.toLowerCase() } : { name: nameSlug(ref) }
}

/** The skill that a source means, or null if it can be none of this registry. */
export function namedBySource({ source, name, path, host }: NamedSource): NamedSkill | null {
  if (source.startsWith('@')) return namedByRef(source)
  const url = URL.parse(source.replace(/^git@github\.com:/, 'https://github.com/'))
  if (url && /^https?:$/.test(url.protocol))
    return url.host === host ? namedByPath(url.pathname, name) : inRepository(url.href, name, path)
  // The older command line writes down the host alone, without a port and without www.
  if (source === hostnameOf(host)) return { name: nameSlug(name) }
  const repo = readGithubRepo(source)
  return 'value' in repo ? { repo: repo.value, path: skillMdAt(path), name: nameSlug(name) } : null
}

const hostnameOf = (host: string) => host.replace(/:\d+$/, '').replace(/^www\./, '')

/** The folder that an address of an archive names, as hexadecimal digits. */
export const digestInAddress = (address: string): string[] =>
  [/\/archives\/([0-9a-f]{64})\.zip$/.exec(address)?.[1]].filter((digest) => digest !== undefined)

/** Reads the path of a scope of this registry, or of what lies below one. */
function namedByPath(path: string, name: string): NamedSkill {
  const [kind, scope = ''] = decoded(path).slice(1).split('/')
  if (kind === 's' && scope !== '') return { slug: scope.replace(/@[^@]*$/, '').toLowerCase() }
  if (kind === 'p' && scope !== '') return { owner: scope, name: nameSlug(name) }
  const isAtRoot = kind === '' || kind === '.well-known'
  return { name: nameSlug(name), ...(isAtRoot && { isAtRoot }) }
}

function decoded(path: string): string {
  try {
    const text = decodeURIComponent(path)
    return /\p{Cc}/u.test(text) ? path : text
  } catch {
    return path
  }
}

function inRepository(address: string, name: string, path: string | undefined): NamedSkill | null {
  const place = readGithubUrl(address)
  if ('fault' in place) return null
  const { repo, path: inAddress } = place.value
  return { repo, path: skillMdAt(path ?? inAddress), name: nameSlug(lastOf(inAddress) ?? name) }
}

const lastOf = (path: string): string | null =>
  slugPart(path.replace(/\/?skill\.md$/i, '').replace(/^.*\//, '')) || null

/** Of a folder or a SKILL.md, the path of the SKILL.md. Null for the root of a repository, which the name tells better. */
const skillMdAt = (path: string | undefined): string | null =>
  path === undefined || path === '' ? null : isSkillMdPath(path) ? path : `${path}/SKILL.md`
