import { CONFUSABLES } from './confusables.ts'
import { LATIN_LOOKALIKES } from './lookalikes.ts'

/** Digits and pairs of letters that look like another letter (from Unicode Technical Standard 39, whole-script confusables of ASCII). */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/0/g, 'o'],
  [/[1|i]/g, 'l'],
  [/5/g, 's'],
  [/3/g, 'e'],
]

/** What two names share if they look alike: the skeleton of TR39, for names. */
export function skeletonOf(name: string): string {
  const latin = [...name.normalize('NFKD').toLowerCase()]
    .filter((letter) => !/\p{M}|\p{Cf}/u.test(letter))
    .map((letter) => CONFUSABLES.get(letter) ?? LATIN_LOOKALIKES[letter] ?? letter)
    .join('')
  return ALIKE.reduce((text, [pattern, letter]) => text.replace(pattern, letter), latin)
}
