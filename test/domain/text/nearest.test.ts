import { expect, it } from 'vitest'
import { nearest, nearestOf } from '../../../src/domain/text/nearest.ts'

const words = ['category', 'page_size', 'cursor', 'q', 'tag', 'data-science']

it.each([
  ['categroy', 'category'],
  ['Category', 'category'],
  ['categories', null],
  ['pageSize', 'page_size'],
  ['page-size', 'page_size'],
  ['curser', 'cursor'],
  ['tags', 'tag'],
  ['tg', 'tag'],
  ['atg', 'tag'],
  ['datascience', 'data-science'],
  ['limit', null],
  ['', null],
  ['Q', 'q'],
  ['x', null],
  ['💥', null],
  ['category'.repeat(1000), null],
])('takes %j for a misspelling of %j', (text, word) => {
  expect(nearest(text, words)).toBe(word)
})

it('takes the word with the fewest differences, and the first of equals', () => {
  expect(nearest('abcdef', ['abcxyf', 'abcxef', 'abxdef'])).toBe('abcxef')
})

it('takes the most likely words first, and no more than asked for', () => {
  const keys = ['csv', 'css', 'cli', 'csv-tools', 'cvss']
  expect(nearestOf('cvs', keys, 3)).toEqual(['csv', 'css', 'cvss'])
  expect(nearestOf('cvs', keys, 1)).toEqual(['csv'])
  expect(nearestOf('nothing', keys, 3)).toEqual([])
})
