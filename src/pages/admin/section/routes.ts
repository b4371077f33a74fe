import { Hono } from 'hono'
import type { AdminEnv } from '../admin-view.ts'
import { act, create, edit, showNew } from './change.tsx'
import { listThings } from './list.tsx'
import { showThing } from './one.tsx'
import type { Section } from './spec.ts'

/** The pages of one kind of thing. */
export function sectionRoutes(section: Section) {
  const routes = new Hono<AdminEnv>().get('/', (c) => listThings(c, section))
  if (section.create) routes.get('/new', (c) => showNew(c, section)).post('/new', (c) => create(c, section))
  if (section.titled !== null) routes.get('/:ref', (c) => showThing(c, section))
  if (section.edit) routes.post('/:ref', (c) => edit(c, section))
  if (section.actions) routes.post('/:ref/:action', (c) => act(c, section))
  return routes
}
