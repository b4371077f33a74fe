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

/** GitHub's ids survive renames; the name is that of the moment of the proof. */
export type ProvenRepository = { id: number; ownerId: number; fullName: string }

/** Who has proven that a repository is theirs, and how. `run` is null for the file with a challenge. */
export type Author = { repository: ProvenRepository; run: WorkflowRun | null }

/** The name of an author in the audit log. */
export const authorName = ({ repository }: Author): string => `github:${repository.fullName}`
