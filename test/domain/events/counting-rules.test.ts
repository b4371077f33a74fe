import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { COUNTING, EXCLUSIONS } from '../../../src/domain/events/counting-rules.ts'

it('counting rules of version 2 let only a site’s server vouch, and limit all others by address', () => {
  expect(COUNTING).toEqual({
    version: 2,
    vouches: { siteServer: true, sitePage: false, nobody: false },
    unvouched: { actorsPerSkillAndDay: 3, eventsPerDay: 100, maxHoursOld: 24 },
  })
})

it('every reason for not counting an event is explained in the docs', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../src/pages/docs/events.md'), 'utf8')
  for (const reason of Object.keys(EXCLUSIONS)) expect(page).toContain(`| \`${reason}\` |`)
})
