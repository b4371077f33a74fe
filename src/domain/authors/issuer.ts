import { isStorable } from '../text/text.ts'
import type { ProvenSource } from './author.ts'

/** What is in a token, by the names that its issuer has for it. Null: the issuer has no such claim. */
export type ClaimNames = {
  repository: string
  repository_id: string
  owner_id: string
  ref: string
  /** Says `branch` or `tag` where `ref` is only a name. Null where `ref` is whole: `refs/heads/main`. */
  ref_type: string | null
  sha: string
  workflow: string
  run_id: string
  run_attempt: string | null
  event: string
}

export const REFUSALS = ['ref_not_allowed', 'fork_not_allowed', 'private_repository'] as const

/** Refuses a token whose claim is among `values`, or is not among them. A value that ends in `*` is the beginning of one. */
export type RefusalRule = {
  claim: string
  is: 'one_of' | 'none_of'
  values: string[]
  code: (typeof REFUSALS)[number]
  why: string
}

/** How the tokens of an issuer are read. `host`: where its repositories are. */
export type IssuerRules = { host: string; claims: ClaimNames; refuse: RefusalRule[] }

/** Whose tokens are taken. `kind` names its sources; only those of `github` can be compared with what their host says, and read. */
export type OidcIssuer = { issuer: string; jwksUri: string; kind: string; rules: IssuerRules }

/** GitHub Actions. The migration `issuer_rules` has the same. */
export const GITHUB_RULES: IssuerRules = {
  host: 'github.com',
  claims: {
    ...{ repository: 'repository', repository_id: 'repository_id', owner_id: 'repository_owner_id' },
    ...{ ref: 'ref', ref_type: null, sha: 'sha', workflow: 'workflow_ref' },
    ...{ run_id: 'run_id', run_attempt: 'run_attempt', event: 'event_name' },
  },
  refuse: [
    {
      ...{ claim: 'repository_visibility', is: 'none_of', values: ['public'], code: 'private_repository' },
      why: 'The repository is not public. Only public ones are listed.',
    },
    {
      ...{ claim: 'event_name', is: 'one_of', values: ['pull_request*'], code: 'ref_not_allowed' },
      why: 'A pull request proves nothing about its repository. Run the workflow on push.',
    },
    {
      ...{ claim: 'ref', is: 'one_of', values: ['refs/pull/*'], code: 'ref_not_allowed' },
      why: 'A pull request proves nothing about its repository. Run the workflow on push.',
    },
  ],
}

/** What a token says, whoever has issued it. `ref` is whole: `refs/heads/main`. */
export type RunClaims = {
  repository: string
  repositoryId: number
  ownerId: number
  ref: string
  sha: string
  workflow: string
  runId: string
  runAttempt: number
  event: string
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 500 && isStorable(value)

/** Ids are numbers in texts. */
const SHAPES: Record<keyof ClaimNames, RegExp> = {
  repository: /^[\w.-]{1,100}(\/[\w.-]{1,100}){1,20}$/,
  repository_id: /^[1-9]\d{0,14}$/,
  owner_id: /^[1-9]\d{0,14}$/,
  ref: /^/,
  ref_type: /^(branch|tag)$/,
  sha: /^([0-9a-f]{40}|[0-9a-f]{64})$/,
  workflow: /^/,
  run_id: /^[1-9]\d{0,14}$/,
  run_attempt: /^[1-9]\d{0,8}$/,
  event: /^.{1,100}$/s,
}
const KEYS = Object.keys(SHAPES) as (keyof ClaimNames)[]

type Payload = Readonly<Record<string, unknown>>

/** Reads the claims of a token, or names the first one that is missing or is not as the issuer writes it. */
export function readClaims({ claims, refuse }: IssuerRules, payload: Payload): RunClaims | { missing: string } {
  const read = {} as Record<keyof ClaimNames, string>
  for (const key of KEYS) {
    const name = claims[key]
    const value = name === null ? '' : payload[name]
    if (name !== null && !(isText(value) && SHAPES[key].test(value))) return { missing: name }
    read[key] = String(value)
  }
  const unread = refuse.find(({ claim }) => !isText(payload[claim]))
  if (unread) return { missing: unread.claim }
  const { repository, sha, workflow, event } = read
  return {
    ...{ repository, sha, workflow, event, ref: wholeRef(read.ref, read.ref_type) },
    ...{ repositoryId: Number(read.repository_id), ownerId: Number(read.owner_id) },
    ...{ runId: read.run_id, runAttempt: Number(read.run_attempt || '1') },
  }
}

function wholeRef(ref: string, type: string): string {
  if (type === '' || ref.startsWith('refs/')) return ref
  return `refs/${type === 'tag' ? 'tags' : 'heads'}/${ref}`
}

/** The first rule by which a token is refused. Null if none does. The claims must have been read. */
export function refusalOf({ refuse }: IssuerRules, payload: Payload): RefusalRule | null {
  const isIn = (value: string, values: readonly string[]) =>
    values.some((one) => (one.endsWith('*') ? value.startsWith(one.slice(0, -1)) : value === one))
  return refuse.find(({ claim, is, values }) => isIn(String(payload[claim]), values) === (is === 'one_of')) ?? null
}

/** What a token proves of a host other than GitHub. Such a host has a dot in its name, so it is no key of another kind. */
export const sourceAt = (
  { kind, rules: { host } }: OidcIssuer,
  { repository, repositoryId, ownerId }: RunClaims,
): ProvenSource => ({
  ...{ kind, key: `${host}:${repositoryId}/${ownerId}`, owner: `${host}:${ownerId}`, name: repository },
})
