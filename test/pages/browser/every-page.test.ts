import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeBrowser, visit } from '../../support/outside/browser.ts'
import { lookAt } from '../../support/outside/look-at.ts'
import { theSampleSite } from '../../support/outside/sample-site.ts'

let url: string
let stop: () => void
beforeAll(async () => {
  ;({ url, stop } = await theSampleSite())
})
afterAll(async () => {
  await closeBrowser()
  stop?.()
})

/** By name: each page once. */
const PAGES = {
  home: '/en',
  'home-ko': '/ko',
  search: '/en/search?q=how+do+I+check+a+csv+export',
  'search-nothing': '/en/search?q=zzzzqqqq',
  skill: '/en/skills/cobalt-forge--container-slimming',
  files: '/en/skills/cobalt-forge--container-slimming/files',
  'file-code': '/en/skills/cobalt-forge--container-slimming/files/scripts/measure.sh',
  'file-markdown': '/en/skills/cobalt-forge--container-slimming/files/SKILL.md',
  versions: '/en/skills/cobalt-forge--container-slimming/versions',
  version: '/en/skills/cobalt-forge--container-slimming/versions/1.0.3',
  diff: '/en/skills/harbor-lab--plate-reader-curves/diff?from=0.8.1',
  findings: '/en/skills/cobalt-forge--container-slimming/findings',
  standing: '/en/skills/cobalt-forge--container-slimming/standing',
  similar: '/en/skills/cobalt-forge--container-slimming/similar',
  copies: '/en/skills/cobalt-forge--container-slimming/copies',
  publisher: '/en/publishers/cobalt-forge',
  'publisher-events': '/en/publishers/cobalt-forge/events',
  'skill-ko': '/ko/skills/dalbit-studio--hoeuirok-jeongni',
  'skill-hostile': '/en/skills/acme--hostile',
  categories: '/en/categories',
  category: '/en/categories/development',
  tags: '/en/tags',
  tag: '/en/tags/csv',
  boards: '/en/boards',
  'board-power': '/en/boards?by=power',
  docs: '/en/docs',
  doc: '/en/docs/search',
  rules: '/en/docs/rules',
  reference: '/en/reference',
  'reference-part': '/en/reference/events',
  repositories: '/en/repositories',
  embed: '/en/embed/cobalt-forge--container-slimming',
  report: '/en/skills/cobalt-forge--container-slimming/report',
  reports: '/en/reports',
  authors: '/en/authors',
  'authors-ko': '/ko/authors',
  status: '/en/status',
  'sign-in': '/admin',
}

describe.each(Object.entries(PAGES))('the page %s', (name, path) => {
  it('shows itself without complaint at both widths and in both themes', async () => {
    const { page, complaints, leave } = await visit(`${url}${path}`)
    const faults = await lookAt(page, name)
    expect({ complaints, faults }).toEqual({ complaints: [], faults: [] })
    await leave()
  })
})

describe('a page that does not exist', () => {
  it('shows itself at both widths and in both themes', async () => {
    const { page, leave } = await visit(`${url}/en/categories/develpment`)
    expect(await lookAt(page, 'not-found')).toEqual([])
    await leave()
  })
})
