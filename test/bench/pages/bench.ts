import { gzipSync } from 'node:zlib'
import { loadSamples } from '../../../src/dev/samples.ts'
import { batch } from '../../../src/jobs/batch.ts'
import { indexSearch } from '../../../src/jobs/index-search.ts'
import { cliDeps } from '../../support/run/cli.ts'
import { runAt } from '../../support/run/jobs.ts'
import { median, takeTurns } from '../compare.ts'
import { onDatabase } from '../database.ts'
import type { Figure } from '../figures.ts'
import { SETTINGS, serveWorker } from '../worker.ts'
import { lighthouse } from './lighthouse.ts'

const SKILL = 'cobalt-forge--container-slimming'
/** The pages that strangers come to, by name. */
const PAGES = {
  home: '/en',
  search: '/en/search',
  results: '/en/search?q=check+a+csv+export',
  skill: `/en/skills/${SKILL}`,
  board: '/en/boards',
}
/** Search engines are kept away from these on purpose. */
const UNLISTED = ['results']
const REQUESTS = 50

/** Measures the pages with the sample skills: their size, what a skill's costs beside its JSON, and what Lighthouse says of them. */
export const benchPages = (): Promise<Figure[]> =>
  onDatabase(async (ground) => {
    await loadSamples(ground.db, cliDeps(ground.at), SETTINGS.EVENT_HASH_SECRET)
    for (const job of [batch, indexSearch]) await runAt(ground.db, job)
    const { url, stop } = await serveWorker(ground)
    try {
      const figures: Figure[] = []
      for (const [name, path] of Object.entries(PAGES)) {
        figures.push(...(await sizesOf(name, url, path)))
        for (const [category, score] of Object.entries(await lighthouse(url + path)))
          if (category !== 'seo' || !UNLISTED.includes(name))
            figures.push({ name: `${name}, Lighthouse: ${category}`, value: score, unit: 'points', atLeast: 95 })
      }
      return [...figures, await costOf(url)]
    } finally {
      stop()
    }
  })

async function sizesOf(name: string, url: string, path: string): Promise<Figure[]> {
  const html = await read(url + path)
  const modules = [...html.matchAll(/<script type="module" src="([^"]+)"/g)].map(([, src]) => url + src)
  const scripts = await Promise.all(modules.map(read))
  return [
    { name: `${name}, HTML, gzip`, value: gzipped(html), unit: 'KB', atMost: 30 },
    {
      name: `${name}, JavaScript, gzip`,
      value: scripts.map(gzipped).reduce((a, b) => a + b, 0),
      unit: 'KB',
      atMost: 20,
    },
  ]
}

async function costOf(url: string): Promise<Figure> {
  const rounds = await takeTurns({
    limit: () => timeOf(`${url}/v1/skills/${SKILL}`),
    ours: () => timeOf(url + PAGES.skill),
  })
  const value = median(rounds.map(({ ours, limit }) => ours / limit))
  return { name: 'skill, time of its JSON', value, unit: 'ratio', atMost: 2 }
}

async function timeOf(address: string): Promise<number> {
  const begun = performance.now()
  for (let i = 0; i < REQUESTS; i++) await read(address)
  return performance.now() - begun
}

const gzipped = (text: string) => gzipSync(text).length / 1024

async function read(address: string): Promise<string> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`)
  return answer.text()
}
