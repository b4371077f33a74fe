import { describe, expect, it } from 'vitest'
import { readJobSettings } from '../../src/config.ts'

const RAW = 'https://raw.githubusercontent.com'
const originsOf = (SOURCE_ORIGINS?: string) => readJobSettings({ SOURCE_ORIGINS }).SOURCE_ORIGINS

describe('SOURCE_ORIGINS', () => {
  it('always includes the raw files of GitHub, and each origin once', () => {
    expect(originsOf()).toEqual([RAW])
    expect(originsOf('')).toEqual([RAW])
    expect(originsOf(` https://a.example , https://b.example:8443,https://a.example,${RAW}`)).toEqual([
      ...[RAW, 'https://a.example', 'https://b.example:8443'],
    ])
  })

  it.each(['http://127.0.0.1:9000', 'http://localhost:8787', 'http://[::1]:1'])(
    'allows %s, which is on this machine',
    (origin) => {
      expect(originsOf(origin)).toEqual([RAW, origin])
    },
  )

  it.each([
    'https://127.0.0.1',
    'https://10.0.0.1',
    'https://169.254.169.254',
    'https://[::1]',
    'https://[fd00::1]',
    'https://localhost',
    'https://x.localhost',
    'https://db.internal',
    'https://printer.local',
    'https://intranet',
    'http://a.example',
    'http://10.0.0.1',
    'https://a.example/path',
    'https://A.example',
    'https://u:p@a.example',
    'https://*.example',
    'ftp://a.example',
    'a.example',
    'https://2130706433',
    'https://a.example https://b.example',
  ])('refuses %s, and names the setting', (origin) => {
    expect(() => originsOf(origin)).toThrow(/SOURCE_ORIGINS/)
  })
})
