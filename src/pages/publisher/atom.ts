import type { Context } from 'hono'
import { answerAtom } from '../feeds/atom.ts'
import type { Item } from '../parts/skill-list.tsx'
import { type PageEnv, publisherPath, skillPath } from '../view.ts'
import { publisherApi } from './publisher.tsx'

/** The skills of a publisher that changed last, as a feed. */
export async function publisherFeed(c: Context<PageEnv>) {
  const { api, view } = c.var
  const asked = c.req.param('feed')?.slice(0, -'.atom'.length) ?? ''
  const [{ handle }, { items }] = await Promise.all([
    api.get<{ handle: string }>(publisherApi(asked)),
    api.get<{ items: Item[] }>('/v1/skills', { owner: asked, sort: 'latest', size: 20 }),
  ])
  return answerAtom(c, {
    path: publisherPath(handle),
    title: view.t.publisher.titleFor(handle),
    entries: items.map(({ slug, name, owner, summary, updated_at }) => ({
      path: skillPath(slug),
      title: name,
      author: owner,
      updated: updated_at,
      ...(summary && { summary }),
    })),
  })
}
