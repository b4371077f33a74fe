import type { SmokeCase } from '../case.ts'
import { ADMIN } from './admin.ts'
import { ENDING } from './ending.ts'
import { EVENTS } from './events.ts'
import { PUBLIC } from './public.ts'

/** Every case, in the order of the run. */
export const CASES: readonly SmokeCase[] = [...PUBLIC, ...ADMIN, ...EVENTS, ...ENDING]
