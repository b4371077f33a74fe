import type { JudgedQuery } from './judged.ts'

/** A query with the names of the skills that were found, each once, the first first. */
export type Answered = JudgedQuery & { names: readonly string[] }

const DEPTH = 10

/** Skills of one name count once, at the place of the first. */
export const withNames = (query: JudgedQuery, found: readonly string[]): Answered => ({
  ...query,
  names: [...new Set(found.slice(0, DEPTH))],
})

/** Discounted cumulative gain: 2^grade - 1, divided by the binary logarithm of the place + 1. */
const gainOf = (grades: readonly number[]) =>
  grades.slice(0, DEPTH).reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0)

const gradesOf = ({ names, grades }: Answered) => names.map((name) => grades.get(name) ?? 0)

/** nDCG@10: the gain of what was found, as a share of the gain of the best possible answer. */
export const ndcgOf = (answered: Answered): number =>
  gainOf(gradesOf(answered)) / gainOf([...answered.grades.values()].toSorted((a, b) => b - a))

/** True if one of the first three is at least clearly helpful. */
export const isSuccess = (answered: Answered): boolean =>
  gradesOf(answered)
    .slice(0, 3)
    .some((grade) => grade >= 2)

/** One divided by the place of the first graded skill among ten, 0 if there is none. */
export const reciprocalRankOf = (answered: Answered): number => {
  const place = gradesOf(answered).findIndex((grade) => grade > 0)
  return place < 0 ? 0 : 1 / (place + 1)
}

export const meanOf = (of: readonly Answered[], figure: (answered: Answered) => number | boolean): number =>
  of.reduce((sum, answered) => sum + Number(figure(answered)), 0) / of.length

/** The queries with the lowest nDCG, unless it is 1, each with what came and which good skills were missed. */
export function worstOf(answers: readonly Answered[], count: number): string {
  const flawed = answers.filter((answered) => ndcgOf(answered) < 1)
  const worst = flawed.toSorted((a, b) => ndcgOf(a) - ndcgOf(b)).slice(0, count)
  return worst.map(explain).join('')
}

function explain(answered: Answered): string {
  const { q, kind, names, grades } = answered
  const came = names.map((name) => `${name} ${grades.get(name) ?? 0}`).join(', ')
  const missed = [...grades].filter(([name, grade]) => grade >= 2 && !names.includes(name))
  return `${ndcgOf(answered).toFixed(3)} [${kind}] ${q}
      came:   ${came || '(nothing)'}
      missed: ${missed.map(([name, grade]) => `${name} ${grade}`).join(', ') || '-'}
`
}
