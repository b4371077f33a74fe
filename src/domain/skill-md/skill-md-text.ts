import { type Finding, finding } from './skill-md-rules.ts'

/** Decodes a file's text without BOM and NUL, keeps its line ends, and reports what is wrong with its bytes. */
export function decodeSkillMd(bytes: Uint8Array): { text: string; findings: Finding[] } {
  const findings: Finding[] = []
  const whole = decodeUtf8(bytes)
  const decoded = whole ?? new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes)
  const text = decoded.replace(/^\uFEFF+/, '')
  if (text !== decoded)
    findings.push(finding('file.bom', 1, 'The file begins with a byte order mark; save it without one.'))
  if (whole === null)
    findings.push(
      finding(
        'file.not-utf8',
        lineAfter(new TextDecoder().decode(bytes.subarray(0, utf8Length(bytes)))),
        'This line has a byte that is not UTF-8; save the file as UTF-8.',
      ),
    )
  const nul = text.indexOf('\0')
  if (nul >= 0)
    findings.push(
      finding(
        'file.nul',
        lineAfter(text.slice(0, nul)),
        'This line has a NUL character; remove it. NUL characters are ignored.',
      ),
    )
  return { text: text.replaceAll('\0', ''), findings }
}

const lineAfter = (text: string) => text.split(/\r\n?|\n/).length

const CHUNK = 4096

/** Returns how many bytes are UTF-8 before the first that is not. Reads each byte once, and those of one chunk often. */
function utf8Length(bytes: Uint8Array): number {
  let good = 0
  while (good + CHUNK < bytes.length && decodeUtf8(bytes.subarray(good, good + CHUNK), true) !== null)
    good = startOfCharacter(bytes, good + CHUNK)
  let bad = Math.min(good + CHUNK, bytes.length)
  const start = good
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (decodeUtf8(bytes.subarray(start, middle), true) !== null) good = middle
    else bad = middle
  }
  return good
}

/** Goes back from a byte within a character to its first byte. */
function startOfCharacter(bytes: Uint8Array, offset: number): number {
  let start = offset
  while (start > offset - 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--
  return start
}

/** Returns null if the bytes are not UTF-8. `cutOff`: an incomplete character at the end is no fault. */
function decodeUtf8(bytes: Uint8Array, cutOff = false): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cutOff })
  } catch {
    return null
  }
}
