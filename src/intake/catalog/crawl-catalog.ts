import { saveCursor } from '../../db/intake/crawling/crawl-progress.ts'
import { readRevisions } from '../../db/intake/crawling/crawled-files.ts'
import { MAX_SKILL_MD_BYTES } from '../../domain/skill-md/skill-md.ts'
import { sha256Hex } from '../../domain/text/hash.ts'
import { runConcurrently } from '../../domain/text/run-concurrently.ts'
import { type Crawl, type Crawled, count, throwIfOutOfTime } from '../crawl-context.ts'
import { AT_ONCE } from '../github/read-blobs.ts'
import { externalIdOf, readRawFile } from '../raw-file.ts'
import { recordSeen } from '../record-seen.ts'
import { SourceFault } from '../source-fault.ts'
import { type StorableFile, storeFiles } from '../store-files.ts'
import { type StoredFolder, storeArchive, storeSkillMd } from './archive-folder.ts'
import { type CatalogEntry, readCatalogIndex } from './catalog-index.ts'
import { findIndex } from './find-index.ts'

const MAX_ARCHIVE_BYTES = 8 * 1024 * 1024
/** Small, because an entry has up to a megabyte. */
const PAGE_SIZE = 10
/** The crawl gives up if this many entries get no answer and nothing else shows that the site works. */
const HOPELESS = 20

/**
 * Stores the skills in another site's index whose digest has changed. The older format has no digests, so all its
 * skills are fetched.
 */
export async function crawlCatalog(c: Crawl, address: string): Promise<Crawled> {
  const { db, source } = c
  const found = await findIndex(c, address)
  if (found === 'unchanged') return { etag: source.etag }
  const { entries, faults } = readCatalogIndex(new TextDecoder().decode(found.bytes), found.address)
  c.faults.push(...faults)
  const host = new URL(address).host
  const ids = new Map(await Promise.all(entries.map(async (entry) => [entry, await idOf(host, entry)] as const)))
  const stored = await readRevisions(db, source.id)
  // A site that is being rebuilt may list nothing for a while. Its skills must not vanish because of it.
  if (entries.length === 0 && stored.size > 0)
    throw new SourceFault('unreadable', 'The index no longer lists any skill; the stored ones are kept.')
  const isStored = (entry: CatalogEntry) => {
    const before = stored.get(ids.get(entry) ?? '')
    return entry.digest !== null && before?.revision === entry.digest && before.folderDigest !== null
  }
  const isNext = ({ name }: CatalogEntry) => source.cursor === null || name > source.cursor
  const changed = entries.filter((entry) => isNext(entry) && !isStored(entry))
  // If nothing was stored before the cursor, the rest may be smaller than a full sample. Then all of it is the sample.
  const isRest = source.cursor !== null && !entries.some((entry) => stored.has(ids.get(entry) ?? ''))
  const hopeless = await fetchEntries(c, host, {
    changed: changed.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    isThere: entries.some(isStored),
    sample: isRest ? Math.min(HOPELESS, changed.length) : HOPELESS,
  })

  // Which files are listed is known even if none could be fetched.
  await recordSeen(c, { externalIds: [...ids.values()], isWhole: true })
  count(c, { files: entries.length })
  if (hopeless) throw hopeless
  // A crawl that resumed in the middle does not know what changed before its cursor, so the next one must read the
  // index again.
  const isWhole = source.cursor === null && entries.every(({ digest }) => digest !== null)
  return { etag: isWhole ? found.etag : null }
}

const pathOf = ({ name }: CatalogEntry) => `${name}/SKILL.md`
const idOf = (host: string, entry: CatalogEntry) => externalIdOf(`${host}:${pathOf(entry)}`)

/**
 * Fetches entries in order of name and saves the cursor after each page. Returns the fault for which it gave up,
 * because the site does not answer, else null. `isThere`: an entry is already stored unchanged, so the site works.
 */
async function fetchEntries(
  c: Crawl,
  host: string,
  { changed, isThere, sample }: { changed: readonly CatalogEntry[]; isThere: boolean; sample: number },
): Promise<SourceFault | null> {
  let answered = isThere
  for (let at = 0; at < changed.length; at += PAGE_SIZE) {
    throwIfOutOfTime(c)
    const page = changed.slice(at, at + PAGE_SIZE)
    // A Worker has 128 MB of memory, so only one archive is held at a time.
    const width = page.some(({ type }) => type === 'archive') ? 1 : AT_ONCE
    const { results, failure } = await runConcurrently(page, width, (entry) => readOrReport(c, host, entry))
    const read = results.filter((result): result is StorableFile => !(result instanceof SourceFault))
    await storeFiles(c, read)
    const incomplete = read.filter(({ folder }) => folder?.isComplete === false).length
    if (incomplete > 0) count(c, { incomplete })
    if (failure) throw failure
    const tried = at + page.length
    // After the last entry, the next crawl starts from the beginning.
    const last = tried < changed.length ? (page.at(-1)?.name ?? null) : null
    await saveCursor(c.db, c.lease, c.source, last)
    const faults = results.filter((result) => result instanceof SourceFault)
    answered ||= faults.length < page.length || faults.some(isAnswer)
    if (!answered && tried >= sample)
      return new SourceFault('failed', `No skill in the index could be read: ${faults.at(-1)?.message}`)
  }
  return null
}

/** The site answered, though not with a valid skill. */
const isAnswer = ({ kind }: SourceFault) => kind === 'unreadable' || kind === 'too_large'

/** Reads the skill of an entry. If it is unavailable or does not match its digest, reports and returns the fault. */
async function readOrReport(c: Crawl, host: string, entry: CatalogEntry): Promise<StorableFile | SourceFault> {
  try {
    const { folder, skillMd } = await readEntry(c, entry)
    const { digest, name, url } = entry
    const at = { path: pathOf(entry), folder: name, owner: host, repo: null, revision: digest, url }
    const { raw } = await readRawFile(skillMd, at)
    return { raw: { ...raw, folderDigest: folder.digest, folderFindings: folder.findings }, folder }
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    c.faults.push({ target: entry.name, reason: error.message })
    return error
  }
}

async function readEntry(c: Crawl, { type, url, digest }: CatalogEntry): Promise<StoredFolder> {
  const maxBytes = type === 'archive' ? MAX_ARCHIVE_BYTES : MAX_SKILL_MD_BYTES
  const { status, bytes } = await c.outgoing.fetch(url, { maxBytes })
  if (status !== 200) throw new SourceFault('failed', `Its address answered with status ${status}.`)
  if (digest !== null && `sha256:${await sha256Hex(bytes)}` !== digest)
    throw new SourceFault('unreadable', 'Its content does not match its digest.')
  return type === 'archive' ? storeArchive(c.files, bytes, c.renew) : storeSkillMd(c.files, bytes)
}
