import { readGithubAddress } from '../../../domain/intake/github-address.ts'
import { invalid } from '../../../http/validate.ts'

const MAX_NAME = 200

/** An address as it is kept: each source has one way to write it. Throws Failure `invalid` for one that is not crawled. */
export function sourceAddress(type: string, text: string, origins: readonly string[]): string {
  const refuse = (message: string) => invalid([{ in: 'body', pointer: '/base_url', message }])
  if (type === 'github') {
    const read = readGithubAddress(text)
    if ('fault' in read) throw refuse(read.fault)
    return `https://github.com/${read.value.repo ?? read.value.owner}`
  }
  if (!URL.canParse(text)) throw refuse('is no address')
  const url = new URL(text)
  url.hash = ''
  if (url.username !== '' || url.password !== '') throw refuse('must not have a user or password')
  // A name that leads into a private network is never on the list.
  if (!origins.includes(url.origin)) throw refuse(`must be on one of: ${origins.join(', ')} (SOURCE_ORIGINS has them)`)
  return type === 'catalog' ? url.href.replace(/\/$/, '') : url.href
}

/** What a source is called where nobody says. */
export function sourceName(type: string, address: string): string {
  const place = address.replace(/^https?:\/\/(github\.com\/)?/, '')
  return `${type}:${type === 'github' ? place.toLowerCase() : place}`.slice(0, MAX_NAME)
}
