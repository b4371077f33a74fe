import { CATCHERS, DROPS, PASTES, SHORTENERS } from './hiding-hosts.ts'
import { APIS, INSTALLERS, OWNERS } from './known-hosts.ts'
import { sharedSuffix } from './shared-hosts.ts'

const NAMES = {
  installer: INSTALLERS,
  paste: PASTES,
  drop: DROPS,
  shortener: SHORTENERS,
  catcher: CATCHERS,
  api: APIS,
} as const
type Listed = keyof typeof NAMES

/** What is known of a host. `address` is a public bare IP address, `own` is this machine or its network, `placeholder` is a name that nobody can have. */
export type HostKind = Listed | 'address' | 'own' | 'placeholder' | 'unknown'

const sets = Object.fromEntries(Object.entries(NAMES).map(([kind, names]) => [kind, new Set<string>(names)])) as Record<
  Listed,
  Set<string>
>

/** Reserved (RFC 2606, RFC 6761). A name without a dot is none of the network: it stands for one. */
const PLACEHOLDER = /^(?:.{1,200}\.)?(?:example\.(?:com|net|org|edu)|test|invalid)$/
/** What texts call a host of the reader's. Anybody can buy such a name. */
const STAND_IN =
  /^(?:.{1,200}\.)?(?:your-?[\w-]{1,20}\.\w{2,8}|my-?domain\.\w{2,8}|domain\.(?:com|tld)|company\.com|acme\.com)$/
const OWN =
  /^(?:(?:.{1,200}\.)?local(?:host|domain)?|127\.[\d.]{1,11}|0\.0\.0\.0|10\.[\d.]{1,11}|192\.168\.[\d.]{1,7}|172\.(?:1[6-9]|2\d|3[01])\.[\d.]{1,7}|169\.254\.[\d.]{1,7}|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.[\d.]{1,7}|\[?::1\]?)$/
/** Addresses that stand for others in what tutorials write. */
const NO_ADDRESS = /^(?:1\.2\.3\.4|x\.x\.x\.x)$/
/** Reserved for documentation (RFC 5737): nobody is there, but who is told to run what comes from it still trusts a stranger. */
const DOCUMENTATION = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/

/** What is known of the host of a URL. With a path, as `raw.githubusercontent.com/nvm-sh/…`, its first folder counts too. */
export function hostKind(host: string, path = ''): HostKind {
  const name = host.toLowerCase().replace(/:\d+$/, '')
  if (OWN.test(name)) return 'own'
  // One number for all four parts of an address is no name that people write.
  if (/^(?:0x[\da-f]{6,8}|\d{8,10})$/.test(name)) return 'address'
  if (PLACEHOLDER.test(name) || NO_ADDRESS.test(name) || !/[.\]]/.test(name)) return 'placeholder'
  if (DOCUMENTATION.test(name)) return 'unknown'
  if (/^\d{1,3}(?:\.\d{1,3}){1,3}$/.test(name) || name.startsWith('[')) return 'address'
  const owner = /^\/?([^/?#]{1,100})/.exec(path)?.[1] ?? ''
  if (
    /^(?:raw\.githubusercontent|github|objects\.githubusercontent)\.com$/.test(name) &&
    OWNERS.has(owner.toLowerCase())
  )
    return 'installer'
  // A bucket or a function of a provider is not the provider's.
  const isListed = sharedSuffix(name) === '' || sets.installer.has(name) || sets.catcher.has(domainPart(name))
  if (!isListed) return 'unknown'
  for (const kind of ['paste', 'drop', 'shortener', 'catcher', 'installer', 'api'] as const)
    for (let part = name; part.includes('.'); part = part.slice(part.indexOf('.') + 1))
      if (sets[kind].has(part) && !(kind === 'installer' && part !== name && part !== name.replace(/^www\./, '')))
        return kind
  return 'unknown'
}

/** True for an unknown host that may stand for the reader's, as `your-cdn.dev`. Somebody may have bought it, so it excuses nothing grave. */
export const isStandIn = (host: string): boolean => STAND_IN.test(host)

/** True for an address that is reserved for documentation. */
export const isDocumentation = (host: string): boolean => DOCUMENTATION.test(host)

/** True if a command may reach somebody else there: not on this machine, and not at a name that nobody can register. */
export const isSomebody = ({ kind }: { kind: HostKind }): boolean => kind !== 'own' && kind !== 'placeholder'

const domainPart = (name: string) => name.split('.').slice(-2).join('.')

/** Hosts that hide who receives or who wrote. */
export const isHiding = (kind: HostKind): boolean =>
  kind === 'address' || kind === 'paste' || kind === 'drop' || kind === 'shortener' || kind === 'catcher'
