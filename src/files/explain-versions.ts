import { listUnexplained, storeChanges, type Unexplained } from '../db/files/explain-versions.ts'
import { type FolderFile, listFilesOfFolders } from '../db/files/folders.ts'
import { compareFiles, type FilePair } from '../domain/files/changes/compare-files.ts'
import { diffLines } from '../domain/files/changes/line-diff.ts'
import {
  type ChangedFile,
  compareCapabilities,
  compareFields,
  type VersionChanges,
} from '../domain/files/changes/version-changes.ts'
import { skillMdOf } from '../domain/files/skill-md-name.ts'
import { parseSkillMd } from '../domain/skill-md/skill-md.ts'
import type { FilePlace } from './file-place.ts'
import { readTexts, sidesOf, withinBytes } from './read-texts.ts'

/** Of the files of one version whose lines are counted, both sides together. A page is in memory at once. */
const LIMITS = { each: 256 * 1024, all: 1024 * 1024, most: 50 }
const MAX_ITEMS = 100

/** Works out and stores what has changed in a page of versions. Returns the last of them, null if there was none. Safe to repeat. */
export async function explainVersions(
  at: FilePlace,
  p: { after: Unexplained | null; limit: number },
): Promise<{ explained: number; last: Unexplained | null }> {
  const versions = await listUnexplained(at.db, p)
  const folders = await listFilesOfFolders(
    at.db,
    versions.flatMap(({ before, after }) => [before.digest, after.digest]),
  )
  const filesOf = (digest: string) => folders.get(digest) ?? []
  const compared = versions.map((version) => {
    const pairs = compareFiles(filesOf(version.before.digest), filesOf(version.after.digest))
    return { version, pairs, counted: withinBytes(pairs, LIMITS) }
  })
  const texts = await readTexts(
    at,
    compared.flatMap(({ counted }) => [...counted].flatMap(sidesOf)),
  )
  const changes = compared.map(({ version, pairs, counted }) => ({
    id: version.id,
    changes: changesOf(version, pairs, counted, texts),
  }))
  await storeChanges(at.db, changes)
  return { explained: changes.length, last: versions.at(-1) ?? null }
}

type Texts = ReadonlyMap<string, string | null>

function changesOf(
  { before, after }: Unexplained,
  pairs: readonly FilePair<FolderFile>[],
  counted: ReadonlySet<FilePair<FolderFile>>,
  texts: Texts,
): VersionChanges {
  const listed = (some: readonly FilePair<FolderFile>[]): ChangedFile[] =>
    some
      .slice(0, MAX_ITEMS)
      .map((pair) => ({ path: pair.path, lines: counted.has(pair) ? linesOf(pair, texts) : null }))
  return {
    since: before.version,
    files: {
      added: listed(pairs.filter((pair) => pair.before === null)),
      removed: listed(pairs.filter((pair) => pair.after === null)),
      changed: listed(pairs.filter((pair) => pair.before !== null && pair.after !== null)),
      total: pairs.length,
    },
    frontmatter: fieldsOf(pairs, texts),
    capabilities: compareCapabilities(before.capabilities, after.capabilities),
  }
}

const textOf = (file: FolderFile | null, texts: Texts) => (file ? (texts.get(file.sha256) ?? null) : null)

function linesOf(pair: FilePair<FolderFile>, texts: Texts): ChangedFile['lines'] {
  if (sidesOf(pair).some((file) => textOf(file, texts) === null)) return null
  const found = diffLines(pair.path, textOf(pair.before, texts), textOf(pair.after, texts))
  return found && { added: found.added, removed: found.removed }
}

/** The fields of the frontmatter that differ, if the SKILL.md does. */
function fieldsOf(pairs: readonly FilePair<FolderFile>[], texts: Texts): string[] {
  const pair = skillMdOf(pairs)
  const fields = (file: FolderFile | null) =>
    parseSkillMd(new TextEncoder().encode(textOf(file, texts) ?? ''), { folder: '' }).frontmatter
  return pair ? compareFields(fields(pair.before), fields(pair.after)) : []
}
