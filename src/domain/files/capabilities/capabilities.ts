import type { LoadedSkill } from '../../skill-md/skill-md.ts'
import { compareBytes } from '../byte-order.ts'
import { declaredBy } from './declared.ts'
import { programsIn, variablesIn } from './environment.ts'
import { hostsIn } from './hosts.ts'
import { partsOf, type TextOrNot } from './parts.ts'

/**
 * What a skill brings and asks for. Lists are sorted by their bytes, each item once, and have at most 100 items; `cut` names the
 * lists that had more.
 */
export type Capabilities = {
  scripts: { path: string; language: string }[]
  languages: string[]
  /** Texts for agents to read. */
  references: string[]
  /** All other files. */
  assets: string[]
  /** In URLs of any text. */
  hosts: string[]
  allowed_tools: string[]
  env: string[]
  bins: string[]
  cut: string[]
}

const MAX_ITEMS = 100
/** Of each file. What lies beyond is not searched. */
const MAX_TEXT = 1_048_576

/** Works out what a skill brings and asks for from its files. `skill` is its loaded SKILL.md, if there is one. */
export function capabilitiesOf(
  files: readonly TextOrNot[],
  skill: Pick<LoadedSkill, 'allowedTools' | 'metadata'> | null,
): Capabilities {
  const parts = partsOf(files)
  const scripts = parts.scripts.map((script) => ({ ...script, text: (script.text ?? '').slice(0, MAX_TEXT) }))
  const { allowedTools, env, bins } = skill ? declaredBy(skill) : { allowedTools: [], env: [], bins: [] }
  const lists = {
    languages: scripts.map(({ language }) => language),
    references: parts.references.map(({ path }) => path),
    assets: parts.assets.map(({ path }) => path),
    hosts: files.flatMap(({ text }) => hostsIn((text ?? '').slice(0, MAX_TEXT))),
    allowed_tools: allowedTools,
    env: [...env, ...scripts.flatMap(({ language, text }) => variablesIn(language, text))],
    bins: [...bins, ...scripts.flatMap(({ language, text }) => programsIn(language, text))],
  }
  const sorted = Object.entries(lists).map(([name, items]) => [name, [...new Set(items)].sort(compareBytes)] as const)
  const bounded = Object.fromEntries(sorted.map(([name, items]) => [name, items.slice(0, MAX_ITEMS)]))
  const listed = scripts.map(({ path, language }) => ({ path, language })).sort((a, b) => compareBytes(a.path, b.path))
  return {
    scripts: listed.slice(0, MAX_ITEMS),
    ...(bounded as typeof lists),
    cut: [['scripts', listed] as const, ...sorted]
      .filter(([, items]) => items.length > MAX_ITEMS)
      .map(([name]) => name),
  }
}
