import { type Finding, finding } from './skill-md-rules.ts'

/** A file's text without BOM and NUL, its line ends as they are, and what was wrong with its bytes. */
export function decodeSkillMd(bytes: Uint8Array): { text: string; findings: Finding[] } {
  const findings: Finding[] = []
  const decoded = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes)
  const text = decoded.replace(/^\uFEFF+/, '')
  if (text !== decoded) findings.push(finding('file.bom', 1, 'The file begins with a byte order mark.'))
  const length = utf8Length(bytes)
  if (length < bytes.length)
    findings.push(
      finding(
        'file.not-utf8',
        lineAfter(new TextDecoder().decode(bytes.subarray(0, length))),
        'A byte here is not UTF-8.',
      ),
    )
  const nul = text.indexOf('\0')
  if (nul >= 0)
    findings.push(
      finding('file.nul', lineAfter(text.slice(0, nul)), 'There is a NUL character here; all of them are left out.'),
    )
  return { text: text.replaceAll('\0', ''), findings }
}

const lineAfter = (text: string) => text.split(/\r\n?|\n/).length

/** How many bytes are UTF-8 up to the first that is not: found by halving, as every part before it can be decoded. */
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

/** `cutOff`: a character that is not finished at the end is no fault. */
function isUtf8(bytes: Uint8Array, cutOff: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cutOff })
    return true
  } catch {
    return false
  }
}
