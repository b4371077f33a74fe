import { LIMITS } from '../budget.ts'
import type { Folder } from '../reading/folder.ts'
import type { Hit } from '../rule.ts'
import { argumentsOf, mentions, taintedBy } from './taint.ts'

const HOME =
  /\bexpanduser\s{0,2}\(|\bPath\.home\s{0,2}\(|\bhomedir\s{0,2}\(|\bprocess\.env\.(?:HOME|USERPROFILE)\b|\benviron(?:\.get)?\s{0,2}[[(]\s{0,2}["'](?:HOME|USERPROFILE)|\$\{?HOME\b|(?<=[\s"'=])~(?=\/)|\$env:USERPROFILE\b|\bDir\.home\b|\bos\.UserHomeDir\s{0,2}\(/g
const DELETES =
  /\b(?:shutil\.rmtree|rmtree|rmSync|rmdirSync|fs\.(?:rm|rmdir|unlink)|unlinkSync|rimraf(?:\.sync)?|os\.(?:remove|unlink)|FileUtils\.rm_rf|os\.RemoveAll|fs\.promises\.rm|(?<=\.)unlink)\s{0,2}\(|\brm\s{1,4}-\w{0,3}[rR]\w{0,3}\s|\bRemove-Item\s|\bshred\s|\bfind\s[^\n]{0,80}-delete\b/g
const FOLDERS = /\b(?:Documents|Desktop|Pictures|Photos|Movies|Music|Downloads)\b/g
const MOST = 40

/** Calls that delete several folders of the user's own, by whatever names their paths go. */
export function wipesOfHome(folder: Folder): Hit[] {
  const hits: Hit[] = []
  for (const view of folder.views) {
    const { text } = view
    if (view.document.kind !== 'script' || new Set(text.match(FOLDERS) ?? []).size < 2) continue
    const places = [...text.matchAll(HOME)].slice(0, MOST).map(({ index }) => index)
    if (places.length === 0) continue
    const tainted = taintedBy([view], (_, start, end) => places.some((at) => start <= at && at < end))
    for (const match of [...text.matchAll(DELETES)].slice(0, MOST)) {
      const from = match.index + match[0].length
      const end = match[0].endsWith('(') ? argumentsOf(text, from).to : text.indexOf('\n', from)
      const what = text.slice(match.index, end < 0 ? from + 300 : end)
      const isHome = mentions(what, tainted) || places.some((at) => match.index <= at && at < match.index + what.length)
      const near = new Set(text.slice(Math.max(0, match.index - 500), match.index + what.length).match(FOLDERS) ?? [])
      if (!isHome || near.size < 2 || hits.length >= LIMITS.hits) continue
      hits.push({ view, start: match.index, end: match.index + what.length })
    }
  }
  return hits
}
