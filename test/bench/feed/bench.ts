import { sql } from 'drizzle-orm'
import { onDatabase } from '../database.ts'
import type { Figure } from '../figures.ts'
import { changeCatalogue, enqueueAll, generateCatalogue } from './data.ts'
import { benchPublish } from './publish.ts'
import { benchRead } from './read.ts'

/** `FEED_SHARE=0.1` measures a tenth of the data: quick, but no proof. */
const SHARE = Number(process.env.FEED_SHARE ?? 1)
const CHANGES = Math.round(100_000 * SHARE)

/** Measures how changes go from the outbox to a mirror, each step against plain SQL that moves or reads the same rows. */
export const benchFeed = (): Promise<Figure[]> =>
  onDatabase(async (ground) => {
    const { db } = ground
    await generateCatalogue(db, CHANGES)
    await enqueueAll(db, 'first_changes')
    await changeCatalogue(db)
    await enqueueAll(db, 'second_changes')
    const published = await benchPublish(db, CHANGES)
    await db.execute(sql`vacuum analyze`)
    return [...published, ...(await benchRead(ground, CHANGES))]
  })
