import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import full from 'spdx-license-list/full.js'
import { expect, it } from 'vitest'
import { REDISTRIBUTABLE } from '../../../../src/domain/catalogue/redistributable.ts'
import { fingerprintOf } from '../../../../src/domain/files/licences/known-licence.ts'
import { licenceWords } from '../../../../src/domain/files/licences/licence-words.ts'

const TABLE = '../../../../src/domain/files/licences/known-texts.ts'

/** Licences that forbid redistribution or bind it to conditions. Known ones are named, not only refused. */
const REFUSED = /^(CC-BY-(NC|ND|NC-ND|NC-SA)-[34]\.0|BUSL-1\.1|Elastic-2\.0|SSPL-1\.0|PolyForm-.*)$/

/** Texts of the GPL family are the same for all of these. */
const baseOf = (id: string) => id.replace(/(-only|-or-later|\+)$/, '')

/** What licences have beside their terms, from where on it may be left out. */
const APPENDICES =
  / (?:appendix )?how to apply (?:the apache license to your work|these terms to your new (?:programs|libraries))/
const GPL_3 = ' gnu general public license version june 2007'
const NOTICE = ' licensed under the apache license version'

/** A text as SPDX has it, and as people leave out its appendix. */
function editionsOf(id: string, text: string): string[] {
  const words = licenceWords(text)
  const end = words.search(APPENDICES)
  const editions = end > 0 ? [words, words.slice(0, end)] : [words]
  if (id === 'Apache-2.0') {
    const notice = words.slice(words.lastIndexOf(NOTICE))
    return [...editions, words.slice(0, end) + notice, notice.trim()]
  }
  return id.startsWith('LGPL-3.0') ? [...editions, words.slice(0, words.indexOf(GPL_3))] : editions
}

async function tableOf(): Promise<string> {
  const ids = new Map<string, string>()
  const listed = Object.entries(full as Record<string, { licenseText: string }>)
  // The shortest id of equal texts, so that one without an addition goes before those with one.
  for (const [id, { licenseText }] of listed.sort(([a], [b]) => b.length - a.length || (a < b ? 1 : -1)))
    if (REDISTRIBUTABLE.has(id) || REFUSED.test(id))
      for (const words of editionsOf(id, licenseText)) ids.set(await fingerprintOf(words), baseOf(id))
  const lines = [...ids].map(([fingerprint, id]) => `${fingerprint} ${id}`)
  return `/** Fingerprints of the texts of the SPDX list, and their ids. Made by a test: \`vitest run -u known-texts\` writes it anew. */
export const KNOWN_TEXTS = \`
${lines.sort((a, b) => (a.slice(33) + a < b.slice(33) + b ? -1 : 1)).join('\n')}
\`
`
}

it('are those of the SPDX list', async () => {
  await expect(await tableOf()).toMatchFileSnapshot(TABLE)
})

it('have one id each, and each id is short enough to be stored', () => {
  const lines = readFileSync(join(import.meta.dirname, TABLE), 'utf8')
    .split('\n')
    .filter((line) => /^[0-9a-f]{32} /.test(line))
  expect(lines.length).toBeGreaterThan(100)
  expect(new Set(lines.map((line) => line.slice(0, 32))).size).toBe(lines.length)
  for (const line of lines) expect(line).toMatch(/^[0-9a-f]{32} [A-Za-z0-9.-]{2,40}$/)
})
