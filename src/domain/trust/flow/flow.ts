import { LIMITS } from '../budget.ts'
import type { Strength } from '../data/secret-places.ts'
import type { Folder } from '../reading/folder.ts'
import { CONFIDENCES, SEVERITIES } from '../report.ts'
import type { Hit } from '../rule.ts'
import { type Judgement, judgeFlow } from './judge-flow.ts'
import { packedBy, reachedBy, targetsOf } from './reach.ts'
import { connected, type Script, type Source, scriptsOf } from './scripts.ts'

/** Sources of one script that are followed, each kind and text once. */
const MOST_SOURCES = 16

/** Secrets that are read in one script of a folder and may be sent by the same or by another that belongs to it. */
export function secretFlows(folder: Folder): Hit[] {
  const scripts = scriptsOf(folder)
  if (!scripts.some(({ sends }) => sends.length > 0)) return []
  const hits: Hit[] = []
  for (const reader of scripts) {
    if (reader.sources.length === 0 || hits.length >= LIMITS.hits) continue
    const worst = worstOf(reader, scripts, folder)
    if (worst) hits.push(worst)
  }
  return hits
}

const RANK: Readonly<Record<Strength, number>> = {
  strong: 6,
  environment: 5,
  asked: 4,
  agent: 3,
  files: 2,
  weak: 1,
  identity: 0,
}

/** Judges each source by where it may go, and returns the worst. */
function worstOf(reader: Script, scripts: readonly Script[], folder: Folder): Hit | null {
  const group = connected(reader, scripts)
  const sends = group.flatMap((script) => script.sends)
  if (sends.length === 0) return null
  const targets = group.flatMap((script) => script.targets)
  const views = group.map(({ view }) => view)
  let worst: { source: Source; said: Judgement; isSent: boolean } | null = null
  for (const source of differing(reader.sources)) {
    const reached = source.strength === 'asked' ? packedBy(source, sends, views) : reachedBy(source, sends, views)
    const reachedTargets = targetsOf(reached, folder)
    const said = judgeFlow(source, {
      ...{ folder, sources: reader.sources, sends, reached, isFar: group.length > 1, isFence: reader.isFence },
      targets: reachedTargets.length > 0 ? reachedTargets : targets,
    })
    if (said && (!worst || weightOf(said) > weightOf(worst.said))) worst = { source, said, isSent: reached.length > 0 }
  }
  if (!worst) return null
  const { view, start, end } = worst.source
  const [severity, confidence] = worst.said
  // Where it can be followed to what sends it, no word around it makes it a quotation.
  return { view, start, end, severity, confidence, ...(worst.isSent && !reader.isFence ? { isPlain: true } : {}) }
}

const weightOf = ([severity, confidence]: Judgement) =>
  SEVERITIES.indexOf(severity) * CONFIDENCES.length + CONFIDENCES.indexOf(confidence)

function differing(sources: readonly Source[]): Source[] {
  const seen = new Map(sources.map((source) => [`${source.strength} ${source.text}`, source]))
  return [...seen.values()].sort((a, b) => RANK[b.strength] - RANK[a.strength]).slice(0, MOST_SOURCES)
}
