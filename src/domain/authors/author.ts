import { catalogProof } from '../intake/catalog-proof.ts'

/** The run of a workflow that a token was issued to. */
export type WorkflowRun = {
  issuer: string
  commit: string
  ref: string
  /** Where the workflow's file is: `owner/repo/.github/workflows/x.yml@ref`. */
  workflow: string
  runId: string
  runAttempt: number
  event: string
}

/** A repository at GitHub. The ids survive renames; the name is that of the moment of the proof. */
export type ProvenRepository = { id: number; ownerId: number; fullName: string }

/**
 * What somebody has proven to be theirs. Only the functions below make keys; `skill_sources.proof_key` and `publishers.owner_key` are made
 * in the same way.
 */
export type ProvenSource = {
  /** `github`, `catalog`, or what the issuer of a token is for. */
  kind: string
  /** Equal for the same source of the same owner. */
  key: string
  /** Equal for all that belongs to one publisher. Null if it speaks for no publisher. */
  owner: string | null
  /** For people: `owner/repo`, or the address of the catalogue. */
  name: string
}

export const githubSource = ({ id, ownerId, fullName }: ProvenRepository): ProvenSource => ({
  ...{ kind: 'github', key: `github:${id}/${ownerId}`, owner: `github:${ownerId}`, name: fullName },
})

/** GitHub's ids in the key of a repository. Null if it is the key of something else. */
export function githubIdsIn(key: string): { id: number; ownerId: number } | null {
  const [, id, ownerId] = /^github:(\d+)\/(\d+)$/.exec(key) ?? []
  return id && ownerId ? { id: Number(id), ownerId: Number(ownerId) } : null
}

/** A catalogue by its canonical address. Null if no challenge can prove it. */
export function catalogSource(address: string): ProvenSource | null {
  const host = catalogProof(address)?.host
  if (host === undefined) return null
  return { kind: 'catalog', key: `catalog:${address}`, owner: host && `site:${host}`, name: address }
}

/** The address in the key of a catalogue. Null if it is the key of something else. */
export const catalogIn = (key: string): string | null => (key.startsWith('catalog:') ? key.slice(8) : null)

/** Who has proven that a source is theirs, and how. `run` is null for a challenge. */
export type Author = { source: ProvenSource; run: WorkflowRun | null }

/** The name of an author in the audit log. */
export const authorName = ({ source }: Author): string => `${source.kind}:${source.name}`
