import full from 'spdx-license-list/full.js'
import { describe, expect, it } from 'vitest'
import { knownLicence, licenceFilesOf } from '../../../../src/domain/files/licences/known-licence.ts'
import { isLicenceName } from '../../../../src/domain/files/licences/licence-names.ts'

const textOf = (id: string): string => {
  const found = (full as Record<string, { licenseText: string }>)[id]
  if (!found) throw new Error(`The list has no ${id}.`)
  return found.licenseText
}
const MIT = textOf('MIT')
const APACHE = textOf('Apache-2.0')
/** Breaks lines elsewhere, as editors do, but not those of who has the copyright. */
const rewrapped = (text: string) =>
  text
    .split(/\n{2,}/)
    .map((part) =>
      /^Copyright|\(C\)|\(c\)/.test(part) ? part : part.replace(/\s+/g, ' ').replace(/(.{40,72}) /g, '$1\n'),
    )
    .join('\n\n')

describe('the licence of a text', () => {
  it.each([
    'MIT',
    'ISC',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'MPL-2.0',
    'Unlicense',
    'CC0-1.0',
    'CC-BY-4.0',
    'CC-BY-SA-4.0',
    'CC-BY-NC-4.0',
    '0BSD',
    'BSL-1.0',
  ])('is found for %s, however its lines are broken', async (id) => {
    expect(await knownLicence(textOf(id))).toBe(id)
    expect(await knownLicence(rewrapped(textOf(id)).replaceAll('\n', '\r\n').toUpperCase())).toBe(id)
  })

  it.each(['GPL-2.0', 'GPL-3.0', 'LGPL-2.1', 'LGPL-3.0', 'AGPL-3.0'])(
    'of %s does not say whether later versions may be chosen',
    async (id) => {
      expect(await knownLicence(textOf(`${id}-or-later`))).toBe(id)
    },
  )

  it.each([
    [
      'the holders of the copyright',
      MIT.replace(
        /Copyright.*/,
        'Copyright (c) 2019-2026 Åse Ö. <a@b.org>\nCopyright 2020, The Others, Inc. All rights reserved.\n',
      ),
    ],
    ['no title', MIT.replace('MIT License', '')],
    [
      'a title in Markdown and one line with the notice',
      MIT.replace(/MIT License\s+Copyright.*/, '# The MIT License (MIT)\n\n**Copyright © 2026 A**'),
    ],
    ['another name for who is not liable', MIT.replace('AUTHORS OR COPYRIGHT HOLDERS', 'Acme, Inc.')],
    ['curly quotes and a BOM', `\uFEFF${MIT.replaceAll('"', '”')}`],
  ])('is MIT with %s', async (_, text) => {
    expect(await knownLicence(text)).toBe('MIT')
  })

  it.each([
    ['without its appendix', APACHE.slice(0, APACHE.indexOf('APPENDIX'))],
    ['with the appendix filled in', APACHE.replace(/Copyright \[yyyy\].*/, 'Copyright 2026 Acme')],
    [
      'as the notice that it asks for',
      APACHE.slice(APACHE.indexOf('Licensed under the Apache License')).replace(/^/, 'Copyright 2026 Acme\n\n'),
    ],
  ])('is Apache-2.0 %s', async (_, text) => {
    expect(await knownLicence(text)).toBe('Apache-2.0')
  })

  it.each([
    ['has a condition more', MIT.replace('conditions:', 'conditions, and only for non-commercial purposes:')],
    ['has a sentence more at its end', `${MIT}\nThe Software must not be redistributed.`],
    [
      'hides a condition in the line of the copyright',
      MIT.replace(/Copyright.*/, 'Copyright 2026 Acme. Commercial use is not permitted.'),
    ],
    ['lacks a part', MIT.slice(0, MIT.length / 2)],
    ['reserves all rights', '© 2025 Acme. All rights reserved.'],
    ['only names a licence', 'MIT License'],
    ['is empty', ''],
    ['is longer than any', `${MIT}${' '.repeat(200_000)}`],
  ])('is unknown if it %s', async (_, text) => {
    expect(await knownLicence(text)).toBeNull()
  })
})

it('looks at the licence files at the top of a folder only', async () => {
  const names = ['LICENSE', 'license.txt', 'LICENCE.md', 'COPYING', 'LICENSE-MIT', 'UNLICENSE']
  const others = ['docs/LICENSE', 'license.py', 'licenses.md', 'license_check.md', 'LICENSE.html', 'NOTICE']
  expect([...names, ...others].filter(isLicenceName)).toEqual(names)
  const files = [
    { path: 'LICENSE', text: MIT },
    { path: 'COPYING', text: null },
    { path: 'a/LICENSE', text: MIT },
  ]
  expect(await licenceFilesOf(files)).toEqual([
    { path: 'LICENSE', license: 'MIT' },
    { path: 'COPYING', license: null },
  ])
})
