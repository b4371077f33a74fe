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
import { argumentsOf, mentions, taintedBy } from './taint.ts'

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
            carries:
              /^(?:curl|wget|git|scp|rsync)\b/.test(match[0]) || RAW.test(match[0]) || carriesBody(text, match.index),
          })
  return {
    view,
    sources,
    sends,
    targets: sends.length > 0 ? [...targetsIn(text, folder), ...hostsNamed(sends, folder)] : [],
    name: view.document.path,
  }
}

/** Hosts without a scheme, as sockets and mail take them. */
function hostsNamed(sends: readonly Send[], folder: Folder): Target[] {
  return sends.slice(0, 20).flatMap(({ view, end }) => {
    const host = /^\s{0,4}\(?\s{0,4}["'`]((?:[\w-]{1,63}\.){1,6}\w{2,20})["'`]/.exec(view.text.slice(end, end + 200))
    const option = /\bhost(?:name)?["']?\s{0,4}[:=]\s{0,4}["'`]((?:[\w-]{1,63}\.){1,6}\w{2,20})["'`]/.exec(
      view.text.slice(end, end + 300),
    )
    return [host, option].flatMap((found) => (found ? targetsIn(`https://${found[1]}/`, folder) : []))
  })
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
      if (
        !group.has(other) &&
        (names(member, other) || names(other, member) || member.name === other.name || meet(member, other))
      )
        group.add(other)
  }
  return [...group]
}

/** True if two scripts leave and find something in the same hidden or temporary file. */
function meet(one: Script, other: Script): boolean {
  const files = new Set([...limited(one.view.text.matchAll(RESTS))].map(([file]) => file))
  return files.size > 0 && [...limited(other.view.text.matchAll(RESTS))].some(([file]) => files.has(file))
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
  const isHome = targets.length > 0 && foreign.length === 0
  // A host is soon given a name like the skill's. That excuses the skill's own key, and nothing that belongs to others.
  const isGrave = source.strength === 'strong' || source.strength === 'environment'
  const hiding = foreign.some((target) => isHiding(target.kind) || (isGrave && isMailbox(target))) || sends.some(isRaw)
  const unnamed = foreign.filter(
    ({ kind, host, isTied }) => kind === 'unknown' && (isGrave || !isTied) && !isNamed(host, folder),
  )
  const carries = sends.some((send) => send.carries)
  const sent = flows(source, sends)
  const level = ((): [Severity, Confidence] | null => {
    if (source.strength === 'strong') {
      if (hiding && carries) return ['critical', 'high']
      if (unnamed.length > 0 && carries)
        return sent || isFar || kinds.size > 1 ? ['critical', 'high'] : ['high', 'medium']
      if (sent && foreign.some(({ kind }) => kind === 'unknown')) return ['critical', 'medium']
      if (sent && foreign.length === 0) return isHome ? null : ['high', 'medium']
      return kinds.size > 2 && carries ? ['high', 'medium'] : sent ? ['medium', 'medium'] : null
    }
    if (source.strength === 'environment') {
      if (!sent || isHome) return null
      if (hiding || unnamed.length > 0) return ['critical', 'high']
      return foreign.some(({ kind }) => kind === 'unknown') || foreign.length === 0 ? ['high', 'medium'] : null
    }
    if (source.strength === 'agent') {
      const unknown = foreign.some(({ kind, host }) => kind === 'unknown' && !isNamed(host, folder))
      if (sent && unknown && isWhole(source)) return ['critical', 'medium']
      if (hiding && carries) return ['critical', 'high']
      if (unnamed.length > 0 && carries) return sent ? ['critical', 'high'] : ['high', 'medium']
      return sent ? ['medium', 'medium'] : null
    }
    if (hiding && sent) return ['critical', 'high']
    if (hiding && carries) return ['high', 'medium']
    return unnamed.length > 0 && sent && (isWholeFile(source) || !isKeyOf(source, targets)) ? ['high', 'medium'] : null
  })()
  if (!level) return null
  const [severity, confidence] = level
  return { view: source.view, start: source.start, end: source.end, severity, confidence }
}

/** True if the name of the variable that holds the key says whose it is, and a host is theirs: `DEEPL_KEY` and api.deepl.com. */
function isKeyOf({ view, start, end }: Source, targets: readonly Target[]): boolean {
  const words = (/[A-Z][A-Z\d_]{2,60}/.exec(view.text.slice(start, end))?.[0] ?? '').toLowerCase().split('_')
  return targets.some(({ host }) =>
    words.some((word) => word.length > 2 && !ANY.has(word) && host.replaceAll('-', '').includes(word)),
  )
}
const ANY = new Set(['key', 'api', 'token', 'secret', 'password', 'access', 'auth', 'app', 'the', 'credentials'])

/** True if a file is sent as it is, and not one key of it. */
const isWhole = ({ view: { text }, start, end }: Source) =>
  !/\bJSON\.parse\b|\bjson\.loads?\b|\bjq\b|\byaml\b|\btoml|\bgrep\b|\bmatch\s{0,2}\(/.test(
    text.slice(Math.max(0, start - 120), end + 300),
  )

/** Addresses of chats that anybody can open for himself: whoever owns one reads what arrives. */
const isMailbox = ({ host, path }: Target) =>
  /(?:^|\.)discord(?:app)?\.com$/.test(host) ? /^\/api\/webhooks\//.test(path) : host === 'api.telegram.org'

/** What is looked up or piped into a socket is sent as it is. */
const RAW = /^(?:nc|ncat|netcat|socat|dns|gethostbyname|dig|nslookup|resolver)\b/
const isRaw = ({ view, start }: Send) => RAW.test(view.text.slice(start, start + 20))

const isWholeFile = ({ view, start, end }: Source) =>
  /\.env/.test(view.text.slice(start, end)) && !/process\.env/.test(view.text.slice(start, end))

/** True if a name that holds the secret, or what was made of it, stands in a call that sends. */
function flows(source: Source, sends: readonly Send[]): boolean {
  const views = [...new Set([source.view, ...sends.map(({ view }) => view)])]
  const tainted = taintedBy(
    views,
    (view, start, end) => view === source.view && start <= source.start && source.start < end,
    // The names of environments that are handed to programs.
    { spreads: (name) => !(source.strength === 'environment' && /^env(?:iron)?$/.test(name)) },
  )
  const files = filesWith(source, views, tainted)
  return sends.some((send) => {
    const call = callOf(send)
    const isInCall =
      send.view === source.view && call.ranges.some(([from, to]) => source.start >= from && source.start < to)
    return isInCall || mentions(call.text, tainted) || files.some((file) => call.text.includes(file))
  })
}

/** Where a secret may be put for a while. */
const RESTS = /(?:\/(?:tmp|var\/tmp|dev\/shm)\/|~\/\.cache\/|\$\{?TMPDIR\}?\/|[\w/~]{0,40}\/\.)[\w./-]{1,60}/g

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
function callOf({ view: { text }, start, end }: Send): { ranges: [number, number][]; text: string } {
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
