import { describe, expect, it } from 'vitest'
import { judgeEntry, type Standing } from '../../../src/domain/audit/judge-entry.ts'
import type { LockEntry } from '../../../src/domain/audit/lockfile.ts'
import { isAsBadAs, RULE_IDS, worstOf } from '../../../src/domain/audit/rules.ts'
import { sarifOf } from '../../../src/domain/audit/sarif.ts'
import { summaryOf } from '../../../src/domain/audit/summarise.ts'

const entry = (more: Partial<LockEntry> = {}): LockEntry => ({
  ...{ name: 'tidy', source: 'acme/kit', version: null, digests: [], hashes: [], named: null },
  ...more,
})
const caps = (more: object = {}) => ({
  ...{ scripts: [], languages: [], hosts: [], allowed_tools: [], env: [], bins: [] },
  ...more,
})
const JUDGED = { verdict: null, maliciousReason: null } as const
const theirs = { version: '1.0.0', digest: `sha256:${'ab'.repeat(32)}`, license: 'MIT', yanked: null, ...JUDGED }
const standing = (more: Partial<Standing> = {}): Standing => ({
  ...{ matchedBy: 'digest', skill: { slug: 'acme--tidy', name: 'tidy', owner: 'acme' }, isWithdrawn: false },
  ...{ vanishedAt: null, version: theirs, latest: { version: '1.0.0', license: 'MIT' }, versionsBehind: 0 },
  capabilities: null,
  ...more,
})
const found = (s: Partial<Standing> = {}, e: Partial<LockEntry> = {}) =>
  judgeEntry(entry(e), standing(s)).findings.map(({ rule, level, message }) => `${level} ${rule}: ${message}`)

const DIGEST = { digests: ['ab'.repeat(32)] }

describe('an entry', () => {
  it('of the latest version has no findings', () => {
    expect(judgeEntry(entry(), standing())).toMatchObject({
      ...{ found: true, matched_by: 'digest', level: 'none', findings: [], versions_behind: 0, verdict: null },
      ...{ license: { theirs: 'MIT', latest: 'MIT', changed: false }, capabilities: { added: { hosts: [] } } },
    })
  })

  it('that nobody knows is said to be unknown', () => {
    expect(judgeEntry(entry(), undefined)).toMatchObject({
      ...{ found: false, matched_by: null, skill: null, version: null, versions_behind: null, license: null },
      ...{ level: 'warning', findings: [{ rule: 'unknown' }] },
    })
  })

  it.each<[string, Partial<Standing>, Partial<LockEntry>, string[]]>([
    [
      'a yanked version',
      {
        version: { ...theirs, yanked: { at: '2026-01-01T00:00:00.000Z', reason: 'It deletes files.' } },
        latest: { version: '1.0.1', license: 'MIT' },
      },
      {},
      ['error yanked: Version 1.0.0 was yanked: It deletes files. 1.0.1 can be installed.'],
    ],
    [
      'a yanked version without another one',
      { version: { ...theirs, yanked: { at: '2026-01-01T00:00:00.000Z', reason: null } }, latest: null },
      {},
      ['error yanked: Version 1.0.0 was yanked. No other version can be installed.'],
    ],
    [
      'a malicious version',
      { version: { ...theirs, verdict: 'malicious', maliciousReason: 'It sends keys away.' } },
      {},
      ['error malicious: A reviewer found version 1.0.0 malicious: It sends keys away.'],
    ],
    [
      'a version with a warning',
      { version: { ...theirs, verdict: 'warn' } },
      {},
      ['warning warned: The scan of version 1.0.0 gave a warning. Its report says what was found.'],
    ],
    [
      'a withdrawn skill',
      { isWithdrawn: true, latest: null },
      {},
      ['error withdrawn: acme--tidy was withdrawn from this registry.'],
    ],
    [
      'a vanished skill',
      { vanishedAt: '2026-01-02T03:04:05.678Z' },
      {},
      ['warning vanished: Its source has not had acme--tidy since 2026-01-02.'],
    ],
    [
      'a version with another licence than the latest',
      { version: { ...theirs, license: null } },
      {},
      ['warning license-changed: Its licence is not named; that of 1.0.0 is MIT.'],
    ],
    [
      'an older version',
      { latest: { version: '1.2.0', license: 'MIT' }, versionsBehind: 2 },
      {},
      ['note behind: 1.0.0 is 2 versions behind 1.2.0.'],
    ],
    [
      'a version before one that asks for more',
      {
        ...{ latest: { version: '1.0.1', license: 'MIT' }, versionsBehind: 1 },
        capabilities: {
          theirs: caps({ env: ['A'] }),
          latest: caps({ hosts: ['a.example'], bins: ['b'.repeat(81)], allowed_tools: ['1', '2', '3', '4', '5', '6'] }),
        },
      },
      {},
      [
        `note capabilities-added: 1.0.1 adds hosts a.example; allowed tools 1, 2, 3, 4, 5 and 1 more; bins ${'b'.repeat(80)}….`,
        'note behind: 1.0.0 is one version behind 1.0.1.',
      ],
    ],
    [
      'a digest that no version has',
      { version: null, matchedBy: 'source' },
      DIGEST,
      ['warning digest-mismatch: No version of acme--tidy has the digest of this entry.'],
    ],
    [
      "a client's hash that no version has",
      { version: null },
      { hashes: ['ab'.repeat(32)] },
      ['note digest-mismatch: No version of acme--tidy has the hash of this entry.'],
    ],
    [
      'a version that there is not',
      { version: null },
      { version: '9.0.0' },
      ['warning unknown: acme--tidy has no version 9.0.0.'],
    ],
    ['nothing but a source', { version: null }, {}, []],
  ])('with %s says so', (_, s, e, expected) => {
    expect(found(s, e)).toEqual(expected)
  })
})

describe('the summary', () => {
  it('counts entries and findings, and has the worst level', () => {
    const judged = [
      judgeEntry(entry(), standing()),
      judgeEntry(entry()),
      judgeEntry(entry(), standing({ isWithdrawn: true })),
    ]
    expect(summaryOf(judged)).toEqual({
      ...{ entries: 3, found: 2, level: 'error', levels: { error: 1, warning: 1, note: 0, none: 1 } },
      rules: { ...Object.fromEntries(RULE_IDS.map((rule) => [rule, 0])), withdrawn: 1, unknown: 1 },
    })
  })

  it('of nothing has no level', () => {
    expect([worstOf([]), isAsBadAs('none', 'note'), isAsBadAs('warning', 'error'), isAsBadAs('error', 'note')]).toEqual(
      ['none', false, false, true],
    )
  })
})

describe('SARIF', () => {
  const log = sarifOf({
    ...{ file: 'my app/skills-lock.json', registry: 'https://skills.example' },
    entries: [{ line: 7, ...judgeEntry(entry(), standing({ isWithdrawn: true, latest: null })) }],
  })
  const [run] = log.runs

  it('names the rule, the level, the entry and its line', () => {
    expect(run?.results).toEqual([
      {
        ...{ ruleId: 'withdrawn', ruleIndex: 3, level: 'error' },
        message: { text: 'tidy: acme--tidy was withdrawn from this registry.' },
        locations: [
          { physicalLocation: { artifactLocation: { uri: 'my%20app/skills-lock.json' }, region: { startLine: 7 } } },
        ],
        partialFingerprints: { 'entryAndRule/v1': 'tidy:withdrawn' },
      },
    ])
  })

  it('describes each rule once', () => {
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(RULE_IDS)
    for (const rule of run?.tool.driver.rules ?? [])
      expect([rule.shortDescription.text, rule.help.text]).toEqual([
        expect.stringMatching(/\.$/),
        expect.stringMatching(/\.$/),
      ])
  })
})
