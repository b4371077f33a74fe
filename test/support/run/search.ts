import type { Db } from '../../../src/db/connect.ts'
import { keepSearchCurrent } from '../../../src/db/search/keep-current.ts'

/** Lets search know every skill, as the job does within a tick. */
export const searchAll = (db: Db) => keepSearchCurrent(db, () => true)
