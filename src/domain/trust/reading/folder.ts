import { baseName } from '../../files/base-name.ts'
import { compareBytes } from '../../files/byte-order.ts'
import { skillMdOf } from '../../files/skill-md-name.ts'
import { type Budget, LIMITS, newBudget } from '../budget.ts'
import { viewsOf } from '../normalise/views.ts'
import type { Unread } from '../report.ts'
import { decodeFile } from './decode.ts'
import { type Document, readDocument } from './document.ts'
import { type KnownNames, NOT_PUBLISHED, type PublishedAs, WELL_KNOWN } from './names.ts'
import type { ScannedFile } from './scanned-file.ts'
import type { View } from './view.ts'

/** A folder as rules see it. */
export type Folder = {
  paths: readonly string[]
  documents: readonly Document[]
  /** The SKILL.md, if it could be read. */
  skill: Document | null
  /** The text of the SKILL.md in lower case, or ''. */
  said: string
  /** Of the frontmatter, or ''. */
  name: string
  description: string
  views: readonly View[]
  unread: Unread[]
  budget: Budget
  /** Names of others that are much used, and those that this folder is published under. */
  known: KnownNames
  publishedAs: PublishedAs
}

/** Reads the SKILL.md first, then what runs, then what is read. */
const RANKS = { markdown: 2, script: 0, manifest: 0, markup: 1, config: 3 } as const

export function readFolder(
  files: readonly ScannedFile[],
  known: KnownNames = WELL_KNOWN,
  publishedAs: PublishedAs = NOT_PUBLISHED,
): Folder {
  const budget = newBudget()
  const unread: Unread[] = []
  const skillMd = skillMdOf(files)
  const documents: Document[] = []
  for (const file of files) {
    const cut = file.bytes.length > LIMITS.fileHead
    const decoded = decodeFile(file.path, cut ? wholeCharacters(file.bytes, LIMITS.fileHead) : file.bytes)
    if (decoded.text === null) {
      if (decoded.is === 'binary') unread.push({ file: file.path, reason: 'binary' })
      continue
    }
    if (cut) unread.push({ file: file.path, reason: 'too_large' })
    documents.push(readDocument(file.path, decoded.text))
  }
  const isSkill = ({ path }: Document) => path === skillMd?.path
  const rank = (document: Document) => (isSkill(document) ? -1 : RANKS[document.kind])
  documents.sort((a, b) => rank(a) - rank(b) || compareBytes(a.path, b.path))
  const within = documents.filter((document) => {
    const fits = document.text.length <= budget.text
    if (fits) budget.text -= document.text.length
    else if (!unread.some(({ file }) => file === document.path)) unread.push({ file: document.path, reason: 'budget' })
    return fits
  })
  const skill = within.find(isSkill) ?? null
  const views = within.flatMap((document) => {
    const tell = (reason: Unread['reason']) => {
      if (!unread.some(({ file }) => file === document.path)) unread.push({ file: document.path, reason })
    }
    return viewsOf(document, { budget, onDeep: () => tell('too_deep'), onBudget: () => tell('budget') })
  })
  return {
    paths: files.map(({ path }) => path),
    documents: within,
    skill,
    said: skill?.text.toLowerCase() ?? '',
    ...aboutSkill(skill),
    views,
    unread,
    budget,
    known,
    publishedAs,
  }
}

/** Cuts between two characters of UTF-8. */
function wholeCharacters(bytes: Uint8Array, most: number): Uint8Array {
  let end = most
  while (end > most - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--
  return bytes.subarray(0, end)
}

/** Reads name and description without YAML, which a hostile frontmatter could make expensive. */
function aboutSkill(skill: Document | null): { name: string; description: string } {
  const zone = skill?.zones.find(({ kind }) => kind === 'frontmatter')
  const text = zone ? (skill?.text.slice(zone.start, zone.end) ?? '') : ''
  const name = /^name:[ \t]{0,8}(.{0,200})$/m.exec(text)?.[1] ?? ''
  const description = /^description:([^\n]{0,4000}(?:\n[ \t]+[^\n]{0,2000}){0,40})/m.exec(text)?.[1] ?? ''
  return { name: name.replace(/["'\r]/g, '').trim(), description: description.trim() }
}

/** True if something else in the folder names the file. The SKILL.md and what package managers read need nobody to name them. */
export function isReferred(folder: Folder, path: string): boolean {
  if (path === folder.skill?.path || /(^|\/)(package\.json|setup\.py|pyproject\.toml|\.npmrc)$/.test(path)) return true
  const base = baseName(path)
  const stem = base.replace(/\.[^.]+$/, '')
  // Scripts are imported without their ending.
  const imported =
    stem.length > 2 ? new RegExp(`(?:from|import|require|source|load)[^\\n]{0,80}\\b${escaped(stem)}\\b`) : null
  return folder.documents.some(
    (other) =>
      other.path !== path && (other.text.includes(base) || (other.kind === 'script' && imported?.test(other.text))),
  )
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
