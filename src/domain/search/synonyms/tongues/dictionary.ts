import type { Relation } from '../relation.ts'
import { CHANGING } from './changing.ts'
import { DEALING } from './dealing.ts'
import { KEEPING } from './keeping.ts'
import { TELLING } from './telling.ts'

/** The ordinary words of other languages, and what the skills of the catalogue, nearly all in English, call it. */
export const DICTIONARY: readonly Relation[] = [...CHANGING, ...TELLING, ...KEEPING, ...DEALING]
