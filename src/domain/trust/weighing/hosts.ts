import { type HostKind, hostKind } from '../data/hosts.ts'
import type { Folder } from '../reading/folder.ts'
import { type Tie, tieOf } from './ties.ts'

/** A URL in a text: its host and path. `isTied`: the skill's name or text says, at least roughly, that it is about this host. */
export type Target = { host: string; path: string; kind: HostKind; tie: Tie; isTied: boolean; isPlain: boolean }

const URL_PARTS =
  /\b(https?|ftp|wss?):\/\/(?:[^\s/@"'`<>]{1,100}@)?((?:[\w-]{1,63}\.){0,8}[\w-]{1,63}|\[[\da-f:]{2,45}\])(?::\d{1,5})?(\/[^\s"'`<>)\]]{0,300})?/gi
const MOST = 200

/** The targets of the URLs in a text. */
export function targetsIn(text: string, folder: Folder): Target[] {
  const targets: Target[] = []
  for (const [, scheme = '', host = '', path = ''] of text.matchAll(URL_PARTS)) {
    if (targets.length === MOST) break
    targets.push(target(host.toLowerCase(), path, scheme, folder))
  }
  return targets
}

function target(host: string, path: string, scheme: string, folder: Folder): Target {
  const tie = tieOf(host, path, folder)
  return {
    host,
    path,
    kind: hostKind(host, path),
    tie,
    isTied: tie !== 'none',
    isPlain: /^(?:http|ftp|ws)$/i.test(scheme),
  }
}
