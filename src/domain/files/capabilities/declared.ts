import type { LoadedSkill } from '../../skill-md/skill-md.ts'

/** What the frontmatter of a skill asks for. */
export type Declared = { allowedTools: string[]; env: string[]; bins: string[] }

const MAX_TOOL = 200
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/
const PROGRAM = /^[A-Za-z0-9_][\w.+-]{0,63}$/

/** Reads `allowed-tools`, and `requires.env`, `requires.bins`, `requires.anyBins` and `primaryEnv` of each part of `metadata`. */
export function declaredBy(skill: Pick<LoadedSkill, 'allowedTools' | 'metadata'>): Declared {
  const parts = Object.values(skill.metadata).flatMap(mappingOf)
  const whole = Object.fromEntries(Object.entries(skill.metadata).map(([key, text]) => [key, parsed(text)]))
  const asking = [whole, ...parts]
  const required = asking.flatMap(({ requires }) => mappingOf(requires))
  return {
    allowedTools: toolsIn(skill.allowedTools ?? ''),
    env: [...asking.map((part) => part.primaryEnv), ...required.map(({ env }) => env)]
      .flatMap(wordsOf)
      .filter((word) => VARIABLE.test(word)),
    bins: required
      .flatMap(({ bins, anyBins }) => [bins, anyBins].flatMap(wordsOf))
      .filter((word) => PROGRAM.test(word)),
  }
}

/** Splits at commas and spaces, but not within brackets: `Bash(git add:*), Read`. */
export function toolsIn(text: string): string[] {
  const tools: string[] = []
  let tool = ''
  let depth = 0
  for (const character of text) {
    if (character === '(') depth++
    if (character === ')') depth = Math.max(0, depth - 1)
    if (depth === 0 && /[\s,]/.test(character)) {
      tools.push(tool)
      tool = ''
    } else tool += character
  }
  return [...tools, tool].filter((one) => one !== '').map((one) => one.slice(0, MAX_TOOL))
}

/** A value of `metadata` is a text; that of a mapping is JSON. */
function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function mappingOf(value: unknown): Record<string, unknown>[] {
  const found = typeof value === 'string' ? parsed(value) : value
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? [found as Record<string, unknown>] : []
}

function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/[\s,]+/).filter((word) => word !== '')
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
