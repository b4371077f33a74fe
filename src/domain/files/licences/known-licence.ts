import { sha256Hex } from '../../text/hash.ts'
import type { TextOrNot } from '../capabilities/parts.ts'
import { KNOWN_TEXTS } from './known-texts.ts'
import { isLicenceName } from './licence-names.ts'
import { licenceWords } from './licence-words.ts'

/** A licence file at the top of a folder. `license` is the SPDX id of its text, null if the text is no known one. */
export type LicenceFile = { path: string; license: string | null }

/** Longer than any text of SPDX. */
const MAX_TEXT = 200_000

/** What stands for a text whose words are these: 128 bits of their SHA-256. */
export const fingerprintOf = async (words: string): Promise<string> => (await sha256Hex(words)).slice(0, 32)

const KNOWN: ReadonlyMap<string, string> = new Map(
  KNOWN_TEXTS.trim()
    .split('\n')
    .map((line) => line.trim().split(' ') as [string, string]),
)

/**
 * The SPDX id of a licence by its whole text. Null if it is no known one: a sentence more or less makes it another. A text of the
 * GPL family does not say whether later versions may be chosen, so its id does not either.
 */
export async function knownLicence(text: string): Promise<string | null> {
  if (text.length > MAX_TEXT) return null
  return KNOWN.get(await fingerprintOf(licenceWords(text))) ?? null
}

/** The licence files among the files of a folder. */
export async function licenceFilesOf(files: readonly TextOrNot[]): Promise<LicenceFile[]> {
  const found: LicenceFile[] = []
  for (const { path, text } of files)
    if (isLicenceName(path)) found.push({ path, license: text === null ? null : await knownLicence(text) })
  return found
}
