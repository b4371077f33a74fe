import type { BenchSkill } from '../skill-text.ts'
import { CARELESS } from './careless.ts'
import { CLOUD } from './cloud.ts'
import { DATA_AND_AI } from './data-and-ai.ts'
import { DEVELOPMENT } from './development.ts'
import { DOCUMENTS } from './documents.ts'
import { HEALTH_AND_LEARNING } from './health-and-learning.ts'
import { HOME_AND_TRAVEL } from './home-and-travel.ts'
import { MAIL_AND_CHAT } from './mail-and-chat.ts'
import { MARKETING_AND_WRITING } from './marketing-and-writing.ts'
import { MEDIA } from './media.ts'
import { MONEY } from './money.ts'
import { NOTES_AND_TASKS } from './notes-and-tasks.ts'
import { OTHER_LANGUAGES } from './other-languages.ts'
import { SECURITY } from './security.ts'

/** The skills that the judged queries are asked about, beside the sample skills. */
export const CATALOGUE: readonly BenchSkill[] = [
  ...MAIL_AND_CHAT,
  ...DOCUMENTS,
  ...NOTES_AND_TASKS,
  ...DEVELOPMENT,
  ...CLOUD,
  ...SECURITY,
  ...DATA_AND_AI,
  ...MEDIA,
  ...MONEY,
  ...MARKETING_AND_WRITING,
  ...HOME_AND_TRAVEL,
  ...HEALTH_AND_LEARNING,
  ...OTHER_LANGUAGES,
  ...CARELESS,
]
