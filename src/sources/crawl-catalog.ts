import { readRevisions, recordListing } from '../db/queries/crawled-files.ts'
import { saveCursor } from '../db/queries/crawled-sources.ts'
import type { RawFile } from '../db/queries/raw-skills.ts'
import { sha256Hex } from '../domain/hash.ts'
import { MAX_SKILL_MD_BYTES } from '../domain/skill-md.ts'
import { type CatalogEntry, readCatalogIndex } from './catalog-index.ts'
import type { Crawl, Crawled } from './crawl.ts'
import type { SafeAnswer } from './fetch-safely.ts'
import { inTurns } from './in-turns.ts'
import { externalIdOf, readRawFile } from './raw-file.ts'
import { AT_ONCE } from './read-blobs.ts'
import { SourceFault } from './source-fault.ts'
import { storeFiles } from './store-files.ts'
import { count, mustGoOn } from './tally.ts'
import { unpackSkillMd } from './unpack.ts'

const MAX_INDEX_BYTES = 4 * 1024 * 1024
const MAX_ARCHIVE_BYTES = 8 * 1024 * 1024
/** Of a megabyte each at the most, and read a few at a time. */
const A_PAGE = 10
/** Where so many could not be read and none could, the others are not tried. */
const HOPELESS = 20

/** Brings in the skills of another site's index whose digest has changed; of the older format, which has no digests, all of them. */
export async function crawlCatalog(c: Crawl, address: string): Promise<Crawled> {
  const { db, source } = c
  const found = await findIndex(c, address)
  if (found === 'unchanged') return { etag: source.etag }
  const { entries, faults } = readCatalogIndex(new TextDecoder().decode(found.bytes), found.address)
  c.faults.push(...faults)
  const host = new URL(address).host
  const ids = new Map(await Promise.all(entries.map(async (entry) => [entry, await idOf(host, entry)] as const)))
  const stored = await readRevisions(db, source.id)
  const isChanged = (entry: CatalogEntry) =>
    entry.digest === null
      ? entry.name > (source.cursor ?? '')
      : stored.get(ids.get(entry) ?? '')?.revision !== entry.digest
  await fetchEntries(
    c,
    host,
    entries.filter(isChanged).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  )

  await c.renew()
  const seen = await recordListing(db, source.id, { externalIds: [...ids.values()], isWhole: true })
  count(c, { files: entries.length, ...seen })
  const hasDigests = entries.every(({ digest }) => digest !== null)
  return { etag: hasDigests ? found.etag : null }
}

const pathOf = ({ name }: CatalogEntry) => `${name}/SKILL.md`
const idOf = (host: string, entry: CatalogEntry) => externalIdOf(`${host}:${pathOf(entry)}`)

/** The index at the address itself, or at the places where a site has it. */
async function findIndex(c: Crawl, address: string) {
  const base = address.replace(/\/$/, '')
  const places = /\.json$/i.test(base)
    ? [base]
    : [`${base}/.well-known/agent-skills/index.json`, `${base}/.well-known/skills/index.json`]
  const headers = c.source.etag ? { 'If-None-Match': c.source.etag } : {}
  let answer: SafeAnswer | undefined
  for (const place of places) {
    answer = await c.outgoing.fetch(place, { maxBytes: MAX_INDEX_BYTES, headers })
    if (answer.status === 304) return 'unchanged'
    if (answer.status === 200) {
      const etag = answer.headers.get('ETag')
      return { bytes: answer.bytes, address: place, etag: etag !== null && etag.length <= 200 ? etag : null }
    }
  }
  throw new SourceFault('failed', `The index answered ${answer?.status}.`)
}

async function fetchEntries(c: Crawl, host: string, changed: readonly CatalogEntry[]): Promise<void> {
  for (let at = 0; at < changed.length; at += A_PAGE) {
    mustGoOn(c)
    const page = changed.slice(at, at + A_PAGE)
    // A Worker has 128 MB: archives are held in it one at a time.
    const width = page.some(({ type }) => type === 'archive') ? 1 : AT_ONCE
    const { results, failure } = await inTurns(page, width, (entry) => readOrReport(c, host, entry))
    await storeFiles(
      c,
      results.filter((raw) => raw !== null),
    )
    if (failure) throw failure
    if (c.faults.length >= HOPELESS && !c.counts.fetched)
      throw new SourceFault('failed', `None of its skills could be read: ${c.faults.at(-1)?.reason}`)
    const last = page.at(-1)
    if (last && last.digest === null) await saveCursor(c.db, c.lease, c.source, last.name)
  }
}

/** A skill that cannot be had, or is not what its digest says, is left out and told of. */
async function readOrReport(c: Crawl, host: string, entry: CatalogEntry): Promise<RawFile | null> {
  try {
    const bytes = await readEntry(c, entry)
    const { digest, name, url } = entry
    const at = { path: pathOf(entry), folder: name, owner: host, repo: null, revision: digest, url }
    return (await readRawFile(bytes, at)).raw
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    c.faults.push({ target: entry.name, reason: error.message })
    return null
  }
}

async function readEntry(c: Crawl, { type, url, digest }: CatalogEntry): Promise<Uint8Array> {
  const maxBytes = type === 'archive' ? MAX_ARCHIVE_BYTES : MAX_SKILL_MD_BYTES
  const { status, bytes } = await c.outgoing.fetch(url, { maxBytes })
  if (status !== 200) throw new SourceFault('failed', `Its address answered ${status}.`)
  if (digest !== null && `sha256:${await sha256Hex(bytes)}` !== digest)
    throw new SourceFault('unreadable', 'Its content is not what its digest says.')
  return type === 'archive' ? unpackSkillMd(bytes) : bytes
}
