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
/** Parts of an SPDX id that people leave out: "BSD 3" is BSD-3-Clause, "Apache 2" is Apache-2.0. */
const UNSAID = new Set(['clause', '0'])

/**
 * Decides a skill's licence, how certain it is, and whether the text may be redistributed. The licence is an SPDX
 * expression if one is recognised, else the file's own words (at most 80 characters). If the file permits less than its
 * repository, the file wins.
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

/** AND requires both sides to permit it, OR one. An exception (WITH) and `+` only ever add permissions. */
function permits(node: Expression): boolean {
  if ('license' in node) return REDISTRIBUTABLE.has(node.license)
  const [left, right] = [permits(node.left), permits(node.right)]
  return node.conjunction === 'and' ? left && right : left || right
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
  const [said, meant] = [tokens(name), tokens(id)]
  const agrees =
    said.every((word) => meant.includes(word)) && meant.every((word) => said.includes(word) || UNSAID.has(word))
  return agrees ? { id, expression } : null
}

/** Splits a text into lower-case words and numbers: "GPLv3" is `gpl 3`, "Apache-2.0" is `apache 2 0`. */
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
