import type { Example } from '../../../src/domain/trust/rule.ts'
import type { ScannedFile } from '../../../src/domain/trust/scan-folder.ts'

/** The files of a folder whose SKILL.md has this text, or which has these texts by their paths. */
export function folderOf(example: Example): ScannedFile[] {
  const texts = typeof example === 'string' ? { 'SKILL.md': example } : example
  return Object.entries(texts).map(([path, text]) => ({ path, mode: '0644', bytes: new TextEncoder().encode(text) }))
}
