import type { Relation } from '../relation.ts'
import { CHANGING } from './changing.ts'
import { COMPUTERS } from './computers.ts'
import { CUSTOMERS } from './customers.ts'
import { DEALING } from './dealing.ts'
import { FACTS } from './facts.ts'
import { FINANCE } from './finance.ts'
import { HOME_AND_BODY } from './home-and-body.ts'
import { JOBS } from './jobs.ts'
import { KEEPING } from './keeping.ts'
import { LANGUAGES } from './languages.ts'
import { LEISURE_WORDS } from './leisure.ts'
import { MOVING } from './moving.ts'
import { PEOPLE_AND_DAYS } from './people-and-days.ts'
import { PROGRAMS } from './programs.ts'
import { STUDY } from './study.ts'
import { TELLING } from './telling.ts'
import { TEXTS_AND_MEDIA } from './texts-and-media.ts'

/** The ordinary words of other languages, and what the skills of the catalogue, nearly all in English, call it. */
export const DICTIONARY: readonly Relation[] = [
  ...CHANGING,
  ...TELLING,
  ...KEEPING,
  ...DEALING,
  ...TEXTS_AND_MEDIA,
  ...PEOPLE_AND_DAYS,
  ...HOME_AND_BODY,
  ...MOVING,
  ...LANGUAGES,
  ...COMPUTERS,
  ...PROGRAMS,
  ...CUSTOMERS,
  ...FINANCE,
  ...JOBS,
  ...STUDY,
  ...FACTS,
  ...LEISURE_WORDS,
]
