import { beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../../src/cli/runner/exit-code.ts'
import type { Summary } from '../../../src/cli/runner/summary.ts'
import { logLineInWords, summaryInWords } from '../../../src/cli/terminal/words.ts'
import { aFolder, aSkillMd, ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

/** The line that counts targets, and what clears it. */
const PROGRESS = new RegExp(`\r${String.fromCharCode(27)}\\[2K(\\d of \\d)?`, 'g')

const BOTH = { stdout: true, stderr: true }

let at: TestDatabase
let dir: string
beforeAll(async () => {
  at = await createDatabase()
  dir = await aFolder({ 'a/SKILL.md': aSkillMd('a'), 'b/SKILL.md': 'No frontmatter.' })
})

const ingest = (isTerminal: typeof BOTH, ...more: string[]) =>
  ops(at, ['ingest', dir, '--source', 'here', ...more], {}, '', { isTerminal })

describe('on a terminal', () => {
  it('a command prints words: its outcome, its run and a table of the details', async () => {
    const { code, stdout } = await ingest(BOTH, '--dry-run')
    expect(code).toBe(0)
    const [outcome, run, dryRun, empty, ...table] = stdout.split('\n')
    expect(outcome).toMatch(/^ingest succeeded: 2 of 2 targets in [\d.]+ s$/)
    expect(run).toMatch(/^run \d{8}T\d{6}Z-\w+ by tester on 127\.0\.0\.1$/)
    expect([dryRun, empty]).toEqual(['This was a dry run: nothing was changed.', ''])
    expect(table.slice(0, 3)).toEqual([
      '  files             created 2, changed 0, unchanged 0',
      '  skills            created 0, updated 0',
      '  by parse status   ok 1, markdown_only 1',
    ])
  })

  it('log lines are words with the time of day', async () => {
    const { stderr } = await ingest(BOTH, '--dry-run')
    const lines = stderr.replaceAll(PROGRESS, '').trim().split('\n')
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).toMatch(/^\d\d:\d\d:\d\d warn {2}finding b\/SKILL\.md: .+ \(rule .+\)$/)
  })

  it.each([
    ['--json is given', BOTH, ['--json']],
    ['stdout and stderr are pipes', { stdout: false, stderr: false }, []],
  ])('it prints JSON if %s', async (_, isTerminal, more) => {
    const run = await ingest(isTerminal, '--dry-run', ...more)
    expect(run.summary()).toMatchObject({ script: 'ingest', succeeded_total: 2 })
    const lines = run.stderr.replaceAll(PROGRESS, '').trim().split('\n')
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ event: 'command_ended', status: 'succeeded' })
  })

  it('stdout and stderr each have words on a terminal and JSON in a pipe', async () => {
    const piped = await ingest({ stdout: false, stderr: true }, '--dry-run')
    expect(piped.summary().script).toBe('ingest')
    expect(piped.stderr).toMatch(/info {2}command ended 127\.0\.0\.1 \(status succeeded, elapsed_ms \d+\)/)
    const logged = await ingest({ stdout: true, stderr: false }, '--dry-run')
    expect(logged.stdout).toMatch(/^ingest succeeded/)
    expect(logged.lines().at(-1)).toMatchObject({ event: 'command_ended' })
  })

  it('a refusal is one line with its message', async () => {
    const run = await ops(at, ['ingest', '/nowhere/at/all', '--source', 'x'], {}, '', { isTerminal: BOTH })
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 3, stdout: '' })
    expect(run.stderr).toMatch(/^\d\d:\d\d:\d\d error refused: <dir>: is not a folder that can be read\n$/)
  })

  it('a refusal during the run is one line too', async () => {
    const run = await ops(at, ['create-admin', 'nobody', '--reset-password'], {}, '', { isTerminal: BOTH })
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 3, stdout: '' })
    expect(run.stderr).toMatch(/^\d\d:\d\d:\d\d error refused: There is no account 'nobody'\.\n$/)
  })

  it('the log does not repeat what the summary says about the run, unless --verbose is given', async () => {
    expect((await ingest(BOTH)).stderr).not.toContain('job ended')
    expect((await ingest(BOTH, '--verbose')).stderr).toMatch(/debug job ended \(run_id .+, job ingest, .+\)/)
  })

  it('no secret is in the words', async () => {
    const secret = 'a prefix that is secret'
    const run = await ops(at, ['ingest', dir, '--source', secret], { SOME_SECRET: secret }, '', { isTerminal: BOTH })
    expect(run.stdout + run.stderr).not.toContain(secret)
  })
})

describe('a summary in words', () => {
  const summary: Summary = {
    script: 'some-command',
    run_id: '20260210T143001Z-8f1c06d2a94b',
    started_at: '2026-02-10T14:30:01.000Z',
    ended_at: '2026-02-10T14:30:02.250Z',
    duration_ms: 1250,
    dry_run: false,
    actor: 'ada',
    host: null,
    targets_total: 3,
    processed_total: 3,
    succeeded_total: 1,
    failed_total: 2,
    warnings: ['Stopped before the end: a signal arrived.'],
    errors: [
      { target: 'a', reason: 'It failed.' },
      { target: 'another', reason: 'two\nlines, and \u001b[31mred' },
    ],
    details: {
      since: '2026-02-03',
      dropped: {},
      base: null,
      jobs: [
        { job: 'batch', runs: 12, hidden: 'no', last_error: { target: 'x', reason: 'y' } },
        { job: 'prune', runs: 1, hidden: 'no', last_error: null },
      ],
    },
  }

  it('says that all failed if none succeeded, whatever the exit code', () => {
    const none = { ...summary, succeeded_total: 0, failed_total: 3 }
    expect(summaryInWords(none, { code: EXIT.partial, columns: {} })).toMatch(/^some-command failed: 0 of 3 targets/)
  })

  it('shows lists as tables with the command’s columns, and missing values as a dash', () => {
    const columns = { jobs: ['job', 'runs', 'last_error'] }
    expect(
      summaryInWords(summary, { code: EXIT.partial, columns }),
    ).toBe(`some-command partly failed: 1 of 3 targets in 1.25 s
run 20260210T143001Z-8f1c06d2a94b by ada

  since     2026-02-03
  dropped   none
  base      -

Jobs
  job     runs   last error
  batch   12     target x, reason y
  prune   1      -

Warnings
  Stopped before the end: a signal arrived.

Errors
  target    reason
  a         It failed.
  another   two lines, and \\u001b[31mred`)
  })

  it('says that all failed', () => {
    expect(summaryInWords(summary, { code: EXIT.failed, columns: undefined })).toMatch(/^some-command failed: /)
  })
})

it('a log line in words shows a stack on separate lines, and leaves out missing fields', () => {
  const fields = {
    error: 'TypeError',
    message: 'x is not a function',
    code: undefined,
    stack: 'TypeError: x\n    at f',
  }
  expect(logLineInWords(new Date('2026-02-10T14:30:01Z'), 'error', 'crashed', fields)).toBe(
    '14:30:01 error crashed: x is not a function (error TypeError)\n    at f',
  )
})
