import { zoneAt } from '../reading/document.ts'
import type { Folder } from '../reading/folder.ts'
import type { View } from '../reading/view.ts'
import type { ZoneKind } from '../reading/zones.ts'

/** A part of a text that is looked at as a whole, by places in its view. */
export type Passage = { view: View; start: number; end: number; text: string }

/** As far around an anchor as one reads on without losing what it was about. */
const AROUND = 800
const MOST = 30

/** The passages around the matches of an anchor in the texts that an agent reads. Matches close to each other make one passage. */
export function passagesAround(folder: Folder, anchor: RegExp, kinds: readonly ZoneKind[]): Passage[] {
  const passages: Passage[] = []
  for (const view of folder.views) {
    if (view.document.kind !== 'markdown' && view.document.kind !== 'markup') continue
    let inView = 0
    for (const { index, 0: found } of view.text.matchAll(anchor)) {
      if (!kinds.includes(zoneAt(view.document, view.at(index)).kind)) continue
      const last = passages.at(-1)
      if (last && last.view === view && index + found.length < last.end - AROUND / 2) continue
      if (inView++ === MOST) break
      const start = Math.max(0, index - AROUND / 2)
      const end = Math.min(view.text.length, index + found.length + AROUND)
      passages.push({ view, start: index, end, text: view.text.slice(start, end) })
    }
  }
  return passages
}

/** How many of these signs a text shows. */
export const signsIn = (text: string, signs: readonly RegExp[]): number =>
  signs.filter((sign) => sign.test(text)).length

/** A text without the sentences that forbid or warn of what they name. */
export const withoutWarnings = (text: string): string =>
  text
    .split(/(?<=[.!?。！？])\s|\n/)
    .filter((sentence) => !FORBIDS.test(sentence))
    .join('\n')

const FORBIDS =
  /\b(?:never|do not|don't|must not|should not|avoid|refuse to|under no circumstances|no (?:skill|service|one) (?:should|will|needs))\b[^\n]{0,60}\b(?:ask|share|send|paste|post|upload|enter|type|run|execute|install|download|give|read|commit|print|log|open|store|disable|turn|switch)\b|(?:不要|切勿|绝不|请勿)[^\n]{0,12}(?:发送|分享|输入|运行|下载|安装|关闭)/i
