import { NeonDbError } from '@neondatabase/serverless'
import { expect, it } from 'vitest'
import { takeTurns } from '../../src/jobs/take-turns.ts'
import { LeaseLost } from '../../src/runs/job.ts'

/** Work that has so much to do, and notes its pages in `order`. */
const workOf = (name: string, much: number, order: string[]) => {
  let rest = much
  return {
    page: 10,
    work: async (size: number) => {
      const done = Math.min(size, rest)
      rest -= done
      order.push(`${name} ${done}`)
      return done
    },
  }
}
const always = { mayGoOn: async () => true }
const times = (most: number) => ({ mayGoOn: async () => most-- > 0 })

it('does a page of each in turn, until each has nothing more to do', async () => {
  const order: string[] = []
  const chores = { much: workOf('much', 25, order), none: workOf('none', 0, order), full: workOf('full', 10, order) }
  expect(await takeTurns(always, chores)).toEqual({
    done: { much: 25, none: 0, full: 10 },
    unfinished: [],
    errors: [],
  })
  expect(order).toEqual(['much 10', 'none 0', 'full 10', 'much 10', 'full 0', 'much 5'])
})

it('names those that have more to do when the time is over, and those that had no turn', async () => {
  const chores = { a: workOf('a', 100, []), b: workOf('b', 5, []), c: workOf('c', 100, []), d: workOf('d', 5, []) }
  expect(await takeTurns(times(3), chores)).toMatchObject({
    done: { a: 10, b: 5, c: 10, d: 0 },
    unfinished: ['a', 'c', 'd'],
  })
})

it('goes on with the others if one fails', async () => {
  const broken = { page: 10, work: () => Promise.reject(new Error('broken')) }
  expect(await takeTurns(always, { broken, a: workOf('a', 15, []) })).toEqual({
    done: { broken: 0, a: 15 },
    unfinished: [],
    errors: [{ target: 'broken', reason: 'Error: broken' }],
  })
})

it.each([
  ['its lease was lost', new LeaseLost('lost')],
  ['the database is away', new NeonDbError('fetch failed')],
])('ends at once if %s', async (_, error) => {
  const broken = { page: 10, work: () => Promise.reject(error) }
  const order: string[] = []
  await expect(takeTurns(always, { broken, a: workOf('a', 15, order) })).rejects.toBe(error)
  expect(order).toEqual([])
})
