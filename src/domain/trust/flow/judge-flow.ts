import { editDistance } from '../../text/nearest.ts'
import { isHiding, isSomebody, isStandIn } from '../data/hosts.ts'
import { skeletonOf } from '../data/names.ts'
import { hostsOfKey } from '../data/vendors.ts'
import type { Folder } from '../reading/folder.ts'
import type { Confidence, Severity } from '../report.ts'
import type { Target } from '../weighing/hosts.ts'
import { isNamed } from '../weighing/ties.ts'
import { isRaw, type Send, type Source } from './scripts.ts'

export type Judgement = [Severity, Confidence]

/** `reached`: the calls that send the source, as far as its names can be followed. `isFar`: the calls are in other scripts, too. */
type Flow = {
  folder: Folder
  sources: readonly Source[]
  sends: readonly Send[]
  reached: readonly Send[]
  targets: readonly Target[]
  isFar: boolean
  isFence: boolean
}

/** Judges a secret by where it may go. What the skill says of itself excuses only what it needs for that. */
export function judgeFlow(source: Source, flow: Flow): Judgement | null {
  const { folder, targets, reached } = flow
  const foreign = targets.filter(
    (target) => isSomebody(target) && !(source.strength === 'weak' && isStandIn(target.host)),
  )
  // A host is soon given a name like the skill's. That excuses the skill's own key, and nothing that belongs to others.
  const isGrave = source.strength === 'strong' || source.strength === 'environment'
  const where = {
    isSent: reached.length > 0,
    isHome: targets.length > 0 && foreign.length === 0,
    isNowhere: foreign.length === 0,
    isUnknown: foreign.some(({ kind }) => kind === 'unknown'),
    isHidden:
      foreign.some((target) => isHiding(target.kind) || (isGrave && isMailbox(target))) || flow.sends.some(isRaw),
    isUnnamed: foreign.some(
      ({ kind, host, tie, isTied }) =>
        kind === 'unknown' &&
        (isGrave || (source.strength === 'identity' || source.strength === 'files' ? tie !== 'own' : !isTied)) &&
        !isNamed(host, folder),
    ),
    carries: flow.sends.some((send) => send.carries),
  }
  // What a text shows is there to be read first: it counts if it says itself what goes where.
  if (flow.isFence && (!where.isSent || !(where.isUnknown || where.isHidden))) return null
  return JUDGES[source.strength](source, flow, where)
}

type Where = Readonly<
  Record<'isSent' | 'isHome' | 'isNowhere' | 'isUnknown' | 'isHidden' | 'isUnnamed' | 'carries', boolean>
>
type JudgeSource = (source: Source, flow: Flow, where: Where) => Judgement | null

const JUDGES: Readonly<Record<Source['strength'], JudgeSource>> = {
  strong: (_, { sources, isFar, targets }, where) => {
    const kinds = new Set(sources.filter(({ strength }) => strength === 'strong').map(({ text }) => text)).size
    if (where.isHidden && where.carries) return ['critical', 'high']
    if (where.isUnnamed && where.carries)
      return where.isSent || isFar || kinds > 1 ? ['critical', 'high'] : ['high', 'medium']
    if (where.isSent && where.isUnknown) return ['critical', 'medium']
    // An address that no text shows was put together so that none does.
    if (where.isSent && targets.length === 0) return ['critical', 'medium']
    if (where.isSent && where.isNowhere) return where.isHome ? null : ['high', 'medium']
    return kinds > 2 && where.carries ? ['high', 'medium'] : where.isSent ? ['medium', 'medium'] : null
  },
  environment: (_, __, where) => {
    if (!where.isSent || where.isHome) return null
    if (where.isHidden || where.isUnnamed) return ['critical', 'high']
    return where.isUnknown || where.isNowhere ? ['high', 'medium'] : null
  },
  asked: ({ text }, { folder, targets }, where) => {
    if (!where.isSent || where.isHome) return null
    if (where.isHidden) return ['critical', 'high']
    const unknown = targets.filter(({ kind }) => kind === 'unknown')
    if (unknown.length === 0) return null
    // Who has the words has the wallet, and no service asks for them. Keys of other things may be registered somewhere.
    const isWallet =
      /mnemonic|phrase|words|seed|wallet|recovery/i.test(text) || /\bwallets?\b|\bseed phrase/.test(folder.said)
    return isWallet ? ['critical', 'high'] : where.isUnnamed ? ['high', 'medium'] : null
  },
  agent: (source, { folder, targets }, where) => {
    const isUnsaid = targets.some(({ kind, host }) => kind === 'unknown' && !isNamed(host, folder))
    if (where.isSent && isUnsaid && isWhole(source)) return ['critical', 'medium']
    if (where.isHidden && where.carries) return ['critical', 'high']
    if (where.isUnnamed && where.carries) return where.isSent ? ['critical', 'high'] : ['high', 'medium']
    // The agent's own keys belong to no skill, whatever host its text names.
    return where.isSent ? [where.isUnknown && isWhole(source) && !isKept(source) ? 'high' : 'medium', 'medium'] : null
  },
  // Who sends whole folders names the host that they go to.
  files: (_, { isFence }, where) => {
    if (!where.isSent || isFence) return null
    if (where.isHidden) return ['critical', 'medium']
    return where.isUnnamed ? ['critical', 'medium'] : null
  },
  weak: (source, flow, where) => {
    if (where.isHidden && where.isSent) return ['critical', 'high']
    if (where.isHidden && where.carries) return ['high', 'medium']
    if (!where.isSent) return null
    const others = otherService(source, flow)
    if (others) return others
    const isFile = isWholeFile(source)
    if (isFile && isWhole(source) && (where.isUnnamed || flow.targets.length === 0)) return ['critical', 'medium']
    return where.isUnnamed && (isFile || !isKeyOf(source, flow.targets)) ? ['high', 'medium'] : null
  },
  identity: (_, __, where) => {
    if (!where.isSent) return null
    if (where.isHidden) return ['high', 'high']
    return where.isUnnamed ? ['high', 'medium'] : null
  },
}

/** The key of a service that goes to a host of somebody else, though no text asks for that key. */
function otherService(source: Source, { folder, targets }: Flow): Judgement | null {
  const variable = variableOf(source)
  const theirs = hostsOfKey(variable)
  if (!theirs) return null
  const unknown = targets.filter(({ kind }) => kind === 'unknown')
  if (unknown.some(({ host }) => imitates(host, theirs))) return ['critical', 'high']
  const isUnsaid = unknown.some(({ host }) => !isNamed(host, folder))
  // The text says that it goes to the service, and it does not.
  const isSaidTheirs = theirs.some((word) => folder.said.includes(`api.${word}.`))
  if (isUnsaid && isSaidTheirs && targets.every(({ kind }) => kind === 'unknown')) return ['critical', 'high']
  if (unknown.length === 0 || targets.some(({ host }) => theirs.some((word) => host.includes(word)))) return null
  if (folder.said.includes(variable.toLowerCase())) return null
  return isUnsaid ? ['critical', 'high'] : ['high', 'high']
}

/** True if a part of a host is one letter from what the hosts of a service are called, or looks like it. */
const imitates = (host: string, theirs: readonly string[]): boolean =>
  host
    .split(/[.-]/)
    .some((part) =>
      theirs.some(
        (word) =>
          word.length > 5 &&
          part !== word &&
          part !== `${word}s` &&
          (skeletonOf(part) === skeletonOf(word) ||
            (Math.abs(part.length - word.length) <= 1 && editDistance(part, word) === 1)),
      ),
    )

const variableOf = ({ text }: Source) => /[A-Z][A-Z\d_]{2,60}/.exec(text)?.[0] ?? ''

/** True if the name of the variable that holds the key says whose it is, and a host is theirs: `DEEPL_KEY` and api.deepl.com. */
function isKeyOf(source: Source, targets: readonly Target[]): boolean {
  const words = variableOf(source).toLowerCase().split('_')
  return targets.some(({ host }) =>
    words.some((word) => word.length > 2 && !ANY.has(word) && host.replaceAll('-', '').includes(word)),
  )
}
const ANY = new Set(['key', 'api', 'token', 'secret', 'password', 'access', 'auth', 'app', 'the', 'credentials'])

/** True if a file is sent as it is, and not one key of it. */
const isWhole = ({ view: { text }, start, end }: Source) =>
  !/\bJSON\.parse\b|\bjson\.loads?\b|\bjq\b|\byaml\b|\btoml|\bgrep\b|\bmatch\s{0,2}\(|\bsplit\s{0,2}\(|\bparse\w{0,6}\s{0,2}\(|\bstarts?_?with\s{0,2}\(|\bdotenv|\bpartition\s{0,2}\(/i.test(
    text.slice(Math.max(0, start - 120), end + 300),
  )

/** True if a script writes to the file, or reads variables from it, and does not take it as it is. */
const isKept = ({ view: { text }, start }: Source) =>
  /(?:>{1,2}|\bsource|(?:^|[\n;&])\s{0,8}\.)\s{1,4}["']?[\w~${}/.-]{0,60}$/.test(
    text.slice(Math.max(0, start - 120), start),
  )

/** Addresses that anybody can open for himself: whoever owns one reads what arrives. */
const isMailbox = ({ host, path }: Target) =>
  host === 'api.telegram.org' ||
  (/(?:^|\.)discord(?:app)?\.com$/.test(host) && /^\/api\/webhooks\//.test(path)) ||
  host === 'hooks.slack.com' ||
  (host === 'script.google.com' && /^\/macros\//.test(path)) ||
  (host === 'docs.google.com' && /^\/forms\//.test(path))

const isWholeFile = ({ text }: Source) => /\.env/.test(text) && !/process\.env/.test(text)
