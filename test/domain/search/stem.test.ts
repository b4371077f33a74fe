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
    ['analyse', 'analysis', 'analytics'],
    ['summary', 'summarise', 'summarization'],
    ['localise', 'localisation'],
    ['convert', 'converter', 'conversion'],
  ])('is the same for %s and %s', (...words) => {
    expect(new Set(words.map(stem)).size).toBe(1)
  })

  it.each([
    ['news', 'new'],
    ['container', 'contain'],
    ['localization', 'local'],
    ['author', 'authorize'],
    ['market', 'marketing'],
    ['conversation', 'conversion'],
  ])('is not the same for %s and %s', (one, other) => {
    expect(stem(one)).not.toBe(stem(other))
  })

  it.each(['c++', 'k8s', '股票', 'zürich', 'ab', 'x'.repeat(41)])('leaves %s as it is', (word) => {
    expect(stem(word)).toBe(word)
  })
})
