import { describe, expect, it } from 'vitest'
import { imitatedBy, indexNames } from '../../../src/domain/trust/imposture.ts'
import { knownNames } from '../../../src/domain/trust/reading/names.ts'
import { scanFolder } from '../../../src/domain/trust/scan-folder.ts'
import { folderOf } from '../../support/trust/folders.ts'

const known = indexNames(['spreadsheet-wizard', 'clawhub', 'pdf'])

describe('a name that resembles a much used one', () => {
  it.each([
    ['spreadsheet-wizzard', 'one_letter'],
    ['spreadsheet-wizrad', 'one_letter'],
    ['spreadsheet-wizad', 'one_letter'],
    ['spreadsheetwizard', 'lookalike'],
    ['spreadsheet-w1zard', 'lookalike'],
    ['ѕрreadsheet-wizard', 'lookalike'],
    ['spreadsheet-ᏔizarԀ', 'lookalike'],
    ['wizard-spreadsheet', 'swapped_words'],
    ['spreadsheet-wizard-pro', 'added_word'],
    ['official-spreadsheet-wizard', 'added_word'],
    ['spreadsheet-wizard-2', 'added_word'],
  ] as const)('is found: %s (%s)', (name, likeness) => {
    expect(imitatedBy(name, known)).toEqual({ name: 'spreadsheet-wizard', likeness })
  })

  it.each([
    'spreadsheet-wizard',
    'Spreadsheet-Wizard',
    'spreadsheet-wizards',
    'spreadsheet',
    'pdfs',
    'pdt',
    '',
    '   ',
    'tidy-rows',
  ])('is not seen in %j', (name) => {
    expect(imitatedBy(name, known)).toBeNull()
  })

  it('is found by keys, so a look-up compares with a few names however many are known', () => {
    const many = indexNames(Array.from({ length: 5000 }, (_, i) => `some-skill-${String(i * 7919).padStart(8, 'x')}`))
    const compared = [...many.keys.values()].map((names) => names.length)
    expect(Math.max(...compared)).toBeLessThan(60)
    expect(imitatedBy('a'.repeat(100_000), many)).toBeNull()
  })

  it('is a finding that says whose name it is, unless its publisher is the same', () => {
    const names = knownNames({ skills: [{ name: 'spreadsheet-wizard', owner: 'Acme' }], publishers: [] })
    const files = folderOf('---\nname: spreadsheet-wizzard\ndescription: Sums.\n---\n')
    const scan = (owner: string) => scanFolder(files, { known: names, as: { names: [], owners: [owner] } })
    expect(scan('stranger')).toMatchObject({
      verdict: 'review',
      findings: [
        {
          rule: 'imposture.lookalike-name',
          line: 2,
          excerpt: 'spreadsheet-wizzard resembles spreadsheet-wizard (one letter apart)',
        },
      ],
    })
    expect(scan('acme')).toMatchObject({ verdict: 'pass', findings: [] })
  })

  it('is a finding about the publisher, too', () => {
    const names = knownNames({ skills: [{ name: 'spreadsheet-wizard', owner: 'acme-tools' }], publishers: [] })
    const files = folderOf('---\nname: rows\ndescription: Sums.\n---\n')
    expect(scanFolder(files, { known: names, as: { names: [], owners: ['acme-t00ls'] } }).findings).toMatchObject([
      { rule: 'imposture.lookalike-publisher', excerpt: 'acme-t00ls resembles acme-tools (letters that look alike)' },
    ])
  })
})
