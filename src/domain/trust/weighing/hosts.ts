import { type HostKind, hostKind } from '../data/hosts.ts'
import type { Folder } from '../reading/folder.ts'

/** A URL in a text: its host and path. `isTied`: the skill itself says that it is about this host. */
export type Target = { host: string; path: string; kind: HostKind; isTied: boolean; isPlain: boolean }

const URL_PARTS =
  /\b(https?|ftp|wss?):\/\/(?:[^\s/@"'`<>]{1,100}@)?((?:[\w-]{1,63}\.){0,8}[\w-]{1,63}|\[[\da-f:]{2,45}\])(?::\d{1,5})?(\/[^\s"'`<>)\]]{0,300})?/gi
const MOST = 200

/** The targets of the URLs in a text. */
export function targetsIn(text: string, folder: Folder): Target[] {
  const targets: Target[] = []
  for (const [, scheme = '', host = '', path = ''] of text.matchAll(URL_PARTS)) {
    if (targets.length === MOST) break
    targets.push(target(host, path, scheme, folder))
  }
  return targets
}

function target(host: string, path: string, scheme: string, folder: Folder): Target {
  return {
    host: host.toLowerCase(),
    path,
    kind: hostKind(host, path),
    isTied: isTied(host, path, folder),
    isPlain: /^(?:http|ftp|ws)$/i.test(scheme),
  }
}

const GENERIC = new Set(
  'api www cli app dev get install raw github githubusercontent gist com net org io ai co sh the skill tool agent cloud data docs main master info stats metrics sync hub helper home web site online service services server test code file files text format env check auth login user users client update updates track tracker analytics telemetry log logs collect report config cdn'.split(
    ' ',
  ),
)

/**
 * True if the skill's name, its description, its homepage or its documentation names the host: a skill about a service may call it.
 * On hosts that carry everybody's files, the owner has to be named.
 */
export function isTied(host: string, path: string, folder: Folder): boolean {
  const labels = host.toLowerCase().split('.')
  const isShared =
    /(?:^|\.)(?:github|gitlab|githubusercontent|bitbucket|vercel|netlify|pages|workers|herokuapp|onrender|amazonaws|fly|replit|glitch|surge)\./.test(
      `.${host.toLowerCase()}`,
    )
  const names = isShared ? [...path.toLowerCase().split('/').slice(1, 3), ...labels.slice(0, 1)] : labels.slice(0, -1)
  const about = `${folder.name} ${folder.description} ${folder.skill?.headings[0]?.text ?? ''}`
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
  const words = new Set(about.split(' '))
  const whole = about.replaceAll(' ', '')
  return names.some((name) => {
    const plain = name.replace(/[^a-z\d]/g, '')
    if (plain.length < 3 || GENERIC.has(plain)) return false
    return (
      words.has(plain) ||
      (plain.length > 4 && whole.includes(plain)) ||
      name.split(/[-_]/).some((part) => part.length > 3 && !GENERIC.has(part) && words.has(part))
    )
  })
}

/** True if the SKILL.md names the host, or the domain that it is a part of. */
export function isNamed(host: string, folder: Folder): boolean {
  const domain = host.split('.').slice(-2).join('.')
  return folder.said.includes(domain)
}
