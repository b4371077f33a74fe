import { onDatabase } from '../database.ts'
import type { Figure } from '../figures.ts'
import { askAll } from './ask.ts'
import { loadCatalogue } from './load.ts'
import { JUDGED } from './queries/index.ts'
import { KNOWN } from './queries/known.ts'
import { type Answered, isSuccess, meanOf, ndcgOf, reciprocalRankOf, worstOf } from './scoring.ts'

/** How good an answer has to be. No kind of query may be much worse than the others. */
const GOALS = { ndcg: 0.77, ndcgOfKind: 0.6, success: 0.95, empty: 0, mrr: 0.94 }

/** Measures how good the answers to judged queries are, by kind. `worst`: how many of the worst are printed. */
export const benchRelevance = ({ worst }: { worst: number }): Promise<Figure[]> =>
  onDatabase(async ({ at, folder }) => {
    await loadCatalogue(at, folder)
    const judged = await askAll(at, JUDGED)
    const known = await askAll(at, KNOWN)
    process.stdout.write(worstOf(judged, worst) + worstOf(known, worst))
    return figuresOf(judged, known)
  })

export function figuresOf(judged: readonly Answered[], known: readonly Answered[]): Figure[] {
  const kinds = [...new Set(judged.map(({ kind }) => kind))]
  return [
    ...kinds.flatMap((kind) => {
      const ofKind = judged.filter((answered) => answered.kind === kind)
      return [
        {
          name: `${kind} (${ofKind.length}): nDCG@10`,
          value: meanOf(ofKind, ndcgOf),
          unit: '',
          atLeast: GOALS.ndcgOfKind,
        },
        { name: `${kind}: success@3`, value: meanOf(ofKind, isSuccess), unit: '' },
      ]
    }),
    { name: `all (${judged.length}): nDCG@10`, value: meanOf(judged, ndcgOf), unit: '', atLeast: GOALS.ndcg },
    { name: 'all: success@3', value: meanOf(judged, isSuccess), unit: '', atLeast: GOALS.success },
    {
      name: 'all: empty answers',
      value: meanOf(judged, ({ names }) => names.length === 0),
      unit: '',
      atMost: GOALS.empty,
    },
    { name: `known (${known.length}): MRR@10`, value: meanOf(known, reciprocalRankOf), unit: '', atLeast: GOALS.mrr },
  ]
}
