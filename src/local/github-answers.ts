import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** An answer of the stand-in. */
export type StandInAnswer = { status: number; headers?: Record<string, string>; body?: unknown }

const NOT_FOUND: StandInAnswer = { status: 404, body: { message: 'Not Found' } }
const BRANCH = 'main'

const sha1 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha1')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** Returns the SHA-1 that git gives to a blob. */
const blobSha = (bytes: Uint8Array) => sha1(`blob ${bytes.length}\0`, bytes)

/** Returns a function that answers a path as GitHub's REST API would, with the folders below `root` as repositories. */
export function answersFrom(root: string): (path: string) => Promise<StandInAnswer> {
  /** The file of each blob, as of the last listing. */
  const places = new Map<string, string>()
  return async (path) => {
    const url = new URL(path, 'http://stand-in')
    const [kind, owner = '', name = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent)
    if (kind === 'users' && name === 'repos') return listRepositories(root, owner, url.searchParams)
    if (kind === 'user') return findAccount(root, Number(owner))
    if (kind === 'repositories') return findById(root, Number(owner))
    const repo = kind === 'repos' ? await findFolder(root, owner, name) : null
    if (!repo) return NOT_FOUND
    const [, what, ref = ''] = rest
    if (rest.length === 0) return withEtag(await describe(root, repo))
    if (what === 'blobs') return blobAt(places.get(ref), ref)
    if (what !== 'trees' || ![BRANCH, 'HEAD'].includes(ref)) return NOT_FOUND
    const files = await readFiles(join(root, repo))
    for (const { path, sha } of files) places.set(sha, join(root, repo, path))
    return withEtag(treeOf(repo, files))
  }
}

const withEtag = (body: unknown): StandInAnswer => ({
  status: 200,
  headers: { ETag: `W/"${sha1(JSON.stringify(body))}"` },
  body,
})

/** Returns `OWNER/REPO` in the case of its folders, or null. The request may use any case. */
async function findFolder(root: string, owner: string, name: string): Promise<string | null> {
  const wanted = `${owner}/${name}`.toLowerCase()
  return (await repositoriesBelow(root)).find((repo) => repo.toLowerCase() === wanted) ?? null
}

async function repositoriesBelow(root: string): Promise<string[]> {
  const owners = await foldersIn(root)
  const names = await Promise.all(owners.map((owner) => foldersIn(join(root, owner))))
  return owners.flatMap((owner, i) => (names[i] ?? []).map((name) => `${owner}/${name}`))
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
}

/** Describes a repository. `pushed_at` is derived from the contents, so it changes with every file and only then. */
async function describe(root: string, repo: string) {
  const files = await readFiles(join(root, repo))
  const contents = sha1(files.map(({ path, sha }) => `${path} ${sha}\n`).join(''))
  const [owner = '', name] = repo.split('/')
  const overrides = await readFile(join(root, `${repo}.json`), 'utf8').catch(() => '{}')
  return {
    id: await idOf(join(root, repo)),
    full_name: repo,
    name,
    owner: { id: await idOf(join(root, owner)), login: owner },
    default_branch: BRANCH,
    private: false,
    fork: false,
    archived: false,
    stargazers_count: 0,
    forks_count: 0,
    license: null,
    pushed_at: new Date(Date.UTC(2026, 0, 1) + Number.parseInt(contents.slice(0, 6), 16) * 1000).toISOString(),
    ...JSON.parse(overrides),
  }
}

/** The inode of a folder serves as GitHub's id: it survives a rename too. */
const idOf = async (folder: string) => (await stat(folder)).ino

async function findById(root: string, id: number): Promise<StandInAnswer> {
  for (const repo of await repositoriesBelow(root)) {
    const described = await describe(root, repo)
    if (described.id === id) return withEtag(described)
  }
  return NOT_FOUND
}

async function findAccount(root: string, id: number): Promise<StandInAnswer> {
  for (const login of await foldersIn(root)) if ((await idOf(join(root, login))) === id) return withEtag({ id, login })
  return NOT_FOUND
}

async function listRepositories(root: string, owner: string, query: URLSearchParams): Promise<StandInAnswer> {
  const all = await repositoriesBelow(root)
  const theirs = all.filter((repo) => repo.toLowerCase().startsWith(`${owner.toLowerCase()}/`))
  if (theirs.length === 0) return NOT_FOUND
  const size = Number(query.get('per_page') ?? 30)
  const page = Number(query.get('page') ?? 1)
  const listed = theirs.slice((page - 1) * size, page * size)
  return withEtag(await Promise.all(listed.map((repo) => describe(root, repo))))
}

type File = { path: string; sha: string; bytes: Buffer }

/** Reads every file of a folder except those below `.git`. Paths have slashes. */
async function readFiles(folder: string): Promise<File[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((at) => ({ at, path: relative(folder, at).split(sep).join('/') }))
    .filter(({ path }) => !path.startsWith('.git/'))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
  return Promise.all(
    files.map(async ({ at, path }) => {
      const bytes = await readFile(at)
      return { path, sha: blobSha(bytes), bytes }
    }),
  )
}

const treeOf = (repo: string, files: readonly File[]) => ({
  sha: sha1(repo, ...files.map(({ path, sha }) => `${path} ${sha}\n`)),
  tree: files.map(({ path, sha, bytes }) => ({ path, mode: '100644', type: 'blob', sha, size: bytes.length })),
  truncated: false,
})

async function blobAt(path: string | undefined, sha: string): Promise<StandInAnswer> {
  const bytes = path === undefined ? null : await readFile(path).catch(() => null)
  if (!bytes || blobSha(bytes) !== sha) return NOT_FOUND
  const content = bytes.toString('base64').replaceAll(/.{60}/g, '$&\n')
  return { status: 200, body: { sha, size: bytes.length, encoding: 'base64', content } }
}
