import { ABBREVIATIONS } from './abbreviations.ts'
import { CLOUD } from './cloud.ts'
import { CRAFT } from './craft.ts'
import { DAILY_LIFE } from './daily-life.ts'
import { DATA_AND_AI } from './data-and-ai.ts'
import type { SynonymGroup } from './group.ts'
import { HEALTH } from './health.ts'
import { LEARNING } from './learning.ts'
import { LEISURE } from './leisure.ts'
import { MEDIA } from './media.ts'
import { MONEY } from './money.ts'
import { NAMES } from './names.ts'
import { OFFICE } from './office.ts'
import { REQUESTS } from './requests.ts'
import { SECURITY } from './security.ts'
import { SOFTWARE } from './software.ts'
import { SPELLINGS } from './spellings.ts'
import { SUBJECTS } from './subjects.ts'
import { TECHNOLOGIES } from './technologies.ts'
import { TRAVEL } from './travel.ts'
import { WORK } from './work.ts'

/** Rises with every change of the groups, kinds, everyday words and dictionary, so that an answer can say by which table it widened a query. */
export const SYNONYMS_VERSION = 12

/** Every group of terms that people use for each other when they look for a skill. */
export const SYNONYM_GROUPS: readonly SynonymGroup[] = [
  ...ABBREVIATIONS,
  ...TECHNOLOGIES,
  ...SOFTWARE,
  ...CRAFT,
  ...CLOUD,
  ...SECURITY,
  ...DATA_AND_AI,
  ...OFFICE,
  ...WORK,
  ...MONEY,
  ...DAILY_LIFE,
  ...TRAVEL,
  ...HEALTH,
  ...MEDIA,
  ...LEARNING,
  ...SUBJECTS,
  ...LEISURE,
  ...REQUESTS,
  ...NAMES,
  ...SPELLINGS,
]
