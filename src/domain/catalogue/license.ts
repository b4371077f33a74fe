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
const FILLER = /\b(the|licen[cs]ed?|under|version|gnu)\b|,/gi
/**
 * Decides a skill's licence, how certain it is, and whether the text may be redistributed. Words in the file are its
 * licence, at most 80 characters of them, and only a licence that they name permits anything. Only a file that says
 * nothing has the licence of its repository.
 */
export function assessLicense(p: { frontmatter: string | null; repository: string | null }): LicenseVerdict {
  const words = oneLine(p.frontmatter ?? '')
  if (words === '') {
    const repository = readSpdx(oneLine(p.repository ?? ''))
    return repository ? verdict(repository, 'medium') : unknown(null)
  }
  const declared = readSpdx(words)
  if (declared) return verdict(declared, 'high')
  const read = readFreeText(words)
  return read ? verdict(read, 'low') : unknown(cut(words, MAX_LICENSE))
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
