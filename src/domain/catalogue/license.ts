import correct from 'spdx-correct'
import parse, { type Expression } from 'spdx-expression-parse'
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
const RESERVED = /\b(proprietary|commercial|noncommercial|confidential|all rights reserved)\b/i
const FILLER = /\b(the|licen[cs]ed?|under|version|gnu)\b|,/gi
/** What a person leaves out of an id: "BSD 3" is BSD-3-Clause, "Apache 2" is Apache-2.0. */
const UNSAID = new Set(['clause', '0'])

/**
 * A skill's licence (an SPDX expression where one can be told, else its words, at most 80 characters), how sure that
 * is, and whether the text may be given out. Where the file says less than the repository allows, the file wins.
 */
export function assessLicense(p: { frontmatter: string | null; repository: string | null }): LicenseVerdict {
  const words = oneLine(p.frontmatter ?? '')
  const declared = readSpdx(words)
  if (declared) return verdict(declared, 'high')
  const read = readFreeText(words)
  const repository = readSpdx(oneLine(p.repository ?? ''))
  if (repository) {
    const narrowed = RESERVED.test(words) || (read !== null && !permits(read.expression))
    return { ...verdict(repository, 'medium'), ...(narrowed && { contentPolicy: 'link_only' }) }
  }
  return read
    ? verdict(read, 'low')
    : { license: cut(words, MAX_LICENSE) || null, confidence: 'low', contentPolicy: 'link_only' }
}

function verdict({ id, expression }: Spdx, confidence: LicenseVerdict['confidence']): LicenseVerdict {
  return { license: id, confidence, contentPolicy: permits(expression) ? 'full' : 'link_only' }
}

/** AND needs both sides, OR one. An exception (WITH) and `+` only ever add permissions. */
function permits(node: Expression): boolean {
  if ('license' in node) return REDISTRIBUTABLE.has(node.license)
  const [left, right] = [permits(node.left), permits(node.right)]
  return node.conjunction === 'and' ? left && right : left || right
}

/** A text that is an SPDX expression; ids may be written in any case, as the SPDX specification says. */
function readSpdx(text: string): Spdx | null {
  // The scanner skips what it does not know in front of an id, so nothing but SPDX's own characters may reach it.
  if (text.length > MAX_LICENSE || !/^[A-Za-z0-9.+:() -]+$/.test(text)) return null
  const id = tryParse(text) ? text : tryCorrect(text)
  const expression = id && id.toLowerCase() === text.toLowerCase() ? tryParse(id) : null
  return id && expression ? { id, expression } : null
}

/** One licence named in a few words. The correction guesses from single letters, so each word must account for it. */
function readFreeText(text: string): Spdx | null {
  if (text.length > MAX_FREE_TEXT || !/^[\w ,.()+-]+$/.test(text)) return null
  const name = oneLine(text.replace(FILLER, ' ')).replace(/^[^\w]+/, '')
  const id = tryCorrect(name)
  const expression = id && tryParse(id)
  if (!id || !expression) return null
  const [said, meant] = [tokens(name), tokens(id)]
  const agrees =
    said.every((word) => meant.includes(word)) && meant.every((word) => said.includes(word) || UNSAID.has(word))
  return agrees ? { id, expression } : null
}

/** Words and numbers, lower case: "GPLv3" is `gpl 3`, "Apache-2.0" is `apache 2 0`. */
function tokens(text: string): string[] {
  const spaced = text.toLowerCase().replace(/v\.?(?=\d)/g, ' ')
  return spaced.match(/[a-z]+|\d+/g) ?? []
}

function tryParse(text: string): Expression | null {
  try {
    return parse(text)
  } catch {
    return null
  }
}

/** The SPDX id that a text may mean. It is guessed, and for texts such as `+` the guessing itself fails. */
function tryCorrect(text: string): string | null {
  try {
    return correct(text, { upgrade: false })
  } catch {
    return null
  }
}
