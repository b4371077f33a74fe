/**
 * Skills on GitHub: a repository (`owner/name`), and what lies at `path` in it: a SKILL.md, or everything below a folder ('' is all).
 * `ref` is what an address says between the two, null where it says nothing.
 */
export type GithubPlace = { repo: string; path: string; ref: string | null }

/** What is read, or the rule that the text breaks. */
export type Reading<T> = { value: T } | { fault: string }

const OWNER = /^[a-z\d][\w-]{0,99}$/i
const NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/
const MAX_PATH = 400
const CONTROL = /\p{Cc}/u

const FORMS =
  'must name a repository (/OWNER/NAME), a folder of it (/tree/REF/PATH) or a SKILL.md of it (/blob/REF/PATH/SKILL.md)'

export const isSkillMdPath = (path: string) => /(^|\/)skill\.md$/i.test(path)

/** True for the file at `path`, and for every one below it. */
export const liesAt = (path: string, file: string) => path === '' || file === path || file.startsWith(`${path}/`)

/** Reads `owner/name`. */
export function readGithubRepo(text: string): Reading<string> {
  const [owner = '', name = '', ...more] = text.split('/')
  const isRepo = OWNER.test(owner) && NAME.test(name) && more.length === 0
  return isRepo ? { value: `${owner}/${name}` } : { fault: 'must be OWNER/NAME, as GitHub has them' }
}

/** Reads the address of a repository or of an owner, whose `repo` is null; of a repository, whatever it names inside. */
export function readGithubAddress(text: string): Reading<{ owner: string; repo: string | null }> {
  const [, owner = ''] = /^https:\/\/github\.com\/([^/?#]+)\/?$/i.exec(text) ?? []
  if (OWNER.test(owner)) return { value: { owner, repo: null } }
  const place = readGithubUrl(text)
  if ('fault' in place) return { fault: 'must be https://github.com/OWNER or https://github.com/OWNER/REPO' }
  return { value: { owner: place.value.repo.split('/')[0] ?? '', repo: place.value.repo } }
}

/** Reads a path in a repository; a slash at its end is no part of it. */
export const readGithubPath = (text: string): Reading<string> => pathOf(text.replace(/\/$/, '').split('/'))

/**
 * Reads the address of a repository, a folder or a SKILL.md, as a browser shows them and as "Raw" does. The host is compared as it is
 * written: neither user, port, dot at the end nor escapes get past it.
 */
export function readGithubUrl(text: string): Reading<GithubPlace> {
  const parts = /^https:\/\/([^/?#]*)\/?([^?#]*)/i.exec(text)
  if (!parts) return { fault: 'must begin with https://' }
  const [, host = '', rest = ''] = parts
  const segments = decodeSegments(rest.replace(/\/$/, ''))
  const isRaw = host.toLowerCase() === 'raw.githubusercontent.com'
  if (!isRaw && host.toLowerCase() !== 'github.com')
    return { fault: 'must be on github.com or raw.githubusercontent.com, without user and port' }
  if (!segments) return { fault: 'has a part that is empty, a dot, or escaped where it must not be' }
  const [owner = '', name = '', ...inside] = segments
  const repo = readGithubRepo(`${owner}/${name.replace(/\.git$/, '')}`)
  if ('fault' in repo) return { fault: FORMS }
  return placeIn(repo.value, isRaw ? ['blob', ...inside] : inside)
}

function placeIn(repo: string, [kind, ...inside]: readonly string[]): Reading<GithubPlace> {
  if (kind === undefined) return { value: { repo, path: '', ref: null } }
  // "Raw" writes refs/heads/main where the others write main.
  const [ref, ...segments] = /^refs\/(heads|tags)\//.test(inside.join('/')) ? inside.slice(2) : inside
  const path = pathOf(segments)
  if ('fault' in path) return path
  const fits = kind === 'tree' || (kind === 'blob' && isSkillMdPath(path.value))
  return ref !== undefined && fits ? { value: { repo, path: path.value, ref } } : { fault: FORMS }
}

function pathOf(segments: readonly string[]): Reading<string> {
  const path = segments.join('/')
  if (path.length > MAX_PATH) return { fault: `must have a path of ${MAX_PATH} characters at the most` }
  if (path !== '' && !segments.every(isPlain))
    return { fault: 'must have a path of plain names between single slashes, without . and ..' }
  return { value: path }
}

const isPlain = (segment: string) =>
  !['', '.', '..'].includes(segment) && !/[/\\]/.test(segment) && !CONTROL.test(segment) && segment.isWellFormed()

/** The parts between the slashes without their escapes; null where one hides what is no part of a plain path. */
function decodeSegments(path: string): string[] | null {
  try {
    const segments = path.split('/').map(decodeURIComponent)
    return segments.every(isPlain) ? segments : null
  } catch {
    return null
  }
}
