import { noteAccount } from '../../db/catalogue/publishers.ts'
import { saveCursor } from '../../db/intake/crawling/crawl-progress.ts'
import type { NamedRepository } from '../../db/intake/crawling/store-children.ts'
import { followAccount, identifySource } from '../../db/intake/followed.ts'
import { type Crawl, type Crawled, count, throwIfOutOfTime } from '../crawl-context.ts'
import { addRepositories, dropMissing, MAX_REPOSITORIES, PAGE_SIZE, TOO_MANY } from '../follow-repositories.ts'
import { CutOff, SourceFault } from '../source-fault.ts'
import { findLogin, listRepositories } from './github.ts'

const LAST_PAGE = MAX_REPOSITORIES / PAGE_SIZE

/**
 * Creates a source for every repository of an owner that is neither a fork nor archived. A pass that is cut off
 * continues from its cursor; only a pass made in one go can tell which repositories are missing.
 */
export async function crawlOwner(c: Crawl, owner: string): Promise<Crawled> {
  const { source } = c
  const first = Number(/^page:(\d+)$/.exec(source.cursor ?? '')?.[1] ?? 1)
  const all: NamedRepository[] = []
  let etag: string | null = null
  for (let page = first; ; page++) {
    throwIfOutOfTime(c)
    const asked = { page, size: PAGE_SIZE, etag: page === 1 ? source.etag : null }
    const listed = await listRepositories(c.outgoing.github, owner, asked)
    if (listed === 'unchanged') return { etag: source.etag }
    if (source.githubId !== null && listed?.ownerId !== source.githubId) {
      const login = await whoIs(c, owner, source.githubId)
      if (login !== owner) return crawlOwner(c, login)
    }
    if (!listed) throw new SourceFault('gone', `GitHub has no owner ${owner}.`)
    // The account may have come back.
    if (source.githubId !== null && source.failures > 0) await noteAccount(c.db, source.githubId, 'active')
    if (source.githubId === null && listed.ownerId !== null)
      await identifySource(c.db, source, { githubId: listed.ownerId, ownerId: null })
    await addRepositories(c, listed.repos)
    all.push(...listed.repos)
    // The ETag of one page says nothing about the others.
    etag = page === 1 ? listed.etag : null
    const isLast = listed.size < PAGE_SIZE
    if (isLast || page >= LAST_PAGE) {
      if (isLast && first === 1) await dropMissing(c, all)
      count(c, { repositories: all.length })
      return { etag, ...(!isLast && { note: TOO_MANY }) }
    }
    if (!(await saveCursor(c.db, c.lease, source, `page:${page + 1}`))) throw new CutOff('The lease expired.')
  }
}

/** Returns the login of the account that the source follows. Follows it there if it has been renamed. */
async function whoIs(c: Crawl, owner: string, id: number): Promise<string> {
  const login = await findLogin(c.outgoing.github, id)
  if (login === null) {
    await noteAccount(c.db, id, 'gone')
    throw new SourceFault(
      'gone',
      `The account that this source followed is gone. The name ${owner} may now belong to somebody else.`,
    )
  }
  if (login.toLowerCase() === owner.toLowerCase()) return owner
  await c.renew()
  if (!(await followAccount(c.db, c.source, login)))
    throw new SourceFault('failed', `The owner is now called ${login}, and another source already has that address.`)
  return login
}
