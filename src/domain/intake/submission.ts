/** What GitHub says of a repository that somebody submits. */
export type SubmittedRepository = {
  fullName: string
  isFork: boolean
  /** What a fork comes from, if GitHub names it. */
  forkOf: string | null
  isArchived: boolean
  isEmpty: boolean
}

/** Why a repository is not taken. Each is a kind of problem of its own. */
export const REFUSALS = [
  'repository_missing',
  'repository_empty',
  'repository_fork',
  'repository_declined',
  'repository_stopped',
] as const
export type RefusalCode = (typeof REFUSALS)[number]
export type Refusal = { code: RefusalCode; message: string }

export const isRefusal = (text: string): text is RefusalCode => REFUSALS.some((code) => code === text)

/** Judges a submitted repository by what GitHub says (null: no public one). A fork that is followed has been proved to be wanted. */
export function refusalOf(asked: string, found: SubmittedRepository | null, isFollowed: boolean): Refusal | null {
  if (found === null)
    return {
      code: 'repository_missing',
      message: `GitHub has no public repository ${asked}. Check its name; a private one is never read.`,
    }
  const { fullName, isFork, forkOf, isEmpty } = found
  if (isFork && !isFollowed) {
    const original = forkOf ?? 'the repository that it comes from'
    return {
      code: 'repository_fork',
      message: `${fullName} is a fork. Submit ${original}, or publish the fork from its own workflow, which proves that it is yours.`,
    }
  }
  if (isEmpty)
    return {
      code: 'repository_empty',
      message: `${fullName} has no commit yet. Push a SKILL.md, then submit it again.`,
    }
  return null
}

export const STOPPED = (repo: string): Refusal => ({
  code: 'repository_stopped',
  message: `An admin of this registry has stopped the crawls of ${repo}. Its report says what became of its files.`,
})

export const DECLINED = (repo: string): Refusal => ({
  code: 'repository_declined',
  message: `The authors of ${repo} do not want it to be listed: its .agent-skills.yml says "publish: none".`,
})

/** What whoever submits a repository should know of it. */
export function notesOn(asked: string, { fullName, isArchived }: SubmittedRepository): string[] {
  const notes: string[] = []
  if (asked.toLowerCase() !== fullName.toLowerCase()) notes.push(`The repository is now called ${fullName}.`)
  if (isArchived) notes.push('The repository is archived at GitHub. It is read, and will hardly change.')
  return notes
}
