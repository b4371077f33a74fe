import type { LoadedSkill } from '../skill-md/skill-md.ts'
import { partsOf, type TextOrNot } from './capabilities/parts.ts'

/** Whose tokens are counted. A description that names another one is out of date. */
export const TOKENIZER = 'o200k_base'

/** Counting stops here, for each part: that is as much as a model reads at once, and bounds what a hostile text costs. */
export const MAX_TOKENS = 200_000

/**
 * What a skill costs an agent, in tokens: its description always, the rest of its SKILL.md when it is used, its references when they
 * are read. NULL where no SKILL.md can be read. `cut` names the parts that have more than `MAX_TOKENS`.
 */
export type ContextTokens = {
  tokenizer: typeof TOKENIZER
  description: number | null
  body: number | null
  references: number
  cut: string[]
}

/** Counts the tokens of a text. Stops when there are more than `max`, and returns some number above it. */
export type CountTokens = (text: string, max: number) => number

/** Counts the tokens of a skill's files. `skill` is its loaded SKILL.md, if there is one. */
export function contextTokensOf(
  files: readonly TextOrNot[],
  skill: Pick<LoadedSkill, 'description' | 'body'> | null,
  count: CountTokens,
): ContextTokens {
  let references = 0
  for (const { text } of partsOf(files).references)
    if (text !== null && references <= MAX_TOKENS) references += count(text, MAX_TOKENS - references)
  const counted = {
    description: skill && count(skill.description, MAX_TOKENS),
    body: skill && count(skill.body, MAX_TOKENS),
    references,
  }
  const cut = Object.entries(counted).flatMap(([part, tokens]) => ((tokens ?? 0) > MAX_TOKENS ? [part] : []))
  const bounded = (tokens: number | null) => tokens && Math.min(tokens, MAX_TOKENS)
  return {
    tokenizer: TOKENIZER,
    description: bounded(counted.description),
    body: bounded(counted.body),
    references: Math.min(references, MAX_TOKENS),
    cut,
  }
}
