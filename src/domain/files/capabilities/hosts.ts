/** Reserved names that stand for others in examples, and this machine (RFC 2606, RFC 6761). */
const RESERVED = /^(.+\.)?(example(\.(com|net|org|edu))?|test|invalid|localhost|local)$|^127\.|^0\.0\.0\.0$|^\[::1?\]$/
const AUTHORITIES = /\b(?:https?|wss?|ftp):\/\/([^\s/?#"'`<>()\\|,;^]{1,300})/gi
/** What a template fills in. */
const UNFILLED = /[${}*%]/

/** Of one text. */
const MAX_AUTHORITIES = 2000

/** The hosts of the URLs in a text, in lower case, without those that stand for others. A part before `@` is no host. */
export function hostsIn(text: string): string[] {
  const authorities = new Set<string>()
  for (const [, found = ''] of text.matchAll(AUTHORITIES)) {
    const authority = found.replace(/\*+$/, '')
    if (!UNFILLED.test(authority)) authorities.add(authority)
    if (authorities.size === MAX_AUTHORITIES) break
  }
  const hosts = [...authorities].flatMap((authority) => hostOf(authority) ?? [])
  return [...new Set(hosts)].filter((host) => /[.:]/.test(host) && !RESERVED.test(host))
}

function hostOf(authority: string): string | null {
  // Sentences and Markdown go on behind it. Only an IPv6 address begins with a bracket.
  const written = authority.startsWith('[') ? authority : (authority.split(']')[0] ?? '').replace(/[.:!]+$/, '')
  return URL.canParse(`https://${written}`) ? new URL(`https://${written}`).hostname.replace(/\.$/, '') : null
}
