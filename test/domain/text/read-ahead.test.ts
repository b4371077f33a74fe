import { expect, it } from 'vitest'
import { readAhead } from '../../../src/domain/text/read-ahead.ts'

it('reads the next item while the caller works on one, and none further', async () => {
  const events: string[] = []
  const read = async (n: number) => {
    events.push(`read ${n}`)
    return n * 10
  }
  for await (const { item, result } of readAhead([1, 2, 3], read)) events.push(`work on ${item}: ${result}`)
  expect(events).toEqual(['read 1', 'read 2', 'work on 1: 10', 'read 3', 'work on 2: 20', 'work on 3: 30'])
})

it('throws what a read throws when its turn comes', async () => {
  const read = async (n: number) => {
    if (n === 2) throw new Error('unreadable')
    return n
  }
  const seen: number[] = []
  const all = async () => {
    for await (const { item } of readAhead([1, 2, 3], read)) seen.push(item)
  }
  await expect(all()).rejects.toThrow('unreadable')
  expect(seen).toEqual([1])
})
