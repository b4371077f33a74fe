import { groups, type Source, type SynonymGroup } from './group.ts'

/** What people say, and what else may then be meant. One way only: nothing leads back. */
export type Relation = { readonly from: SynonymGroup; readonly to: SynonymGroup }

/**
 * Reads relations written one a line, such as `can't sleep | de schlaflos > insomnia, sleep`. Each side is a group of its own. A line
 * continues the one above it if it starts with `|` or `>`, or if that one ends with a comma.
 *
 * @throws Error if a relation has no `>`.
 */
export function relations(source: Source, text: string): Relation[] {
  return text
    .trim()
    .split(/(?<!,)\n\s*(?![\s|>])/)
    .map((line) => {
      const [from, to] = line
        .replaceAll(/\s+/g, ' ')
        .split('>')
        .flatMap((side) => groups(source, side))
      if (!from || !to) throw new Error(`synonyms: "${line.trim()}" leads nowhere; put what it leads to after a ">"`)
      return { from, to }
    })
}
