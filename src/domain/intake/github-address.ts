/**
 * A place on GitHub: a repository (`owner/name`) and the path of a SKILL.md or folder in it. The path '' is the whole
 * repository. `ref` is the branch, tag or commit in the address, or null if it names none.
 */
export type GithubPlace = { repo: string; path: string; ref: string | null }

/** The value that was read, or the rule that the text breaks. */
export type Reading<T> = { value: T } | { fault: string }

const OWNER = /^[a-z\d][\w-]{0,99}$/i
const NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/
const MAX_PATH = 400
const CONTROL = /\p{Cc}/u

const FORMS =
  'must name a repository (/OWNER/NAME), a folder in it (/tree/REF/PATH) or a SKILL.md in it (/blob/REF/PATH/SKILL.md)'

export const isSkillMdPath = (path: string) => /(^|\/)skill\.md$/i.test(path)

/** True if `file` is at `path` or below it. */
export const liesAt = (path: string, file: string) => path === '' || file === path || file.startsWith(`${path}/`)

/** Reads `owner/name`. */
export function readGithubRepo(text: string): Reading<string> {
  const [owner = '', name = '', ...more] = text.split('/')
  const isRepo = OWNER.test(owner) && NAME.test(name) && more.length === 0
  return isRepo ? { value: `${owner}/${name}` } : { fault: 'must be a GitHub repository, written as OWNER/NAME' }
}

/** Reads a repository as people write it: OWNER/NAME, an address of it as browsers show it, or what `git clone` takes. */
export function readRepositoryName(text: string): Reading<string> {
  const place = text.trim().replace(/^(?:(?:https?|ssh|git):\/\/)?(?:git@)?(?:www\.)?github\.com[/:]/i, '')
  const [owner = '', name = ''] = place.split(/[/?#]/)
  return readGithubRepo(`${owner}/${name.replace(/\.git$/, '')}`)
}

/** Reads the address of an owner (`repo` is null) or of a repository. Ignores a path inside the repository. */
export function readGithubAddress(text: string): Reading<{ owner: string; repo: string | null }> {
  const [, owner = ''] = /^https:\/\/github\.com\/([^/?#]+)\/?$/i.exec(text) ?? []
  if (OWNER.test(owner)) return { value: { owner, repo: null } }
  const place = readGithubUrl(text)
  if ('fault' in place) return { fault: 'must be https://github.com/OWNER or https://github.com/OWNER/REPO' }
  return { value: { owner: place.value.repo.split('/')[0] ?? '', repo: place.value.repo } }
}

/** Reads a path in a repository. Ignores a slash at its end. */
export const readGithubPath = (text: string): Reading<string> => pathOf(text.replace(/\/$/, '').split('/'))

/**
 * Reads the address of a repository, folder or SKILL.md, as browsers show it or as "Raw" links it. Compares the host as
 * it is written, which rules out a user, a port, a trailing dot and escapes.
 */
export function readGithubUrl(text: string): Reading<GithubPlace> {
  const parts = /^https:\/\/([^/?#]*)\/?([^?#]*)/i.exec(text)
  if (!parts) return { fault: 'must begin with https://' }
  const [, host = '', rest = ''] = parts
  const segments = decodeSegments(rest.replace(/\/$/, ''))
  const isRaw = host.toLowerCase() === 'raw.githubusercontent.com'
  if (!isRaw && host.toLowerCase() !== 'github.com')
    return { fault: 'must be on github.com or raw.githubusercontent.com, without a user or port' }
  if (!segments)
    return {
      fault:
        'must not have a path part that is empty, "." or "..", or that contains a slash, a backslash or a control character',
    }
  const [owner = '', name = '', ...inside] = segments
  const repo = readGithubRepo(`${owner}/${name.replace(/\.git$/, '')}`)
  if ('fault' in repo) return { fault: FORMS }
  return placeIn(repo.value, isRaw ? ['blob', ...inside] : inside)
}

function placeIn(repo: string, [kind, ...inside]: readonly string[]): Reading<GithubPlace> {
  if (kind === undefined) return { value: { repo, path: '', ref: null } }
  // "Raw" links write refs/heads/main where other addresses write main.
  const [ref, ...segments] = /^refs\/(heads|tags)\//.test(inside.join('/')) ? inside.slice(2) : inside
  const path = pathOf(segments)
  if ('fault' in path) return path
  const fits = kind === 'tree' || (kind === 'blob' && isSkillMdPath(path.value))
  return ref !== undefined && fits ? { value: { repo, path: path.value, ref } } : { fault: FORMS }
}

function pathOf(segments: readonly string[]): Reading<string> {
  const path = segments.join('/')
  if (path.length > MAX_PATH) return { fault: `must have a path of at most ${MAX_PATH} characters` }
  if (path !== '' && !segments.every(isPlain))
    return { fault: 'must have a path of plain names separated by single slashes, without "." or ".."' }
  return { value: path }
}

const isPlain = (segment: string) =>
  !['', '.', '..'].includes(segment) && !/[/\\]/.test(segment) && !CONTROL.test(segment) && segment.isWellFormed()

/** Decodes the parts between the slashes. Returns null if a decoded part is not a plain name. */
function decodeSegments(path: string): string[] | null {
  try {
    const segments = path.split('/').map(decodeURIComponent)
    return segments.every(isPlain) ? segments : null
  } catch {
    return null
  }
}
