import { catalogAddress } from '../../../domain/intake/catalog-proof.ts'
import { readGithubAddress } from '../../../domain/intake/github-address.ts'
import { invalid } from '../../../http/input/field-errors.ts'

const MAX_NAME = 200

/** Returns an address in its canonical form, one per source. Throws Failure `invalid` if it cannot be crawled. */
export function sourceAddress(type: string, text: string, origins: readonly string[]): string {
  const refuse = (message: string) => invalid([{ in: 'body', pointer: '/base_url', message }])
  if (type === 'github') {
    const read = readGithubAddress(text)
    if ('fault' in read) throw refuse(read.fault)
    return `https://github.com/${read.value.repo ?? read.value.owner}`
  }
  if (!URL.canParse(text)) throw refuse('must be an address such as https://example.org/skills')
  const url = new URL(text)
  url.hash = ''
  if (url.username !== '' || url.password !== '') throw refuse('must not contain a user or password')
  // The list also keeps crawls out of private networks.
  if (!origins.includes(url.origin))
    throw refuse(`must be on one of: ${origins.join(', ')} (see the setting SOURCE_ORIGINS)`)
  return type === 'catalog' ? catalogAddress(url) : url.href
}

/** Returns the default name of a source. */
export function sourceName(type: string, address: string): string {
  const place = address.replace(/^https?:\/\/(github\.com\/)?/, '')
  return `${type}:${type === 'github' ? place.toLowerCase() : place}`.slice(0, MAX_NAME)
}
