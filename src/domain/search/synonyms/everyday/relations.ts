import type { Relation } from '../relation.ts'
import { AGENTS } from './agents.ts'
import { BODY } from './body.ts'
import { BUSINESS } from './business.ts'
import { HOME } from './home.ts'
import { MEDIA_WORDS } from './media.ts'
import { MONEY_WORDS } from './money.ts'
import { PLANNING } from './planning.ts'
import { PROGRAM_WORDS } from './programs.ts'
import { SYSTEM_WORDS } from './systems.ts'
import { TRAVEL_WORDS } from './travel.ts'
import { WRITING_WORDS } from './writing.ts'

/** What people say of their lives and wishes, and the words of skills that help. */
export const EVERYDAY: readonly Relation[] = [
  ...AGENTS,
  ...PLANNING,
  ...HOME,
  ...BODY,
  ...MONEY_WORDS,
  ...TRAVEL_WORDS,
  ...BUSINESS,
  ...MEDIA_WORDS,
  ...WRITING_WORDS,
  ...SYSTEM_WORDS,
  ...PROGRAM_WORDS,
]
