import { SHAPES } from './shapes.ts'

/** Further texts that must not be shown, though nobody could tell whether they are in use. */
const MORE: readonly { words: readonly string[]; pattern: RegExp }[] = [
  { words: ['eyj'], pattern: /\beyJ[\w-]{10,2000}\.[\w-]{10,4000}\.[\w-]{10,2000}/g },
  { words: ['://'], pattern: /(?<=\b[a-z][a-z0-9+]{1,20}:\/\/[^\s:/@"'<>]{1,100}:)[^\s@/"'<>${}]{3,200}(?=@)/gi },
  { words: ['bearer'], pattern: /(?<=\bBearer )[A-Za-z0-9._~+/-]{32,2000}/g },
]

/** Shown at the beginning, so that an author knows which secret it is. */
const SHOWN = 4

/** Writes stars over keys and tokens of known shapes. The text keeps its length, so positions in it stay right. */
export function maskSecrets(text: string): string {
  const lower = text.toLowerCase()
  let masked = text
  for (const { words, pattern } of [...SHAPES, ...MORE])
    if (words.some((word) => lower.includes(word))) masked = masked.replace(pattern, starred)
  return masked
}

const starred = (secret: string) => secret.slice(0, SHOWN) + secret.slice(SHOWN).replace(/[^\r\n]/g, '*')
