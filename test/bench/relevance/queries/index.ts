import { KEYWORD } from './keyword.ts'
import { NATURAL } from './natural.ts'
import { NAVIGATIONAL } from './navigational.ts'
import { SYNONYM } from './synonym.ts'
import { VARIANT } from './variant.ts'

/** The judged queries of all kinds. Those for known items are scored on their own. */
export const JUDGED = [...KEYWORD, ...NATURAL, ...VARIANT, ...NAVIGATIONAL, ...SYNONYM]
