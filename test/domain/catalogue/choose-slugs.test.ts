import { describe, expect, it } from 'vitest'
import { chooseSlugs, readAskedSlug } from '../../../src/domain/catalogue/choose-slugs.ts'

describe('a slug that nobody has', () => {
  it.each([
    ['acme--csv-tool', 'acme', 'csv-tool'],
    ['acme/csv-tool', 'acme', 'csv-tool'],
    ['@Acme/CSV tool', 'acme', 'csv-tool'],
    ['csv_tool', null, 'csv-tool'],
  ])('%s names a publisher and a skill', (ref, publisher, name) => {
    expect(readAskedSlug(ref)).toEqual({ publisher, name })
  })

  it.each(['', '--', 'acme--', '🎉', 'x'.repeat(65), 'a\nb'])('has nothing near it if it is %j', (ref) => {
    expect(readAskedSlug(ref)).toBeNull()
  })
})

describe('the slugs that may be meant', () => {
  const slugs = ['zoo--csv-tool', 'acme--csv-tools', 'acne--csv-tool', 'acme--cvs-tool', 'acme--walrus']

  it('are those of the same publisher first, then those of one spelled like it, then others', () => {
    expect(
      chooseSlugs({ publisher: 'acme', name: 'csv-tool' }, ['zoo--csv-tool', 'acne--csv-tool', 'acme--csv-tol']),
    ).toEqual(['acme--csv-tol', 'acne--csv-tool', 'zoo--csv-tool'])
  })

  it('are three at most, the nearest names first', () => {
    expect(chooseSlugs({ publisher: null, name: 'csv-tool' }, slugs)).toEqual([
      'zoo--csv-tool',
      'acne--csv-tool',
      'acme--csv-tools',
    ])
  })

  it('are none if no name is near', () => {
    expect(chooseSlugs({ publisher: 'acme', name: 'xylophone' }, slugs)).toEqual([])
  })
})
