import { groups, type Source } from '../group.ts'
import type { Relation } from '../relation.ts'

/**
 * Reads a dictionary written as groups are, such as `wake, alarm | de wecken | fr réveiller`: the words of other languages lead to the English
 * ones, and nothing leads back. So each may also mean something else, in English or in another line. A line may go on after a comma.
 */
export const words = (source: Source, text: string): Relation[] =>
  groups(source, text.replaceAll(/,\n\s*/g, ', ')).map(({ terms }) => ({
    from: { source, terms: terms.filter(({ language }) => language !== 'en') },
    to: { source, terms: terms.filter(({ language }) => language === 'en') },
  }))
