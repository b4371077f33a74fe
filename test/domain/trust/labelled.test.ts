import { describe, expect, it } from 'vitest'
import { scanFolder } from '../../../src/domain/trust/scan-folder.ts'
import { folderOf } from '../../support/trust/folders.ts'
import { BENIGN } from './labelled/benign.ts'
import { FIRST_BLIND } from './labelled/blind/first.ts'
import { FOURTH_BLIND } from './labelled/blind/fourth.ts'
import { SECOND_BLIND } from './labelled/blind/second.ts'
import { THIRD_BLIND } from './labelled/blind/third.ts'
import { DOORS_CARELESS } from './labelled/later/doors-careless.ts'
import { DOORS_COMMANDS } from './labelled/later/doors-commands.ts'
import { DOORS_REMOTE } from './labelled/later/doors-remote.ts'
import { DOORS_SCRIPTS } from './labelled/later/doors-scripts.ts'
import { EVERYDAY } from './labelled/later/everyday.ts'
import { FIFTH_MALICIOUS } from './labelled/later/fifth-malicious.ts'
import { FIFTH_OTHERS } from './labelled/later/fifth-others.ts'
import { FOURTH_HARMLESS } from './labelled/later/fourth-harmless.ts'
import { FOURTH_LURES } from './labelled/later/fourth-lures.ts'
import { FOURTH_TAKEOVERS } from './labelled/later/fourth-takeovers.ts'
import { FOURTH_THEFTS } from './labelled/later/fourth-thefts.ts'
import { FURTHER_NOTES } from './labelled/later/further-notes.ts'
import { HONEST_NOTES } from './labelled/later/honest-notes.ts'
import { PRETENDED_NOTES } from './labelled/later/pretended-notes.ts'
import { SEVENTH_DOUBTFUL } from './labelled/later/seventh-doubtful.ts'
import { SEVENTH_TAKEOVERS } from './labelled/later/seventh-takeovers.ts'
import { SEVENTH_THEFTS } from './labelled/later/seventh-thefts.ts'
import { SHOWN } from './labelled/later/shown.ts'
import { UNRUN } from './labelled/later/unrun.ts'
import { LURES } from './labelled/lures.ts'
import { TAKEOVERS } from './labelled/takeovers.ts'
import { THEFTS } from './labelled/thefts.ts'
import { DOUBTFUL_ACTS } from './labelled/unasked/doubtful-acts.ts'
import { DOUBTFUL_RIGHTS } from './labelled/unasked/doubtful-rights.ts'
import { DOUBTFUL_SCRIPTS } from './labelled/unasked/doubtful-scripts.ts'
import { DOUBTFUL_TEXTS } from './labelled/unasked/doubtful-texts.ts'
import { FURTHER_WORDS } from './labelled/unasked/further-words.ts'
import { UNASKED_HARMLESS } from './labelled/unasked/harmless.ts'
import { HARMLESS_ACTS } from './labelled/unasked/harmless-acts.ts'
import { HARMLESS_RIGHTS } from './labelled/unasked/harmless-rights.ts'
import { UNASKED_MALICIOUS } from './labelled/unasked/malicious.ts'
import { OTHER_WORDS } from './labelled/unasked/other-words.ts'
import { OTHER_WORDS_HARMLESS } from './labelled/unasked/other-words-harmless.ts'
import { DOUBTFUL_VARIANTS } from './labelled/variants/doubtful.ts'
import { HARMLESS_TEXTS } from './labelled/variants/harmless.ts'
import { HARMLESS_FOLDERS } from './labelled/variants/harmless-folders.ts'
import { LURE_VARIANTS } from './labelled/variants/lures.ts'
import { SECOND_LURES } from './labelled/variants/second-lures.ts'
import { SECOND_OTHERS } from './labelled/variants/second-others.ts'
import { SECOND_TAKEOVERS } from './labelled/variants/second-takeovers.ts'
import { TAKEOVER_VARIANTS } from './labelled/variants/takeovers.ts'
import { THEFT_VARIANTS } from './labelled/variants/thefts.ts'
import { THIRD } from './labelled/variants/third.ts'

const ALL = [
  ...[...LURES, ...THEFTS, ...TAKEOVERS, ...BENIGN],
  ...[
    ...LURE_VARIANTS,
    ...THEFT_VARIANTS,
    ...TAKEOVER_VARIANTS,
    ...DOUBTFUL_VARIANTS,
    ...HARMLESS_TEXTS,
    ...HARMLESS_FOLDERS,
  ],
  ...[...SECOND_LURES, ...SECOND_TAKEOVERS, ...SECOND_OTHERS, ...THIRD],
  ...[...FOURTH_LURES, ...FOURTH_THEFTS, ...FOURTH_TAKEOVERS, ...FOURTH_HARMLESS],
  ...[...FIFTH_MALICIOUS, ...FIFTH_OTHERS, ...DOORS_REMOTE, ...DOORS_CARELESS, ...DOORS_COMMANDS, ...DOORS_SCRIPTS],
  ...[
    ...DOUBTFUL_ACTS,
    ...DOUBTFUL_RIGHTS,
    ...HARMLESS_ACTS,
    ...HARMLESS_RIGHTS,
    ...OTHER_WORDS,
    ...OTHER_WORDS_HARMLESS,
    ...FURTHER_WORDS,
  ],
  ...[...UNASKED_MALICIOUS, ...DOUBTFUL_SCRIPTS, ...DOUBTFUL_TEXTS, ...UNASKED_HARMLESS],
  ...[...SHOWN, ...UNRUN, ...EVERYDAY, ...SEVENTH_TAKEOVERS, ...SEVENTH_THEFTS, ...SEVENTH_DOUBTFUL],
  ...[...HONEST_NOTES, ...FURTHER_NOTES, ...PRETENDED_NOTES],
  ...[...FIRST_BLIND, ...SECOND_BLIND, ...THIRD_BLIND, ...FOURTH_BLIND],
]
const of = (label: string) => ALL.filter((folder) => folder.label === label)
const scan = (folder: (typeof ALL)[number]) => scanFolder(folderOf(folder.files))

describe('the labelled folders', () => {
  it('are at least eighty, with names of their own', () => {
    expect(ALL.length).toBeGreaterThanOrEqual(80)
    expect(new Set(ALL.map(({ label, technique, name }) => `${label} ${technique} ${name}`)).size).toBe(ALL.length)
  })

  it.each(of('malicious').map((folder) => [folder.technique, folder.name, folder] as const))(
    'warns of %s: %s',
    (_technique, _name, folder) => {
      expect(scan(folder).verdict).toBe('warn')
    },
  )

  it.each(of('suspicious').map((folder) => [folder.technique, folder.name, folder] as const))(
    'asks for a review of %s: %s',
    (_technique, _name, folder) => {
      expect(scan(folder).verdict).not.toBe('pass')
    },
  )

  it.each(of('benign').map((folder) => [folder.technique, folder.name, folder] as const))(
    'lets pass %s: %s',
    (_technique, _name, folder) => {
      expect(scan(folder)).toMatchObject({ verdict: 'pass' })
    },
  )
})
