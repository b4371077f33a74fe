import { nearestOf } from '../text/nearest.ts'
import { slugPart } from './slug.ts'

/** A slug that nobody has, as its parts. `publisher` is null if it names none. */
export type AskedSlug = { publisher: string | null; name: string }

const MOST = 3
/** Comparing longer names takes long, and the specification has none. */
const MAX_NAME = 64
const MAX_NEAR = 10

/** The parts of what somebody gave for a slug: `publisher--name`, `publisher/name` or a name. Returns null if nothing can be near it. */
export function readAskedSlug(ref: string): AskedSlug | null {
  const [, before, after = ''] = /^@?(?:(.+?)(?:--|\/))?(.*)$/.exec(ref) ?? []
  const name = slugPart(after)
  if (name === '' || name.length > MAX_NAME) return null
  return { publisher: before === undefined ? null : slugPart(before), name }
}

/** Up to 3 of the slugs, those most used first, that may be meant: those of the same publisher first, then those of one spelled like it. */
export function chooseSlugs({ publisher, name }: AskedSlug, slugs: readonly string[]): string[] {
  const known = slugs.map((slug) => {
    const [owner = '', own = ''] = slug.split('--')
    return { slug, owner, own }
  })
  const names = nearestOf(name, [...new Set(known.map(({ own }) => own))], MAX_NEAR)
  const owners = publisher === null ? [] : nearestOf(publisher, [...new Set(known.map(({ owner }) => owner))], MAX_NEAR)
  const strangeness = (owner: string) => (owner === publisher ? 0 : owners.includes(owner) ? 1 : 2)
  return known
    .filter(({ own }) => names.includes(own))
    .toSorted((a, b) => strangeness(a.owner) - strangeness(b.owner) || names.indexOf(a.own) - names.indexOf(b.own))
    .slice(0, MOST)
    .map(({ slug }) => slug)
}
