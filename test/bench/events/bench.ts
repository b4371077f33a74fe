import { onDatabase } from '../database.ts'
import type { Figure } from '../figures.ts'
import { generateSkills } from '../reads/data.ts'
import { benchIngest } from './ingest.ts'
import { benchNormalize } from './normalize.ts'

const SKILLS = 1000

/** What comes in, and what is made of it, each against the SQL that it cannot do without. */
export const benchEvents = (): Promise<Figure[]> =>
  onDatabase(async (ground) => {
    await generateSkills(ground.db, SKILLS)
    return [...(await benchIngest(ground)), ...(await benchNormalize(ground.db))]
  })
