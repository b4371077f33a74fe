import { describe, expect, it } from 'vitest'
import { scanFolder } from '../../../src/domain/trust/scan-folder.ts'
import { folderOf } from '../../support/trust/folders.ts'
import { BENIGN } from './labelled/benign.ts'
import { LURES } from './labelled/lures.ts'
import { TAKEOVERS } from './labelled/takeovers.ts'
import { THEFTS } from './labelled/thefts.ts'

const ALL = [...LURES, ...THEFTS, ...TAKEOVERS, ...BENIGN]
const of = (label: string) => ALL.filter((folder) => folder.label === label)
const scan = (folder: (typeof ALL)[number]) => scanFolder(folderOf(folder.files))

describe('the labelled folders', () => {
  it('are at least eighty, with names of their own', () => {
    expect(ALL.length).toBeGreaterThanOrEqual(80)
    expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length)
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
