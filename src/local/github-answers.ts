import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type GithubFile, listingOf, readGithubFiles, sha1 } from './github-files.ts'
import { tarballOf } from './github-tarball.ts'

/** An answer of the stand-in. */
export type StandInAnswer = { status: number; headers?: Record<string, string>; body?: unknown }

const NOT_FOUND: StandInAnswer = { status: 404, body: { message: 'Not Found' } }
const BRANCH = 'main'

/** What a file beside a repository says of it: fields that GitHub tells, and after how many entries its listing is cut off. */
type Overrides = Record<string, unknown> & { default_branch: string; listed_entries?: number }

const LOOK = /(r\d+):repository\(owner:("[^"]*"),name:("[^"]*")\)/g

/** Answers a query of the GraphQL API for the last pushes of repositories, as GitHub would. */
export async function answerQuery(root: string, body: string): Promise<StandInAnswer> {
  const { query } = JSON.parse(body) as { query: string }
  const data: Record<string, unknown> = {}
  for (const [, alias = '', owner = '', name = ''] of query.matchAll(LOOK)) {
    const repo = await findFolder(root, JSON.parse(owner), JSON.parse(name))
    const described = repo === null ? null : await describe(root, repo)
    data[alias] = described && {
      ...{ databaseId: described.id, nameWithOwner: described.full_name, pushedAt: described.pushed_at },
    }
  }
  return { status: 200, body: { data } }
}

/** Returns a function that answers a path as GitHub's REST API would, with the folders below `root` as repositories. */
export function answersFrom(root: string): (path: string, accept: string) => Promise<StandInAnswer> {
  /** The bytes of each blob, as of the last listing. */
  const blobs = new Map<string, Buffer>()
  return async (path, accept) => {
    const url = new URL(path, 'http://stand-in')
    const [kind, owner = '', name = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent)
    if (kind === 'users' && name === 'repos') return listRepositories(root, owner, url.searchParams)
    if (kind === 'user') return findAccount(root, Number(owner))
    if (kind === 'repositories') return findById(root, Number(owner))
    const repo = kind === 'repos' || kind === 'codeload' ? await findFolder(root, owner, name) : null
    if (!repo) return NOT_FOUND
    if (rest.length === 0) return withEtag(await describe(root, repo))
    const [, what, ref = ''] = rest
    if (what === 'blobs') return blobOf(blobs.get(ref))
    const files = await readGithubFiles(join(root, repo))
    if (rest[0] === 'contents') return blobOf(files.find(({ path: at }) => at === rest.slice(1).join('/'))?.bytes)
    const commit = commitOf(repo, files)
    if (kind === 'codeload') return rest[1] === commit ? tarballAnswer(repo, commit, files) : NOT_FOUND
    // GitHub has another host for downloads.
    if (rest[0] === 'tarball')
      return { status: 302, headers: { Location: `/codeload/${repo}/legacy.tar.gz/${rest[1]}` } }
    const overrides = await overridesOf(root, repo)
    const isCommit = rest[0] === 'commits'
    const named = isCommit
      ? rest
          .slice(1)
          .join('/')
          .replace(/^heads\//, '')
      : ref
    if (!isCommit && what !== 'trees') return NOT_FOUND
    if (files.length === 0) return { status: 409, body: { message: 'Git Repository is empty.' } }
    const isThere = [overrides.default_branch, 'HEAD', commit].includes(named)
    if (isCommit) return isThere ? commitAnswer(commit, accept) : NO_COMMIT
    if (!isThere) return NOT_FOUND
    for (const { sha, bytes } of files) blobs.set(sha, bytes)
    return withEtag(listingOf(treeId(commit), files, overrides.listed_entries))
  }
}

const NO_COMMIT: StandInAnswer = { status: 422, body: { message: 'No commit found for SHA' } }

/** Stands for the id of the commit's tree, which is another than the commit's. */
const treeId = (commit: string) => sha1('tree', commit)

function commitAnswer(commit: string, accept: string): StandInAnswer {
  if (accept !== 'application/vnd.github.sha')
    return withEtag({ sha: commit, commit: { tree: { sha: treeId(commit) } } })
  const headers = { ETag: `"${commit}"`, 'Content-Type': 'application/vnd.github.sha; charset=utf-8' }
  return { status: 200, headers, body: Buffer.from(commit) }
}

/** Stands for the commit: it changes with the contents, and only then. */
const commitOf = (repo: string, files: readonly GithubFile[]) =>
  sha1(repo, ...files.map(({ path, mode, sha }) => `${mode} ${path} ${sha}\n`))

const tarballAnswer = (repo: string, commit: string, files: readonly GithubFile[]): StandInAnswer => ({
  status: 200,
  headers: { 'Content-Type': 'application/x-gzip' },
  body: tarballOf(`${repo.replace('/', '-')}-${commit.slice(0, 7)}`, commit, files),
})

const blobOf = (bytes: Buffer | undefined): StandInAnswer =>
  bytes ? { status: 200, headers: { 'Content-Type': 'application/vnd.github.raw+json' }, body: bytes } : NOT_FOUND

async function overridesOf(root: string, repo: string): Promise<Overrides> {
  const text = await readFile(join(root, `${repo}.json`), 'utf8').catch(() => '{}')
  return { default_branch: BRANCH, ...JSON.parse(text) }
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
  const contents = commitOf('', await readGithubFiles(join(root, repo)))
  const [owner = '', name] = repo.split('/')
  return {
    id: await idOf(join(root, repo)),
    full_name: repo,
    name,
    owner: { id: await idOf(join(root, owner)), login: owner },
    private: false,
    fork: false,
    archived: false,
    stargazers_count: 0,
    forks_count: 0,
    license: null,
    pushed_at: new Date(Date.UTC(2026, 0, 1) + Number.parseInt(contents.slice(0, 6), 16) * 1000).toISOString(),
    ...(await overridesOf(root, repo)),
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
