/** Neither vowels, which might make words, nor letters that are easily confused (RFC 8628, 6.1). */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
const LENGTH = 8
/** The largest multiple of the number of letters in a byte: above it, some letters would be likelier. */
const FAIR = 240

/** A code that people type, of bytes that nobody can guess. */
export function userCodeOf(random: Uint8Array): string {
  const letters = [...random].filter((byte) => byte < FAIR).map((byte) => LETTERS[byte % LETTERS.length])
  const code = letters.slice(0, LENGTH).join('')
  if (code.length < LENGTH) throw new Error('There are too few random bytes for a code.')
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
}

/** A code as it is hashed, however somebody has typed it. */
export const typedCode = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z]/g, '')
