/** Longer addresses do not fit where the name of what was proven is kept. */
const MAX_ADDRESS = 300
const FILE = 'challenge.txt'
const AT_ROOT = ['/.well-known/agent-skills/', '/.well-known/skills/'].map((folder) => folder + FILE)

/**
 * Where the challenge of a catalogue has to be: beside its index. `host` is the host whose catalogue it is, in lower case, or null if it is
 * only in a folder there, which may be somebody else's than the host. Returns null if the catalogue cannot be proven.
 */
export function catalogProof(address: string): { url: string; host: string | null } | null {
  if (address.length > MAX_ADDRESS || !URL.canParse(address)) return null
  const base = new URL(address)
  if (base.search !== '' || base.hash !== '' || !/^https?:$/.test(base.protocol)) return null
  const url = base.pathname.toLowerCase().endsWith('.json')
    ? new URL(FILE, base)
    : new URL(`${base.href.replace(/\/$/, '')}/.well-known/agent-skills/${FILE}`)
  return { url: url.href, host: AT_ROOT.includes(url.pathname) ? base.hostname : null }
}

/** The form in which the address of a catalogue is kept. */
export const catalogAddress = (url: URL): string => url.href.replace(/\/$/, '')

/** The addresses that a catalogue may be kept under which somebody names. None if it is no address. */
export function catalogAddresses(text: string): string[] {
  if (!URL.canParse(text)) return []
  const url = new URL(text)
  url.hash = ''
  const named = catalogAddress(url)
  return [...new Set([named, named.replace(/\/\.well-known\/(agent-skills|skills)\/index\.json$/i, '')])]
}
