import { describe, expect, it } from 'vitest'
import { stem } from '../../../src/domain/search/stem.ts'

describe('stem', () => {
  it.each([
    ['optimise', 'optimizes', 'optimising', 'optimized'],
    ['colour', 'colors'],
    ['centre', 'centers'],
    ['analyse', 'analyzes'],
    ['travelling', 'traveling', 'travel'],
    ['catalogue', 'catalogs'],
    ['licence', 'licenses'],
    ['recipe', 'recipes'],
    ['test', 'testing', 'tests'],
  ])('is the same for %s and %s', (...words) => {
    expect(new Set(words.map(stem)).size).toBe(1)
  })

  it.each(['c++', 'k8s', '股票', 'zürich', 'ab', 'x'.repeat(41)])('leaves %s as it is', (word) => {
    expect(stem(word)).toBe(word)
  })
})
