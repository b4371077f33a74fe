import { isLicenceName } from '../licences/licence-names.ts'
import { skillMdOf } from '../skill-md-name.ts'
import { scriptLanguage } from './scripts.ts'

/** A file of a skill. `text` is null if it is none. */
export type TextOrNot = { path: string; text: string | null }

/** The files of a skill without its SKILL.md and licences. `references`: texts for agents to read. `assets`: all other files. */
export type Parts = {
  scripts: (TextOrNot & { language: string })[]
  references: TextOrNot[]
  assets: TextOrNot[]
}

const REFERENCE = /(^|\/)references?\/|\.(md|markdown|mdx|txt|rst|adoc)$/i
const ASSET = /(^|\/)(assets|templates)\//i

/** Divides the files of a skill by what they are for. */
export function partsOf(files: readonly TextOrNot[]): Parts {
  const skillMd = skillMdOf(files)
  const parts: Parts = { scripts: [], references: [], assets: [] }
  for (const file of files) {
    if (file === skillMd || isLicenceName(file.path)) continue
    const language = scriptLanguage(file.path, file.text)
    if (language !== null) parts.scripts.push({ ...file, language })
    else if (REFERENCE.test(file.path) && !ASSET.test(file.path)) parts.references.push(file)
    else parts.assets.push(file)
  }
  return parts
}
