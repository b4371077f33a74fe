import { baseName } from '../../files/base-name.ts'
import { LIMITS } from '../budget.ts'
import { isHiding } from '../data/hosts.ts'
import { SECRET_PLACES, SECRET_WORDS, type Strength } from '../data/secret-places.ts'
import type { Folder } from '../reading/folder.ts'
import type { View } from '../reading/view.ts'
import type { Confidence, Severity } from '../report.ts'
import type { Hit } from '../rule.ts'
import { isNamed, type Target, targetsIn } from '../weighing/hosts.ts'
import { SEND_WORDS, SENDS } from './sinks.ts'

type Source = { view: View; start: number; end: number; strength: Strength }
type Send = { view: View; start: number; end: number; carries: boolean }
type Script = { view: View; sources: Source[]; sends: Send[]; targets: Target[]; name: string }

const MOST_SCRIPTS = 120

/** Secrets that are read in one script of a folder and may be sent by the same or by another that belongs to it. */
export function secretFlows(folder: Folder): Hit[] {
  const scripts = folder.views
    .filter(isScript)
    .slice(0, MOST_SCRIPTS)
    .map((view) => scriptOf(view, folder))
  if (!scripts.some(({ sends }) => sends.length > 0)) return []
  const hits: Hit[] = []
  for (const reader of scripts) {
    if (reader.sources.length === 0 || hits.length >= LIMITS.hits) continue
    const group = connected(reader, scripts)
    const sends = group.flatMap((script) => script.sends)
    if (sends.length === 0) continue
    const targets = group.flatMap((script) => script.targets)
    const worst = worstOf(reader.sources, sends, targets, folder, group.length > 1)
    if (worst) hits.push(worst)
  }
  return hits
}

/** Encoded layers count too: what is decoded there runs as well. */
const isScript = ({ document }: View) => document.kind === 'script'

function scriptOf(view: View, folder: Folder): Script {
  const { lower, text } = view
  const sources: Source[] = []
  if (SECRET_WORDS.some((word) => lower.includes(word)))
    for (const { strength, pattern } of SECRET_PLACES)
      for (const match of limited(text.matchAll(pattern)))
        if (!isPublicKey(text, match) && !isComment(view, match.index))
          sources.push({ view, start: match.index, end: match.index + match[0].length, strength })
  const sends: Send[] = []
  if (SEND_WORDS.some((word) => lower.includes(word)))
    for (const pattern of SENDS)
      for (const match of limited(text.matchAll(pattern)))
        if (!isComment(view, match.index))
          sends.push({
            view,
            start: match.index,
            end: match.index + match[0].length,
            carries: RAW.test(match[0]) || carriesBody(text, match.index),
          })
  return { view, sources, sends, targets: sends.length > 0 ? targetsIn(text, folder) : [], name: view.document.path }
}

function* limited<T>(matches: Iterable<T>): Generator<T> {
  let count = 0
  for (const match of matches) {
    if (count++ === 40) return
    yield match
  }
}

const isPublicKey = (text: string, match: RegExpMatchArray) =>
  /\.pub\b/.test(text.slice(match.index, (match.index ?? 0) + match[0].length + 12))

function isComment({ text }: View, start: number): boolean {
  const line =
    text
      .slice(Math.max(0, start - 200), start)
      .split('\n')
      .pop() ?? ''
  return /^\s{0,40}(?:#|\/\/|\*)/.test(line)
}

const carriesBody = (text: string, start: number) =>
  /\b(?:body|data|json|files|method\s{0,4}:\s{0,4}["'`](?:POST|PUT)|write\s{0,4}\(|send(?:all)?\s{0,4}\(|sendBeacon|post|put|upload|-d|-F|-T|--data|params)\b|\$\{|\?\w{1,20}=/i.test(
    text.slice(start, start + 600),
  )

/** The scripts that name a script or are named by it, over any number of steps. */
function connected(from: Script, scripts: readonly Script[]): Script[] {
  const group = new Set([from])
  for (const member of group) {
    for (const other of scripts)
      if (!group.has(other) && (names(member, other) || names(other, member) || member.name === other.name))
        group.add(other)
  }
  return [...group]
}

function names(one: Script, other: Script): boolean {
  const stem = baseName(other.name).replace(/\.[^.]+$/, '')
  return stem.length > 2 && stem !== 'index' && stem !== 'main' && stem !== '__init__' && one.view.text.includes(stem)
}

const RANK: Readonly<Record<Strength, number>> = { strong: 3, environment: 2, agent: 1, weak: 0 }

/** Judges the strongest source by where it may go. What the skill says of itself excuses only what it needs for that. */
function worstOf(
  sources: readonly Source[],
  sends: readonly Send[],
  targets: readonly Target[],
  folder: Folder,
  isFar: boolean,
): Hit | null {
  const [source] = [...sources].sort((a, b) => RANK[b.strength] - RANK[a.strength])
  if (!source) return null
  const kinds = new Set(
    sources.filter(({ strength }) => strength === 'strong').map(({ view, start, end }) => view.text.slice(start, end)),
  )
  const foreign = targets.filter(({ kind }) => kind !== 'own' && kind !== 'placeholder')
  const hiding = foreign.some(({ kind }) => isHiding(kind)) || sends.some(isRaw)
  const unnamed = foreign.filter(({ kind, host, isTied }) => kind === 'unknown' && !isTied && !isNamed(host, folder))
  const carries = sends.some((send) => send.carries)
  const sent = carries && flows(source, sends)
  const level = ((): [Severity, Confidence] | null => {
    if (source.strength === 'strong') {
      if (hiding && carries) return ['critical', 'high']
      if (unnamed.length > 0 && carries)
        return sent || isFar || kinds.size > 1 ? ['critical', 'high'] : ['high', 'medium']
      if (sent && foreign.every(({ kind }) => kind === 'unknown')) return ['high', 'medium']
      return kinds.size > 2 && carries ? ['high', 'medium'] : sent ? ['medium', 'medium'] : null
    }
    if (source.strength === 'environment') {
      if (!sent) return null
      if (hiding || unnamed.length > 0) return ['critical', 'high']
      return foreign.some(({ kind }) => kind === 'unknown') || foreign.length === 0 ? ['high', 'medium'] : null
    }
    if (source.strength === 'agent') {
      if (hiding && carries) return ['critical', 'high']
      if (unnamed.length > 0 && carries) return sent ? ['critical', 'high'] : ['high', 'medium']
      return sent ? ['medium', 'medium'] : null
    }
    if (hiding && sent) return ['critical', 'high']
    if (hiding && carries) return ['high', 'medium']
    return unnamed.length > 0 && sent && isWholeFile(source) ? ['high', 'medium'] : null
  })()
  if (!level) return null
  const [severity, confidence] = level
  return { view: source.view, start: source.start, end: source.end, severity, confidence }
}

/** What is looked up or piped into a socket is sent as it is. */
const RAW = /^(?:nc|ncat|netcat|socat|dns|gethostbyname|dig|nslookup|resolver)\b/
const isRaw = ({ view, start }: Send) => RAW.test(view.text.slice(start, start + 20))

const isWholeFile = ({ view, start, end }: Source) =>
  /\.env/.test(view.text.slice(start, end)) && !/process\.env/.test(view.text.slice(start, end))

/** True if a name that holds the secret, or what was made of it, stands in a call that sends. */
function flows(source: Source, sends: readonly Send[]): boolean {
  const tainted = new Set<string>()
  const views = [...new Set([source.view, ...sends.map(({ view }) => view)])]
  for (const view of views)
    for (let round = 0; round < 3; round++) {
      const before = tainted.size
      for (const { left, right, start } of assignments(view)) {
        const holds =
          (view === source.view && start <= source.start && source.start < start + left.length + right.length + 8) ||
          mentions(right, tainted)
        if (holds && !(source.strength === 'environment' && /^env(?:iron)?$/.test(left))) tainted.add(left)
      }
      if (tainted.size === before) break
    }
  return sends.some((send) => {
    const call = callOf(send)
    const isInCall = send.view === source.view && source.start >= call.start && source.start < call.end
    return isInCall || mentions(call.text, tainted)
  })
}

/** The arguments of a call that sends, and of the calls that write to what it opened; of a command, its line. */
function callOf({ view: { text }, start, end }: Send): { start: number; end: number; text: string } {
  const line = text.lastIndexOf('\n', start) + 1
  if (text[end - 1] !== '(') {
    const stop = text.indexOf('\n', end)
    const to = Math.min(stop < 0 ? text.length : stop, start + 600)
    return { start: Math.max(line, start - 300), end: to, text: text.slice(Math.max(line, start - 300), to) }
  }
  let depth = 0
  let to = end - 1
  for (; to < text.length && to < end + 800; to++) {
    if (text[to] === '(') depth++
    if (text[to] === ')' && --depth === 0) break
  }
  const behind = text.slice(to, to + 500)
  const writes = [...behind.matchAll(/\.(?:write|send|sendall|end|sendto|append)\s{0,2}\(([^\n]{0,200})/g)].map(
    ([, args]) => args,
  )
  return { start, end: to, text: [text.slice(start, to), ...writes].join('\n') }
}

const ASSIGNS =
  /(?:\b(?:const|let|var|local|export|def|function|async function)\s{1,4})?(?<![\w.$])\$?([A-Za-z_]\w{1,40})\s{0,4}(?:=(?!=)|\+=|\([^\n)]{0,80}\)\s{0,4}(?:->[^\n:]{0,20})?[:{])\s{0,4}/g
const MOST_ASSIGNMENTS = 400

type Assignment = { left: string; right: string; start: number }

/** What is assigned to which name, roughly: up to the next assignment, at most 600 characters. */
function assignments({ text }: View): Assignment[] {
  const found: Assignment[] = []
  for (const match of text.matchAll(ASSIGNS)) {
    if (found.length === MOST_ASSIGNMENTS) break
    const [whole, left = ''] = match
    const from = match.index + whole.length
    const rest = text.slice(from, from + 600)
    const isFunction = /[:{]\s{0,4}$/.test(whole)
    const stop = isFunction
      ? rest.search(/\n(?:def |function |\}|class )/)
      : rest.search(
          /\n\s{0,40}(?:const |let |var |[\w.]{1,40}\s{0,2}=(?!=)|if |for |return |def |\w+\()|;\s{0,4}\n|\n\s{0,8}\n/,
        )
    found.push({ left, right: stop < 0 ? rest : rest.slice(0, stop), start: match.index })
  }
  return found
}

function mentions(text: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false
  for (const [word] of text.matchAll(/[A-Za-z_]\w{1,40}/g)) if (names.has(word)) return true
  return false
}
