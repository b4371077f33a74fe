import { countCards, mendCards } from '../db/catalogue/upkeep/verify-cards.ts'
import type { PlannedJob, RunError } from '../runs/job.ts'

/** Writers of the catalogue wait for a page: some seconds if all its cards are missing. */
const PAGE = 2000
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * Compares the card of every skill with a newly built one. Builds missing cards. Also mends cards that differ, and reports them,
 * because no writer should leave one behind.
 */
export const verifyCards: PlannedJob = {
  name: 'verify-cards',
  leaseSeconds: 600,
  async run({ db, mayGoOn }) {
    const counts = { checked: 0, missing: 0, wrong: 0 }
    for (let after: string | null = BEFORE_ALL; after !== null && (await mayGoOn()); ) {
      const page = await mendCards(db, { after, size: PAGE })
      counts.checked += page.checked
      counts.missing += page.missing
      counts.wrong += page.wrong
      after = page.last
    }
    return { counts, errors: faultsOf(counts.wrong) }
  },
  plan: ({ db }) => countCards(db),
}

const faultsOf = (wrong: number): RunError[] =>
  wrong === 0 ? [] : [{ target: 'cards', reason: `${wrong} cards differed from their skills. They are mended.` }]
