import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Miniflare } from 'miniflare'
import type { Bundle } from '../workerd.ts'

const AT = 'https://skills.example'

/** The Worker with the cache of a data centre (`caches.default`), and a stand-in for the edge cache before it. */
export async function startCachedWorker(built: Bundle, bindings: Record<string, string>) {
  const texts = Object.entries(bindings).map(([name, value]) => [name, { type: 'text' as const, value }])
  const ranks = built.modules.map(({ path }) => [
    basename(path),
    { type: 'data' as const, contents: new Uint8Array(readFileSync(path)) },
  ])
  const miniflare = new Miniflare({
    // Its lines about requests are no figures.
    handleStructuredLogs: () => {},
    workers: [
      {
        config: {
          name: 'worker',
          compatibilityDate: '2026-10-01',
          compatibilityFlags: ['nodejs_compat'],
          manifest: {
            mainModule: 'worker.js',
            modules: {
              'worker.js': { type: 'esm', contents: readFileSync(built.path, 'utf8') },
              ...Object.fromEntries(ranks),
            },
          },
          env: Object.fromEntries(texts),
        },
      },
    ],
  })
  await miniflare.ready
  const kept = new Set<string>()
  const read = async (path: string, headers: Record<string, string>) => {
    const answer = await miniflare.dispatchFetch(`${AT}${path}`, { headers })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}.`)
    return answer
  }
  return {
    read,
    /** What its own header (RFC 9213) lets the edge keep, it gives out itself from then on. */
    readThroughEdge: async (path: string, headers: Record<string, string>) => {
      if (kept.has(path)) return
      const answer = await read(path, headers)
      if (/max-age=[1-9]/.test(answer.headers.get('Cloudflare-CDN-Cache-Control') ?? '')) kept.add(path)
    },
    stop: () => miniflare.dispose(),
  }
}
