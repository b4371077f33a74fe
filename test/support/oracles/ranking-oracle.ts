import { POWER } from '../../../src/domain/ranking/power.ts'

/** What a skill is scored by. `ageDays`: whole UTC days since its content changed. */
export type Scorable = {
  id: string
  /** The category. Null: the group of all skills without one. */
  group: string | null
  stars: number
  forks: number
  uses_30d: number
  views_30d: number
  favorites: number
  ageDays: number
  popularity: number
  updatedAt: number
}

export type Ranked = {
  power_score: number
  percentile: number
  power_rank: string
  relaxed: boolean
  global_rank: number
  category_rank: number | null
}

const CUTS = { S: [0, 4], A: [4, 25], B: [25, 50], C: [50, 75], D: [75, 100] }

/** The tier: the last of the twenty-five steps that starts at or before the place. */
function tier(ahead: number, members: number): string {
  let found = ''
  for (const [letter, [from, to]] of Object.entries(CUTS) as [string, [number, number]][])
    for (let step = 1; step <= 5; step++)
      if (500 * ahead >= members * (5 * from + (step - 1) * (to - from))) found = letter + step
  return found
}

/** Rounds to a whole number, half to even, as PostgreSQL rounds double precision. */
const even = (x: number) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x))

/** The stats as they are compared: counts as ln(1 + x), rates unchanged, all in millionths. */
export function valuesOf(skill: Scorable): Record<keyof typeof POWER.stats, number> {
  const { stars, forks, uses_30d, views_30d, favorites } = skill
  const seen = uses_30d + views_30d
  const counts = { stars, forks, uses_30d, views_30d, favorites }
  const logs = Object.fromEntries(Object.entries(counts).map(([stat, x]) => [stat, even(1e6 * Math.log(1 + x))]))
  const use_rate = even(1e6 * (seen === 0 ? 0 : uses_30d / seen))
  return { ...(logs as typeof counts), use_rate, freshness: even(1e6 * 0.5 ** (skill.ageDays / 90)) }
}

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length

export const boardOrder = (a: Scorable, b: Scorable) =>
  b.popularity - a.popularity || b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1)

/** The power score of stats against the averages of a group, all in millionths. */
export function powerOf(x: Record<keyof typeof POWER.stats, number>, averages: Record<string, number>): number {
  const stats = Object.entries(POWER.stats) as [keyof typeof POWER.stats, { weight: number }][]
  const known = stats.filter(([stat]) => (averages[stat] ?? 0) > 0)
  const weights = known.reduce((sum, [, { weight }]) => sum + weight, 0)
  const sum = known.reduce(
    (total, [stat, { weight }]) => total + weight * Math.min(x[stat] / (averages[stat] ?? 0), 5),
    0,
  )
  // To fifteen digits, as PostgreSQL makes an exact number of a double: a half is a half then.
  return weights === 0 ? 0 : Math.round(Number(((1000 * sum) / weights).toPrecision(15)))
}

/**
 * The scores, tiers and ranks of all these skills, as pages/docs/ranking.md defines them, and the averages of their groups.
 * Skills `unscored` have places among them, but no scores.
 */
export function rankAll(skills: readonly Scorable[], unscored: readonly Scorable[] = []) {
  const ranked = new Map<string, Ranked>()
  const averages = new Map<string | null, Record<string, number>>()
  const board = [...skills, ...unscored].sort(boardOrder)
  const places = board.filter((skill) => skills.includes(skill))
  for (const group of new Set(skills.map((skill) => skill.group))) {
    const members = places.filter((skill) => skill.group === group)
    const inGroup = board.filter((skill) => skill.group === group)
    const values = members.map(valuesOf)
    const stats = Object.keys(POWER.stats) as (keyof typeof POWER.stats)[]
    averages.set(group, Object.fromEntries(stats.map((stat) => [stat, mean(values.map((x) => x[stat]))])))
    const powers = values.map((x) => powerOf(x, averages.get(group) ?? {}))
    for (const [place, { id }] of members.entries()) {
      const power_score = powers[place] as number
      const ahead = powers.filter((other) => other > power_score).length
      ranked.set(id, {
        power_score,
        percentile: (100 * ahead) / members.length,
        power_rank: tier(ahead, members.length),
        relaxed: members.length < 10,
        global_rank: board.findIndex((skill) => skill.id === id) + 1,
        category_rank: group === null ? null : inGroup.findIndex((skill) => skill.id === id) + 1,
      })
    }
  }
  return { ranked, averages }
}
