import { type Finding, finding } from './skill-md-rules.ts'

/** Decodes a file's text without BOM and NUL, keeps its line ends, and reports what is wrong with its bytes. */
export function decodeSkillMd(bytes: Uint8Array): { text: string; findings: Finding[] } {
  const findings: Finding[] = []
  const decoded = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes)
  const text = decoded.replace(/^\uFEFF+/, '')
  if (text !== decoded)
    findings.push(finding('file.bom', 1, 'The file begins with a byte order mark; save it without one.'))
  const length = utf8Length(bytes)
  if (length < bytes.length)
    findings.push(
      finding(
        'file.not-utf8',
        lineAfter(new TextDecoder().decode(bytes.subarray(0, length))),
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

/**
 * Returns how many bytes are UTF-8 before the first that is not. Binary search works because every shorter prefix is
 * valid too.
 */
function utf8Length(bytes: Uint8Array): number {
  if (isUtf8(bytes, false)) return bytes.length
  let [good, bad] = [0, bytes.length]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isUtf8(bytes.subarray(0, middle), true)) good = middle
    else bad = middle
  }
  return good
}

/** `cutOff`: an incomplete character at the end is no fault. */
function isUtf8(bytes: Uint8Array, cutOff: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cutOff })
    return true
  } catch {
    return false
  }
}
