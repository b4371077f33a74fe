import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assessLicense, spdxOf } from '../../../src/domain/catalogue/license.ts'
import { oneLine } from '../../../src/domain/text/text.ts'

const assess = (frontmatter: string | null, repository: string | null = null) =>
  Object.values(assessLicense({ frontmatter, repository, folder: [] }))

describe('an SPDX expression in the frontmatter', () => {
  it.each([
    ['MIT', 'MIT', 'full'],
    [' apache-2.0 ', 'Apache-2.0', 'full'],
    ['GPL-2.0+', 'GPL-2.0+', 'full'],
    ['GPL-2.0-or-later WITH Classpath-exception-2.0', 'GPL-2.0-or-later WITH Classpath-exception-2.0', 'full'],
    ['MIT OR BUSL-1.1', 'MIT OR BUSL-1.1', 'full'],
    ['MIT AND BUSL-1.1', 'MIT AND BUSL-1.1', 'link_only'],
    ['(MIT OR BUSL-1.1) AND CC-BY-4.0', '(MIT OR BUSL-1.1) AND CC-BY-4.0', 'full'],
    ['CC-BY-NC-4.0', 'CC-BY-NC-4.0', 'link_only'],
    ['LicenseRef-Ours', 'LicenseRef-Ours', 'link_only'],
  ])('%s has high confidence', (text, license, policy) => {
    expect(assess(text, 'GPL-3.0')).toEqual([license, 'high', policy])
  })
})

describe('a file that names no licence', () => {
  it.each([null, '', '  '])('has that of its repository (%j)', (text) => {
    expect(assess(text, 'MIT')).toEqual(['MIT', 'medium', 'full'])
    expect(assess(text, 'BUSL-1.1')).toEqual(['BUSL-1.1', 'medium', 'link_only'])
  })

  it.each(['NOASSERTION', 'Other', '', null])('has none if its repository says %j', (repository) => {
    expect(assess(null, repository)).toEqual([null, 'low', 'link_only'])
  })
})

describe('words that name no licence which permits redistribution', () => {
  it.each([
    'UNLICENSED',
    'Internal use only. Do not redistribute.',
    'CC BY-NC',
    'Apache 2.0 with Commons Clause',
    'Apache-2.0 WITH Commons-Clause',
    'SSPL',
    'Personal use only',
    'not MIT',
    'None',
    'Unknown',
    'Complete terms in LICENSE.txt',
    'SEE LICENSE IN LICENSE',
    'MIT or proprietary',
    'MIT AND Proprietary',
    'BSL 1.1',
    'BSD license',
    'false',
    '{"name":"MIT"}',
    'MIT Apache-2.0',
    'Proprietary. LICENSE.txt has complete terms',
    'All rights reserved',
  ])('are kept, and never become the licence of the repository: %s', (text) => {
    expect(assess(text, 'MIT')).toEqual([text, 'low', 'link_only'])
  })

  it.each([
    ['CC BY-NC 4.0', 'CC-BY-NC-4.0'],
    ['BUSL 1.1', 'BUSL-1.1'],
    ['Elastic License 2.0', 'Elastic-2.0'],
  ])('may name one that reserves rights: %s', (text, license) => {
    expect(assess(text, 'MIT')).toEqual([license, 'low', 'link_only'])
  })
})

describe('free text', () => {
  it.each([
    ['MIT license', 'MIT'],
    ['The MIT License', 'MIT'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    ['BSD-3-Clause license', 'BSD-3-Clause'],
    ['3-clause BSD license', 'BSD-3-Clause'],
    ['3 clause BSD license', 'BSD-3-Clause'],
    ['GPLv3 license', 'GPL-3.0'],
    ['LGPL v2.1', 'LGPL-2.1'],
    ['CC BY 4.0', 'CC-BY-4.0'],
  ])('that names one licence is read: %s', (text, license) => {
    expect(assess(text, 'ISC')).toEqual([license, 'low', 'full'])
  })

  it.each([
    'Proprietary (API key required)',
    'https://github.com/sympy/sympy/blob/master/LICENSE',
    'CeCILL FREE SOFTWARE LICENSE AGREEMENT',
    'GPL',
    'Apache',
    'SD-3-Clause license',
    '!MIT',
    'MIT (modified)',
    'MIT/Apache-2.0',
    'no commits',
  ])('that names none is kept as it is: %s', (text) => {
    expect(assess(text)).toEqual([text, 'low', 'link_only'])
  })

  it('is cut to 80 characters, even if it is a long expression', () => {
    expect(assess('x '.repeat(100))).toEqual(['x '.repeat(40), 'low', 'link_only'])
    expect(assess(Array(30).fill('MIT').join(' OR '))[1]).toBe('low')
  })
})

it('yields at most 80 characters for any text, never `full` without a licence, and the licence of the repository only for silence', () => {
  const words = fc.constantFrom(
    'MIT',
    'mit',
    'GPL',
    '2.0',
    '3',
    'Apache',
    'OR',
    'AND',
    'WITH',
    '(',
    ')',
    '+',
    'license',
    '©',
    '-',
    ' ',
  )
  const text = fc.option(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 12 }).map((list) => list.join(' ')),
    ),
  )
  fc.assert(
    fc.property(text, text, (frontmatter, repository) => {
      const { license, confidence, contentPolicy } = assessLicense({ frontmatter, repository, folder: [] })
      if (oneLine(frontmatter ?? '') !== '') expect(confidence).not.toBe('medium')
      expect(license === null || (license.length > 0 && license.length <= 80 && license.isWellFormed())).toBe(true)
      if (contentPolicy === 'full')
        expect(assessLicense({ frontmatter: license, repository: null, folder: [] }).confidence).toBe('high')
    }),
  )
})

describe('a licence that somebody searches for', () => {
  it.each([
    ['mit', 'MIT'],
    [' APACHE-2.0 ', 'Apache-2.0'],
    ['mit or apache-2.0', 'MIT OR Apache-2.0'],
    ['(mit OR bsd-3-clause) and cc-by-4.0', '(MIT OR BSD-3-Clause) AND CC-BY-4.0'],
    ['LicenseRef-Ours', 'LicenseRef-Ours'],
    ['free', null],
    ['MIT License', null],
    ['MIT MIT', null],
    ['and', null],
    ['', null],
    ['MIT'.repeat(100), null],
  ])('%j is %j', (text, license) => {
    expect(spdxOf(text)).toBe(license)
  })
})

describe('a licence file in the folder', () => {
  const judge = (frontmatter: string | null, ...ids: (string | null)[]) =>
    Object.values(
      assessLicense({
        frontmatter,
        repository: 'MIT',
        folder: ids.map((license, i) => ({ path: i ? `LICENSE-${i}` : 'LICENSE.txt', license })),
      }),
    )

  it.each([
    ['decides where the frontmatter is silent', null, ['Apache-2.0'], ['Apache-2.0', 'high', 'full']],
    [
      'that is unknown does not have the licence of the repository',
      null,
      [null],
      ['See LICENSE.txt', 'low', 'link_only'],
    ],
    ['that forbids redistribution withholds the text', null, ['CC-BY-NC-4.0'], ['CC-BY-NC-4.0', 'high', 'link_only']],
    ['is what the words refer to', 'Complete terms in LICENSE.txt', ['Apache-2.0'], ['Apache-2.0', 'high', 'full']],
    [
      'that the words refer to may be unknown',
      'Complete terms in LICENSE.txt',
      [null],
      ['Complete terms in LICENSE.txt', 'low', 'link_only'],
    ],
    [
      'does not outdo words that reserve',
      'Proprietary. LICENSE.txt has complete terms',
      ['MIT'],
      ['Proprietary. LICENSE.txt has complete terms', 'low', 'link_only'],
    ],
    ['confirms a licence in a few words', 'MIT License', ['MIT'], ['MIT', 'high', 'full']],
    [
      'does not say whether later versions may be chosen',
      'GPL-3.0-or-later',
      ['GPL-3.0'],
      ['GPL-3.0-or-later', 'high', 'full'],
    ],
    ['that is stricter holds', 'MIT', ['CC-BY-NC-4.0'], ['CC-BY-NC-4.0', 'high', 'link_only']],
    ['that is laxer does not', 'CC-BY-NC-4.0', ['MIT'], ['CC-BY-NC-4.0', 'high', 'link_only']],
    ['that is unknown withholds a declared licence', 'MIT', [null], ['MIT', 'low', 'link_only']],
    ['that is another free one holds beside it', 'MIT', ['Apache-2.0'], ['(MIT) AND (Apache-2.0)', 'low', 'full']],
    ['is one of those to choose from', 'MIT OR Apache-2.0', ['Apache-2.0'], ['Apache-2.0', 'high', 'full']],
    [
      'stands beside the others to choose from',
      'MIT OR Apache-2.0',
      ['MIT', 'Apache-2.0'],
      ['MIT OR Apache-2.0', 'high', 'full'],
    ],
    ['holds together with the others', null, ['MIT', 'CC-BY-NC-4.0'], ['CC-BY-NC-4.0 AND MIT', 'high', 'link_only']],
  ] as const)('%s', (_, words, ids, expected) => {
    expect(judge(words, ...ids)).toEqual(expected)
  })

  it('may be that of the repository, if the words say so', () => {
    expect(assess('See LICENSE in the repository root', 'MIT')).toEqual(['MIT', 'medium', 'full'])
    expect(assess('See LICENSE in the repository root')).toEqual([
      'See LICENSE in the repository root',
      'low',
      'link_only',
    ])
    expect(assess('Proprietary, see LICENSE in the repository', 'MIT')[2]).toBe('link_only')
  })
})
