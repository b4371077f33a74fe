import { expect, it } from 'vitest'
import { tableOf } from '../bench/figures.ts'

it('npm run bench prints one table with a section a benchmark, its goals, and what failed', () => {
  const table = tableOf([
    {
      bench: 'reads',
      figures: [
        { name: 'list', value: 0.5, unit: 'ratio', atLeast: 0.6 },
        { name: 'detail', value: 0.6, unit: 'ratio', atLeast: 0.6 },
        { name: 'list, 32 connections', value: 1234.4, unit: 'req/s' },
      ],
    },
    { bench: 'events', figures: [], failure: 'the database does not answer' },
    { bench: 'start', figures: [{ name: 'bundle', value: 251, unit: 'KB', atMost: 250 }] },
  ])
  expect(table).toBe(`reads
  list                     0.500 ratio  MISSED   (at least 0.6)
  detail                   0.600 ratio  reached  (at least 0.6)
  list, 32 connections      1234 req/s
events  FAILED: the database does not answer
start
  bundle                     251 KB     MISSED   (at most 250)
1 of 3 goals reached
`)
})
