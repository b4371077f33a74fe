import correct from 'spdx-correct'
import parse, { type Expression } from 'spdx-expression-parse'
import type { LicenceFile } from '../files/licences/known-licence.ts'
import { cut, oneLine } from '../text/text.ts'
import { REDISTRIBUTABLE } from './redistributable.ts'

export type LicenseVerdict = {
  license: string | null
  confidence: 'high' | 'medium' | 'low'
  contentPolicy: 'full' | 'link_only'
}

type Spdx = { id: string; expression: Expression }

const MAX_LICENSE = 80
const MAX_FREE_TEXT = 60
const FILLER = /\b(the|licen[cs]ed?|under|version|gnu)\b|,/gi
/**
 * Decides a skill's licence, how certain it is, and whether the text may be redistributed. Words in the file are its
 * licence, at most 80 characters of them, and only a licence that they name permits anything. Only a file that says
 * nothing, in a folder without licence files, has the licence of its repository. `folder` are the licence files of the folder.
 */
export function assessLicense(p: {
  frontmatter: string | null
  repository: string | null
  folder: readonly LicenceFile[]
}): LicenseVerdict {
  const words = oneLine(p.frontmatter ?? '')
  const [first] = p.folder
  if (first) return assessWithFiles(words, p.folder, first)
  if (words === '' || namesRepository(words)) {
    const repository = readSpdx(oneLine(p.repository ?? ''))
    return repository ? verdict(repository, 'medium') : unknown(cut(words, MAX_LICENSE) || null)
  }
  const declared = readSpdx(words)
  if (declared) return verdict(declared, 'high')
  const read = readFreeText(words)
  return read ? verdict(read, 'low') : unknown(cut(words, MAX_LICENSE))
}

/** All licence files hold, and where they and the words differ, the stricter does. An unknown text permits nothing. */
function assessWithFiles(words: string, files: readonly LicenceFile[], first: LicenceFile): LicenseVerdict {
  const exact = readSpdx(words)
  const declared = exact ?? readFreeText(words)
  const ids = files.map(({ license }) => license)
  const file = ids.includes(null) ? null : readSpdx([...new Set(ids)].sort().join(' AND '))
  if (!file) return unknown(declared?.id ?? (cut(words, MAX_LICENSE) || `See ${cut(first.path, MAX_LICENSE - 4)}`))
  if (words === '' || namesFile(words)) return verdict(file, 'high')
  if (!declared) return unknown(cut(words, MAX_LICENSE))
  if (saysSame(declared, file)) return verdict(declared, 'high')
  if (!permits(declared.expression)) return verdict(declared, exact ? 'high' : 'low')
  const isChoice = 'conjunction' in declared.expression && declared.expression.conjunction === 'or'
  if (!permits(file.expression) || (isChoice && familiesOf(declared).has(familyOf(file.id))))
    return verdict(file, 'high')
  const both = readSpdx(`(${declared.id}) AND (${file.id})`)
  return both ? verdict(both, 'low') : unknown(cut(words, MAX_LICENSE))
}

const FILE_NAME = /\b(licen[cs]e|copying|unlicense)([.-](txt|md|rst|mit|apache))?\b/g
const ABOUT_A_FILE =
  /\b(please|see|refer|to|the|full|complete|license|terms?|text|details?|and|conditions|in|at|for|file|is|are|has|this|skill|of|included|bundled|accompanying)\b/g
const ABOUT_A_REPOSITORY = /\b(root|top|repository|repo|project)('s)?\b/g

/** What words say beside that some licence file has the licence. */
const restOf = (words: string) =>
  words
    .toLowerCase()
    .replace(FILE_NAME, '')
    .replace(ABOUT_A_FILE, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')

/** True for `Complete terms in LICENSE.txt`, not for `Proprietary. LICENSE.txt has complete terms`. */
const namesFile = (words: string): boolean => restOf(words).replace(ABOUT_A_REPOSITORY, '').trim() === ''

/** True for `See LICENSE in the repository root`. */
const namesRepository = (words: string): boolean => namesFile(words) && /\b(repository|repo|project)\b/i.test(words)

/** Without what a text of the GPL family does not say: whether later versions may be chosen. */
const familyOf = (id: string) => id.toLowerCase().replace(/(-only|-or-later|\+)$/, '')

/** The text of the LGPL 3 needs that of the GPL 3 beside it. */
function familiesOf({ expression }: Spdx): Set<string> {
  const families = new Set(idsOf(expression).map(familyOf))
  if (families.has('lgpl-3.0')) families.delete('gpl-3.0')
  return families
}

const idsOf = (node: Expression): string[] =>
  'license' in node ? [node.license] : [...idsOf(node.left), ...idsOf(node.right)]

const saysSame = (a: Spdx, b: Spdx): boolean => {
  const [one, other] = [familiesOf(a), familiesOf(b)]
  return one.size === other.size && [...one].every((id) => other.has(id))
}

const unknown = (license: string | null): LicenseVerdict => ({
  license,
  confidence: 'low',
  contentPolicy: 'link_only',
})

function verdict({ id, expression }: Spdx, confidence: LicenseVerdict['confidence']): LicenseVerdict {
  return { license: id, confidence, contentPolicy: permits(expression) ? 'full' : 'link_only' }
}

/** AND requires both sides to permit it, OR one. An exception (WITH) and `+` only ever add permissions. */
function permits(node: Expression): boolean {
  if ('license' in node) return REDISTRIBUTABLE.has(node.license)
  const [left, right] = [permits(node.left), permits(node.right)]
  return node.conjunction === 'and' ? left && right : left || right
}

/** Returns an SPDX id or expression in the case in which skills have it. Returns null if the text is none. */
export function spdxOf(text: string): string | null {
  const words = oneLine(text).replace(/[^\s()]+/g, (word) =>
    /^(and|or|with)$/i.test(word) ? word.toUpperCase() : (readSpdx(word)?.id ?? word),
  )
  return readSpdx(words)?.id ?? null
}

/** Reads a text that is an SPDX expression. Ids may be in any case, as the SPDX specification says. */
function readSpdx(text: string): Spdx | null {
  // The scanner skips unknown text before an id, so only SPDX's own characters may reach it.
  if (text.length > MAX_LICENSE || !/^[A-Za-z0-9.+:() -]+$/.test(text)) return null
  const id = tryParse(text) ? text : tryCorrect(text)
  const expression = id && id.toLowerCase() === text.toLowerCase() ? tryParse(id) : null
  return id && expression ? { id, expression } : null
}

/**
 * Reads a licence named in a few words. `spdx-correct` guesses from single letters, so accept its guess only if the
 * words match the id.
 */
function readFreeText(text: string): Spdx | null {
  if (text.length > MAX_FREE_TEXT || !/^[\w ,.()+-]+$/.test(text)) return null
  const name = oneLine(text.replace(FILLER, ' ')).replace(/^[^\w]+/, '')
  const id = tryCorrect(name)
  const expression = id && tryParse(id)
  if (!id || !expression) return null
  return isSaidBy(name, id) ? { id, expression } : null
}

/**
 * True if a name says the same words and numbers as an SPDX id. People leave out "clause" and final zeros: "BSD 3" is
 * BSD-3-Clause and "Apache 2" is Apache-2.0, but "BSL 1.1" is not BSL-1.0.
 */
function isSaidBy(name: string, id: string): boolean {
  const essence = (text: string) => {
    const spaced = text.toLowerCase().replace(/v\.?(?=\d)/g, ' ')
    const words = new Set(spaced.match(/[a-z]+/g)?.filter((word) => word !== 'clause'))
    const numbers = (spaced.match(/\d+/g) ?? []).map(Number).join(' ')
    return `${[...words].sort().join(' ')} ${numbers.replace(/( 0)+$/, '')}`
  }
  return essence(name) === essence(id)
}

function tryParse(text: string): Expression | null {
  try {
    return parse(text)
  } catch {
    return null
  }
}

/**
 * Guesses the SPDX id that a text means. Returns null if there is none; for texts such as `+` the guess itself throws.
 */
function tryCorrect(text: string): string | null {
  try {
    return correct(text, { upgrade: false })
  } catch {
    return null
  }
}
