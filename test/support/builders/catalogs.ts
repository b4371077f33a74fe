import { createHash } from 'node:crypto'
import { aWebsite, type Page, type Website } from '../outside/website.ts'
import { aCrawl, aSource, type CrawlSetup, skillText } from './crawls.ts'

export const SCHEMA = 'https://schemas.agentskills.io/discovery/0.2.0/schema.json'
export const INDEX = '/.well-known/agent-skills/index.json'
export const OLDER = '/.well-known/skills/index.json'

export type Entry = { name: string; type?: string; url?: string; digest?: string; description?: string }
export const digestOf = (bytes: string | Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** A website whose catalogue of skills is a source with the id `id`, and what a test does with it. */
export type CatalogSetup = Awaited<ReturnType<typeof aCatalog>>

export async function aCatalog() {
  const c: CrawlSetup = await aCrawl()
  const web: Website = await aWebsite()
  c.settings.SOURCE_ORIGINS = web.origin
  const id = await aSource(c.db, { type: 'catalog', url: web.origin })
  let version = 0
  return {
    ...{ c, web, id, host: new URL(web.origin).host },
    stop: () => Promise.all([c.stop(), web.stop()]),
    /** An entry for an artifact that is served. Its digest is right unless the test gives another. */
    anEntry(name: string, bytes: string | Uint8Array = skillText(name), more: Partial<Entry> = {}): Entry {
      const url = more.url ?? `/artifacts/${name}`
      web.put(new URL(url, web.origin).pathname, { body: bytes })
      return { name, type: 'skill-md', description: `What ${name} does.`, url, digest: digestOf(bytes), ...more }
    },
    serve: (skills: unknown[], page: Page = {}) =>
      web.put(INDEX, {
        headers: { ETag: `"${++version}"` },
        body: JSON.stringify({ $schema: SCHEMA, skills }),
        ...page,
      }),
    /** The paths that a crawl asks for during `act`. */
    async asking(act: () => Promise<unknown>) {
      const before = web.asked.length
      await act()
      return web.asked.slice(before)
    },
    paths: async () => (await c.files()).map(({ path }) => path),
    failing: async () => ((await c.crawl(id)).errors ?? []).map(({ target, reason }) => `${target}: ${reason}`),
  }
}
