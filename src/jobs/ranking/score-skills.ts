import { attemptAll } from '../../db/halve.ts'
import { scoreGroups } from '../../db/ranking/score-groups.ts'
import { countToScore, type DueGroup, type ScoreStep, scoreChangedSkills } from '../../db/ranking/score-skills.ts'
import { fenced, type JobContext, type PlannedJob, type RunError } from '../../runs/job.ts'
import { reasonOf } from '../../runs/run-job.ts'

/** One step looks at no more noted skills than this, and at no more skills of the pass over all. */
const STEP = 20_000
/** The most members of groups that one statement scores anew, unless a single group has more. */
const MEMBERS = 50_000

/**
 * Scores the skills whose stats changed, and whole groups whose averages moved. The cost follows the changes. A group that
 * cannot be scored keeps its scores and does not affect the others.
 */
export const scoreSkillsJob: PlannedJob = {
  name: 'score-skills',
  leaseSeconds: 300,
  async run(ctx) {
    const steps = await scoreChanges(ctx)
    const last = steps.at(-1)
    // While there is more to look at, the averages are still moving.
    const groups = last?.isLast ? await scoreDueGroups(ctx, last.due) : { changed: 0, scored: 0, errors: [] }
    const sum = (of: 'processed' | 'changed') => steps.reduce((total, step) => total + step[of], 0)
    const { failed = 0, failures = [] } = last ?? {}
    return {
      counts: {
        processed: sum('processed'),
        failed,
        categories: groups.scored,
        changed: sum('changed') + groups.changed,
      },
      errors: [
        ...failures.map((id) => ({ target: id, reason: 'One of its stats is not a number.' })),
        ...groups.errors,
      ],
    }
  },
  plan: async ({ db, now }) => ({ skills: await countToScore(db, now) }),
}

async function scoreChanges({ db, lease, now, mayGoOn }: JobContext): Promise<ScoreStep[]> {
  const steps: ScoreStep[] = []
  do steps.push(fenced(await scoreChangedSkills(db, lease, { now, limit: STEP })))
  while (!steps.at(-1)?.isLast && (await mayGoOn()))
  return steps
}

async function scoreDueGroups({ db, lease, now, mayGoOn }: JobContext, due: readonly DueGroup[]) {
  const all = { changed: 0, scored: 0, errors: [] as RunError[] }
  const score = async (groups: readonly DueGroup[]) => {
    all.changed += fenced(await scoreGroups(db, lease, { now, groups: groups.map(({ id }) => id) }))
    all.scored += groups.length
  }
  for (const groups of inParts(due)) {
    if (!(await mayGoOn())) break
    const { refused } = await attemptAll(groups, score)
    all.errors.push(...refused.map(({ item, error }) => ({ target: `group:${item.id}`, reason: reasonOf(error) })))
  }
  return all
}

function inParts(groups: readonly DueGroup[]): DueGroup[][] {
  const parts: DueGroup[][] = []
  let members = 0
  for (const group of groups) {
    members += group.members
    const part = parts.at(-1)
    if (part && members <= MEMBERS) part.push(group)
    else {
      parts.push([group])
      members = group.members
    }
  }
  return parts
}
