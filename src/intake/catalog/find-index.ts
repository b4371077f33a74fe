import type { Crawl } from '../crawl-context.ts'
import type { SafeAnswer } from '../fetch-safely.ts'
import { SourceFault } from '../source-fault.ts'

const MAX_INDEX_BYTES = 4 * 1024 * 1024

/** The index of another catalogue, and the address that its own are relative to. */
export type FoundIndex = { bytes: Uint8Array; address: string; etag: string | null }

/**
 * The index at the address itself, or at the first of the places where a site has it. One that has none there, or leads elsewhere, lets the
 * next be asked; one that cannot answer now does not, as the other place may have an index of less. Throws SourceFault.
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
      const fault = new SourceFault('failed', `The index answered ${answer.status}.`)
      if (!isNone(answer)) throw fault
      none ??= fault
    }
  }
  // That it leads elsewhere says more than that there is nothing at the other place.
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

const isNone = ({ status }: SafeAnswer) => status < 500 && status !== 429

function etagOf({ headers }: SafeAnswer): string | null {
  const etag = headers.get('ETag')
  return etag !== null && etag.length <= 200 ? etag : null
}
