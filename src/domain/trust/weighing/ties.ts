import { domainOf } from '../data/shared-hosts.ts'
import type { Folder } from '../reading/folder.ts'

/**
 * How far the skill is about a host. `own`: the host is called as the skill or its product, and the skill uses it for more than one
 * download. `like`: a name that anybody could take, as the skill's with a word more. `none`: another name.
 */
export type Tie = 'own' | 'like' | 'none'

const GENERIC = new Set(
  'api www cli app dev get install raw github githubusercontent gist com net org io ai co sh the skill tool agent cloud data docs main master info stats metrics sync hub helper home web site online service services server test code file files text format env check auth login user users client update updates track tracker analytics telemetry log logs collect report config cdn'.split(
    ' ',
  ),
)
/** What lures add to a name that people know. */
const ADDED = new Set(
  'setup install installer download downloads update updater auth verify login secure dist release releases get pkg helper support official cdn files tool tools cli app apps core hub desk portal mirror'.split(
    ' ',
  ),
)
const EVERYBODYS = /(?:^|\.)(?:github|gitlab|githubusercontent|bitbucket)\./

/** How far the skill's name, title, description and text tie it to a host. On hosts of code, the owner or the repository has to be named. */
export function tieOf(host: string, path: string, folder: Folder): Tie {
  const { name, title, description } = wordsAbout(folder)
  if (EVERYBODYS.test(`.${host}`)) {
    const parts = path.toLowerCase().split('/').slice(1, 3)
    return parts.some((part) => [part, bareOf(part)].some((one) => isOneOf(one, name, title, description)))
      ? 'own'
      : 'none'
  }
  const domain = domainOf(host)
  const label = domain.split('.')[0] ?? ''
  const labels = host
    .split('.')
    .slice(0, -1)
    .filter((one) => one.length > 2)
  const named = isOneOf(label, name, title)
  if (named || isOneOf(label, description)) return usesOf(domain, folder) > (named ? 0 : 1) ? 'own' : 'like'
  return labels.some((one) => resembles(one, name, title, description)) ? 'like' : 'none'
}

type Words = { words: ReadonlySet<string>; whole: string }
type About = { name: Words; title: Words; description: Words }
const KNOWN = new WeakMap<Folder, About>()

function wordsAbout(folder: Folder): About {
  const known = KNOWN.get(folder)
  if (known) return known
  const about = {
    name: wordsOf(folder.name),
    title: wordsOf(folder.skill?.headings[0]?.text ?? ''),
    description: wordsOf(folder.description),
  }
  KNOWN.set(folder, about)
  return about
}

/** The words of a text, and two or three that stand beside each other as one. */
function wordsOf(text: string): Words {
  const list = text
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
    .split(' ')
    .slice(0, 600)
  const words = new Set(list)
  for (let i = 0; i < list.length; i++)
    for (const more of [2, 3, 4]) if (i + more <= list.length) words.add(list.slice(i, i + more).join(''))
  return { words, whole: list.join('') }
}

function isOneOf(label: string, ...about: readonly Words[]): boolean {
  const plain = label.replace(/[^a-z\d]/g, '')
  return plain.length > 2 && !GENERIC.has(plain) && about.some(({ words }) => words.has(plain))
}

/** What a repository is called without what it is: `rlm-mcp`, `plane-skill`. */
const bareOf = (repository: string) =>
  repository
    .split(/[-_.]/)
    .filter((part) => part !== 'mcp' && !GENERIC.has(part))
    .join('')

/** True if a part of the label is a word of the skill's. */
function resembles(label: string, ...about: readonly Words[]): boolean {
  const plain = label.replace(/[^a-z\d]/g, '')
  if (plain.length < 3 || GENERIC.has(plain)) return false
  if (plain.length > 4 && about.some(({ whole }) => whole.includes(plain))) return true
  const parts = label.split(/[-_]/)
  if (parts.some((part) => ADDED.has(part))) return false
  return parts.some((part) => part.length > 3 && !GENERIC.has(part) && about.some(({ words }) => words.has(part)))
}

const USES = new WeakMap<Folder, Map<string, number>>()
/** A line that gets something to run says nothing of what else the host is for. */
const GETS =
  /\|\s{0,4}(?:sudo\s)?(?:ba|z)?sh\b|\biex\b|\.(?:sh|ps1|zip|exe|dmg|msi|pkg|tar\.gz|tgz)\b|\b(?:install|setup|bootstrap)\b[^\n]{0,4}$|\b(?:index-url|registry|find-links)\b/

/** On how many lines of the SKILL.md a domain stands that get no program from it. */
function usesOf(domain: string, folder: Folder): number {
  const counted = USES.get(folder) ?? new Map<string, number>()
  USES.set(folder, counted)
  const known = counted.get(domain)
  if (known !== undefined) return known
  let uses = 0
  const { said } = folder
  for (let at = said.indexOf(domain); at >= 0 && uses < 9; at = said.indexOf(domain, at + domain.length)) {
    const end = said.indexOf('\n', at)
    const line = said.slice(
      Math.max(said.lastIndexOf('\n', at) + 1, at - 300),
      Math.min(end < 0 ? said.length : end, at + 300),
    )
    if (!GETS.test(line.replaceAll(domain, ''))) uses++
  }
  counted.set(domain, uses)
  return uses
}

/** True if the SKILL.md names the host, or the domain that it is a part of. */
export function isNamed(host: string, folder: Folder): boolean {
  return folder.said.includes(domainOf(host))
}
