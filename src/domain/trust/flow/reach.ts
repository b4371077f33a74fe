import type { Folder } from '../reading/folder.ts'
import type { View } from '../reading/view.ts'
import { type Target, targetsIn } from '../weighing/hosts.ts'
import { limited, RESTS, type Send, type Source } from './scripts.ts'
import { argumentsOf, assignments, mentions, taintedBy } from './taint.ts'

/** The calls that send a secret, or what was made of it. */
export function reachedBy(
  source: Source,
  sends: readonly Send[],
  views: readonly View[],
  passes: (right: string) => boolean = () => true,
): Send[] {
  const tainted = taintedBy(
    views,
    (view, start, end) => view === source.view && start <= source.start && source.start < end,
    // The names of environments that are handed to programs.
    { passes, spreads: (name) => !(source.strength === 'environment' && /^env(?:iron)?$/.test(name)) },
  )
  const files = filesWith(source, views, tainted)
  return sends.filter((send) => {
    const call = callOf(send)
    const isInCall =
      send.view === source.view && call.ranges.some(([from, to]) => source.start >= from && source.start < to)
    return isInCall || mentions(call.text, tainted) || files.some((file) => call.text.includes(file))
  })
}

/** What packs a value up, and what makes something else of it. */
const PACKS =
  /\bJSON\.stringify\b|\bjson\.dumps\b|\burlencode\b|\bb64encode\b|\bbtoa\b|\bBuffer\.from\b|\bFormData\b|\bURLSearchParams\b|\.encode\s{0,2}\(|[{[]/i
const MAKES =
  /\b(?:sign|derive|hash|hmac|pbkdf\d?|from_?(?:key|seed|mnemonic|secret_?key|private_?key)|to_?seed|keypair|wallet|account|signer|ethers|new\s{1,2}\w{1,30}\s{0,2}\()/i

/** The calls that send a value as it is: what was signed with a key, or derived from it, is not the key. */
export function packedBy(source: Source, sends: readonly Send[], views: readonly View[]): Send[] {
  if (source.text.endsWith('(')) return reachedBy(source, sends, views, (right) => !MAKES.test(right.slice(0, 160)))
  const name = (/\w{1,60}$/.exec(source.text)?.[0] ?? '').toLowerCase()
  const isIt = (text: string) => new RegExp(`(?<![\\w"'])${name}\\b(?!["']?\\s{0,2}:)`, 'i').test(text)
  return sends.filter((send) => {
    const { text } = callOf(send)
    if (isIt(text.replace(/\w{1,40}\s{0,2}\([^()\n]{0,160}\)/g, (call) => (MAKES.test(call) ? '' : call)))) return true
    const packed = assignments(send.view)
      .filter(({ right }) => isIt(right.slice(0, 300)) && PACKS.test(right) && !MAKES.test(right.slice(0, 300)))
      .map(({ left }) => left)
    return mentions(text, new Set(packed))
  })
}

/** Where calls send to: the addresses in them, and those that their names stand for. Empty if no call says it. */
export function targetsOf(sends: readonly Send[], folder: Folder): Target[] {
  return sends.slice(0, 20).flatMap((send) => {
    const { text } = callOf(send)
    const own = targetsIn(text, folder)
    if (own.length > 0) return own
    const names = new Set((text.slice(0, 400).match(/[A-Za-z_]\w{0,40}/g) ?? []).slice(0, 60))
    return assignments(send.view)
      .filter(({ left, right }) => names.has(left) && right.includes('://'))
      .slice(0, 8)
      .flatMap(({ right }) => targetsIn(right.split('\n', 1)[0] ?? '', folder))
  })
}

/** The files into which a script puts the secret: those that its own lines, or what became of it, name. */
function filesWith(source: Source, views: readonly View[], tainted: ReadonlySet<string>): string[] {
  const files = new Set<string>()
  const { text } = source.view
  const from = text.lastIndexOf('\n', source.start) + 1
  const to = text.indexOf('\n', source.end)
  const own = text.slice(from, to < 0 ? from + 400 : Math.min(to, from + 600))
  for (const [file] of own.matchAll(RESTS)) if (!own.slice(source.start - from).startsWith(file)) files.add(file)
  for (const view of views)
    for (const match of limited(view.text.matchAll(RESTS))) {
      const line = view.text.lastIndexOf('\n', match.index) + 1
      if (mentions(view.text.slice(Math.max(line, match.index - 160), match.index), tainted)) files.add(match[0])
    }
  return [...files].filter((file) => !file.includes('.ssh') && !file.includes('.aws'))
}

/** The arguments of a call that sends, and of the calls that write to what it opened; of a command, its line. */
export function callOf({ view: { text }, start, end }: Send): { ranges: [number, number][]; text: string } {
  const line = text.lastIndexOf('\n', start) + 1
  if (text[end - 1] !== '(') {
    const stop = text.indexOf('\n', end)
    const range: [number, number] = [Math.max(line, start - 300), Math.min(stop < 0 ? text.length : stop, start + 600)]
    return { ranges: [range], text: text.slice(...range) }
  }
  const { to } = argumentsOf(text, end)
  const ranges: [number, number][] = [[start, to]]
  for (const { 0: whole, index } of text.slice(to, to + 600).matchAll(WRITES))
    ranges.push([to + index, to + index + whole.length])
  return { ranges, text: ranges.map((range) => text.slice(...range)).join('\n') }
}

const WRITES =
  /\.(?:write|send|sendall|end|sendto|append|sendmail|send_message|storbinary|put|putfile)\s{0,2}\([^\n]{0,200}/g
