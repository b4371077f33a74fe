import type { RawBytePairRanks } from 'gpt-tokenizer/BytePairEncodingCore'

const NOT_ASCII = /[^\0-\x7f]/
const UNKNOWN = '\ufffd'

/** Reads lines of `BASE64 RANK`. A token that is no UTF-8 is an array of bytes, as the library wants it. */
export function parseRanks(lines: Uint8Array): RawBytePairRanks {
  const ranks: (string | number[])[] = []
  for (const line of new TextDecoder().decode(lines).split('\n')) {
    const end = line.indexOf(' ')
    if (end > 0) ranks[Number(line.slice(end + 1))] = tokenOf(atob(line.slice(0, end)))
  }
  return ranks
}

function tokenOf(binary: string): string | number[] {
  if (!NOT_ASCII.test(binary)) return binary
  const bytes = Buffer.from(binary, 'latin1')
  const text = bytes.toString()
  return text.includes(UNKNOWN) && !bytes.equals(Buffer.from(text)) ? [...bytes] : text
}
