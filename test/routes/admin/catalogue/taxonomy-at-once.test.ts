import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aCategory, aSkill } from '../../../support/builders/builders.ts'
import { expectFeedIsTrue, tagFaults } from '../../../support/builders/taxonomy.ts'
import { sizeOf } from '../../../support/run/proof.ts'

const NOBODY = 'f0000000-0000-4000-8000-000000000000'

let api: Api
let admin: { Authorization: string }
let skills: string[]
let category: string
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
  const tagged = [['a1', 'b2'], ['b2', 'c3'], ['c3'], ['d4', 'a1']]
  skills = await Promise.all(tagged.map(async (tags) => (await aSkill(api.db, { tags })).id))
  category = await aCategory(api.db, 'one')
})

const tagIds = async () =>
  new Map(
    (await api.db.execute<{ key: string; id: string }>(sql`select key, id from tags`)).rows.map((t) => [t.key, t.id]),
  )

const send = (method: string, path: string, body: unknown = {}) => api.send(method, `/v1/admin${path}`, body, admin)
/** One request for two keys. A key without a tag gets an unknown id. */
const ACTS: readonly ((one: string, other: string, idOf: (key: string) => string) => Promise<Response>)[] = [
  (one, other, idOf) => send('POST', `/tags/${idOf(one)}/merge`, { into: idOf(other) }),
  (one, other, idOf) => send('PATCH', `/tags/${idOf(one)}`, { key: other }),
  (one, _, idOf) => send('DELETE', `/tags/${idOf(one)}`),
  (one, other) => send('PATCH', `/skills/${skills[0]}`, { tags: [one, other] }),
  (one, other) => send('PATCH', `/skills/${skills[1]}`, { tags: [other], status: one > 'b2' ? 'active' : 'draft' }),
  (one, other) => send('PATCH', `/categories/${category}`, { name: one, is_active: other > 'b2' }),
]

describe('concurrent changes of the taxonomy', () => {
  it('leave no alias chains, no stale search words and a feed that equals the catalogue', async () => {
    const key = fc.constantFrom('a1', 'b2', 'c3', 'd4', 'e5')
    const round = fc.array(fc.tuple(fc.constantFrom(...ACTS), key, key), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(fc.array(round, { maxLength: 5 }), async (rounds) => {
        for (const acts of rounds) {
          const known = await tagIds()
          const idOf = (name: string) => known.get(name) ?? NOBODY
          const responses = await Promise.all(acts.map(([act, one, other]) => act(one, other, idOf)))
          for (const { status } of responses) expect([200, 204, 400, 404, 409]).toContain(status)
          expect(await tagFaults(api.db)).toEqual([])
        }
        await expectFeedIsTrue(api.db)
      }),
      { numRuns: sizeOf({ short: 8, long: 25 }) },
    )
  }, 120_000)
})
