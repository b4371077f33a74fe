import type { Crawl } from '../crawl-context.ts'
import type { SafeAnswer } from '../fetch-safely.ts'
import { SourceFault } from '../source-fault.ts'

const MAX_INDEX_BYTES = 4 * 1024 * 1024

/** The index of another catalogue, and the address that its relative addresses refer to. */
export type FoundIndex = { bytes: Uint8Array; address: string; etag: string | null }

/**
 * Fetches the index from the address itself if it ends in .json, else from the first well-known place that has one. If
 * a place has no index or redirects elsewhere, tries the next. If it cannot answer now, throws: the next may have a
 * smaller index. Throws SourceFault.
 */
export async function findIndex(c: Crawl, address: string): Promise<FoundIndex | 'unchanged'> {
  const base = address.replace(/\/$/, '')
  const places = /\.json$/i.test(base)
    ? [base]
    : [`${base}/.well-known/agent-skills/index.json`, `${base}/.well-known/skills/index.json`]
  let none: SourceFault | undefined
  let refused: SourceFault | undefined
  for (const place of places) {
    const answer = await ask(c, place)
    if (answer instanceof SourceFault) refused ??= answer
    else if (answer.status === 304) return 'unchanged'
    else if (answer.status === 200) return { bytes: answer.bytes, address: place, etag: etagOf(answer) }
    else {
      const fault = new SourceFault('failed', `The index answered with status ${answer.status}.`)
      if (!hasNoIndex(answer)) throw fault
      none ??= fault
    }
  }
  // A refused redirect tells the admin more than a missing index.
  throw refused ?? none
}

async function ask(c: Crawl, place: string): Promise<SafeAnswer | SourceFault> {
  const headers = c.source.etag ? { 'If-None-Match': c.source.etag } : {}
  try {
    return await c.outgoing.fetch(place, { maxBytes: MAX_INDEX_BYTES, headers })
  } catch (error) {
    if (error instanceof SourceFault && error.kind === 'refused') return error
    throw error
  }
}

const hasNoIndex = ({ status }: SafeAnswer) => status < 500 && status !== 429

function etagOf({ headers }: SafeAnswer): string | null {
  const etag = headers.get('ETag')
  return etag !== null && etag.length <= 200 ? etag : null
}
