import { type Block, findBlocks } from './frontmatter-blocks.ts'
import type { ReadingBudget } from './reading-budget.ts'
import { rescueLines } from './rescue.ts'
import { type Finding, finding } from './skill-md-rules.ts'
import { type Mapping, readMapping } from './yaml-mapping.ts'

/** The head of a file. `mapping` is null if there is none to read. `complete` is true if all of it was read as YAML. */
export type Frontmatter = {
  mapping: Mapping | null
  complete: boolean
  body: string
  line: number
  findings: Finding[]
}

/** Finds and reads the frontmatter of a text whose lines end in LF. Broken YAML is read line by line. */
export function readFrontmatter(text: string, budget: ReadingBudget): Frontmatter {
  const tried = findBlocks(text).map((block) => ({ ...block, read: readMapping(block.yaml, block.line + 1, budget) }))
  const best = tried.find(({ read }) => 'lines' in read) ?? tried.at(-1)
  if (!best) return withoutFrontmatter(text)
  const { read, yaml, body, line, closed } = best
  const findings = faultsOf(best)
  if ('lines' in read) return { mapping: read, complete: closed, body, line, findings: [...findings, ...read.findings] }
  const rescued = rescueLines(yaml, line + 1, budget)
  // A horizontal rule can look like frontmatter. What follows it is then part of the text.
  if (rescued.lines.size === 0)
    return closed ? { ...withoutFrontmatter(text), line, findings: [...findings, read] } : withoutFrontmatter(text)
  return { mapping: rescued, complete: false, body, line, findings: [...findings, read, ...rescued.findings] }
}

/** What YAML 1.2 calls non-printable (section 5.1). Some readers refuse a whole file for it, and ours does not. */
const NON_PRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

function faultsOf({ line, closed, findings, yaml }: Block): Finding[] {
  const faults = [...findings]
  const odd = NON_PRINTABLE.exec(yaml)
  if (odd) {
    const code = odd[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    const at = line + yaml.slice(0, odd.index).split('\n').length
    faults.push(
      finding(
        'frontmatter.characters',
        at,
        `YAML does not allow the character U+${code}; write it as an escape or remove it.`,
      ),
    )
  }
  if (line > 1)
    faults.push(finding('frontmatter.not-first', line, 'There are empty lines before the frontmatter; remove them.'))
  if (!closed)
    faults.push(
      finding('frontmatter.unclosed', line, 'The frontmatter has no closing `---` line; add one below its last key.'),
    )
  return faults
}

function withoutFrontmatter(text: string): Frontmatter {
  const missing = finding(
    'frontmatter.missing',
    1,
    'The file does not begin with frontmatter; put `name` and `description` between two `---` lines at its top.',
  )
  return { mapping: null, complete: false, body: text, line: 1, findings: [missing] }
}
