import { baseName } from '../../files/base-name.ts'
import { type Place, SECRET_PLACES, SECRET_WORDS, type Strength } from '../data/secret-places.ts'
import type { Document } from '../reading/document.ts'
import type { Folder } from '../reading/folder.ts'
import { makeView, type View } from '../reading/view.ts'
import { type Target, targetsIn } from '../weighing/hosts.ts'
import { SEND_WORDS, SENDS, SHOWS } from './sinks.ts'
import { isTalk } from './talk.ts'

export type Source = { view: View; start: number; end: number; strength: Strength; text: string }
/** `carries`: it seems to have a body. */
export type Send = { view: View; start: number; end: number; carries: boolean }
export type Script = { view: View; sources: Source[]; sends: Send[]; targets: Target[]; name: string; isFence: boolean }

const MOST_SCRIPTS = 120
const MOST_FENCES = 60

/** The scripts of a folder, and the blocks of code in its texts that an agent is to run. Encoded layers count too: they run as well. */
export function scriptsOf(folder: Folder): Script[] {
  const scripts = folder.views.filter(({ document }) => isRun(document)).slice(0, MOST_SCRIPTS)
  const fences = folder.views.filter(({ document }) => document.kind === 'markdown').flatMap(fencesOf)
  return [
    ...scripts.map((view) => scriptOf(view, folder, false)),
    ...fences.slice(0, MOST_FENCES).map((view) => scriptOf(view, folder, true)),
  ]
}

/** Workflows hold scripts. */
const isRun = ({ kind, text }: Document): boolean =>
  kind === 'script' || (kind === 'config' && /^\s{0,40}(?:- )?(?:run|script|command|entrypoint|runcmd):/m.test(text))

const RUN = new Set(['', 'shell', 'python', 'javascript', 'typescript', 'powershell', 'ruby', 'php', 'perl', 'go'])

/** The blocks of code of a text, each as a view of its own. */
export function fencesOf(view: View): View[] {
  const { document } = view
  if (view.layers.length > 0) return []
  return document.zones.flatMap(({ kind, language, start, end }) => {
    if (kind !== 'code' || !RUN.has(language)) return []
    const from = indexOf(view, start)
    const text = view.text.slice(from, indexOf(view, end))
    const lower = text.toLowerCase()
    return [...SEND_WORDS, ...SECRET_WORDS].some((word) => lower.includes(word))
      ? [makeView(document, { text, at: (index) => view.at(from + index) })]
      : []
  })
}

/** Where in a view stands what is at an offset of the original. */
function indexOf(view: View, offset: number): number {
  let low = 0
  let high = view.text.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (view.at(middle) < offset) low = middle + 1
    else high = middle
  }
  return low
}

function scriptOf(view: View, folder: Folder, isFence: boolean): Script {
  const sends = sendsIn(view)
  return {
    view,
    sources: sourcesIn(view, folder),
    sends,
    targets: sends.length > 0 ? [...targetsIn(view.text, folder), ...hostsNamed(sends, folder)] : [],
    name: view.document.path,
    isFence,
  }
}

/** Where a wallet's words are asked for, a phrase is one. */
const PHRASE =
  /\b(?:seed|recovery|secret|backup)\s{1,2}(?:recovery\s{1,2})?(?:phrase|words)|\bmnemonic\b|\b12\b[^\n]{0,16}\b24\b[^\n]{0,12}\bwords\b/
const ITS_WORDS = /(?<![\w.])(?:args?\.|a\.|opts\.|argv\.)?(?:phrase|words|seed)\b(?!\s{0,2}[:=(])/g

function sourcesIn(view: View, folder: Folder): Source[] {
  const { lower, text } = view
  if (!SECRET_WORDS.some((word) => lower.includes(word))) return []
  const sources: Source[] = []
  const isShell = view.document.kind === 'script' && view.document.zones[0]?.language === 'shell'
  const places: readonly Place[] = PHRASE.test(folder.said)
    ? [...SECRET_PLACES, { strength: 'asked', pattern: ITS_WORDS }]
    : SECRET_PLACES
  for (const { strength, pattern } of places)
    for (const match of limited(text.matchAll(pattern)))
      if (
        !isPublicKey(text, match) &&
        (strength !== 'weak' || !match[0].startsWith('$') || isShell) &&
        !isTested(view, match[0]) &&
        !isLogin(text, match.index) &&
        !isTalk(view, match.index)
      )
        sources.push({ view, start: match.index, end: match.index + match[0].length, strength, text: match[0] })
  return sources
}

function sendsIn(view: View): Send[] {
  const { lower, text } = view
  if (!SEND_WORDS.some((word) => lower.includes(word))) return []
  const sends: Send[] = []
  for (const pattern of SENDS)
    for (const match of limited(text.matchAll(pattern)))
      if (!isTalk(view, match.index))
        sends.push({
          view,
          start: match.index,
          end: match.index + match[0].length,
          carries:
            /^(?:curl|wget|git|scp|rsync)\b/.test(match[0]) || RAW.test(match[0]) || carriesBody(text, match.index),
        })
  for (const pattern of SHOWS)
    for (const match of limited(text.matchAll(pattern)))
      if (!/^\s{0,40}(?:#|\/\/|\*)/.test(text.slice(text.lastIndexOf('\n', match.index) + 1, match.index)))
        sends.push({ view, start: match.index, end: match.index + match[0].length, carries: true })
  return sends
}

/** Hosts without a scheme, as sockets and mail take them. */
function hostsNamed(sends: readonly Send[], folder: Folder): Target[] {
  return sends.slice(0, 20).flatMap(({ view, end }) => {
    const host = /^\s{0,4}\(?\s{0,4}["'`]((?:[\w-]{1,63}\.){1,6}\w{2,20})["'`]/.exec(view.text.slice(end, end + 200))
    const option = /\bhost(?:name)?["']?\s{0,4}[:=]\s{0,4}["'`]((?:[\w-]{1,63}\.){1,6}\w{2,20})["'`]/.exec(
      view.text.slice(end, end + 300),
    )
    // A connection whose host stands in a table of its own.
    const listed = /Connection|socket|Dial/.test(view.text.slice(end - 40, end))
      ? [...view.text.matchAll(/["']((?:[a-z\d-]{1,63}\.){2,6}[a-z]{2,20})["']/g)].slice(0, 8)
      : []
    return [host, option, ...listed].flatMap((found) => (found ? targetsIn(`https://${found[1]}/`, folder) : []))
  })
}

/** The first few of many. */
export function* limited<T>(matches: Iterable<T>): Generator<T> {
  let count = 0
  for (const match of matches) {
    if (count++ === 40) return
    yield match
  }
}

const isPublicKey = (text: string, match: RegExpMatchArray) =>
  /\.pub\b/.test(text.slice(match.index, (match.index ?? 0) + match[0].length + 12))

/** Tests of paths ask for a file that every machine has. */
const isTested = ({ document }: View, place: string) =>
  place.startsWith('/etc/') && /(?:^|\/)(?:tests?\/|test_|spec\/)|[._-](?:test|spec)\./.test(document.path)

/** A key by which a program logs in stays where it is. */
const isLogin = (text: string, start: number) =>
  /(?:\s-i|\bIdentityFile|\bkey_filename\s{0,2}=|--(?:private-)?key(?:-file)?)[\s=]{0,4}["']?[\w~/$.{}]{0,60}$/.test(
    text.slice(Math.max(0, start - 100), start),
  )

const carriesBody = (text: string, start: number) =>
  /^urllib\.request\.Request\s{0,4}\(\s{0,4}[^,()\n]{1,80},\s{0,4}(?!headers|method)\w/.test(
    text.slice(start, start + 200),
  ) ||
  /\b(?:body|data|json|files|method\s{0,4}:\s{0,4}["'`](?:POST|PUT)|write\s{0,4}\(|send(?:all)?\s{0,4}\(|sendBeacon|post|put|upload|--data|params)\b|["'\s]-[dFT]\b|\$\{|\?\w{1,20}=/i.test(
    text.slice(start, start + 600),
  )

/** What is looked up or piped into a socket is sent as it is. */
const RAW =
  /^(?:nc|ncat|netcat|socat|ping|host|drill|getent|dns|gethostbyname|getaddrinfo|dig|nslookup|resolver|net\.Lookup\w{0,6}|Resolv|dns_get_record|nsl)\b/
export const isRaw = ({ view, start }: Send): boolean => RAW.test(view.text.slice(start, start + 20))

/** Where a secret may be put for a while. */
export const RESTS = /(?:\/(?:tmp|var\/tmp|dev\/shm)\/|~\/\.cache\/|\$\{?TMPDIR\}?\/|[\w/~]{0,40}\/\.)[\w./-]{1,60}/g

/** The scripts that name a script or are named by it, over any number of steps. */
export function connected(from: Script, scripts: readonly Script[]): Script[] {
  const group = new Set([from])
  for (const member of group) {
    for (const other of scripts)
      if (
        !group.has(other) &&
        (member.isFence || other.isFence
          ? member.isFence && other.isFence && member.name === other.name && meet(member, other)
          : names(member, other) || names(other, member) || member.name === other.name || meet(member, other))
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
