import { Hono } from 'hono'
import type { PageEnv } from '../view.ts'
import { overview } from './overview.tsx'
import { similar } from './similar.tsx'

/** The pages about one skill. */
export const skillPages = new Hono<PageEnv>().get('/:slug', overview).get('/:slug/similar', similar)
