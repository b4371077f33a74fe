import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DOMParser } from '@xmldom/xmldom'
import type { CaseResult } from '../../../src/cli/commands/smoke/case.ts'
import { aFolder, ops } from '../run/cli.ts'
import { ACCOUNT } from './served-app.ts'

const NO_DATABASE = { url: '', endpoint: '' }

const SETTINGS = { ADMIN_USERNAME: ACCOUNT.username, ADMIN_PASSWORD: ACCOUNT.password }

/** Accepts ten logins and refuses the eleventh, as if a minute had passed by the next. */
export function aLoginLimiter() {
  let logins = 0
  return { limit: async () => ({ success: ++logins % 11 !== 0 }) }
}

/** Runs the smoke test as an operator without a database, and returns all that it wrote. */
export async function runSmoke(
  origin: string,
  argv: readonly string[] = [],
  settings: Record<string, string> = SETTINGS,
  onSignal?: (stop: () => void) => void,
) {
  const file = join(await aFolder({}), 'smoke.xml')
  const run = await ops(
    NO_DATABASE,
    ['smoke', '--base-url', origin, '--junit-output', file, ...argv],
    settings,
    '',
    onSignal && { onSignal },
  )
  const details = () => run.summary().details as { prefix: string; cases: CaseResult[]; left: unknown[] }
  const cases = () => new Map(details().cases.map((result) => [result.case, result]))
  return { ...run, details, cases, junit: () => readFile(file, 'utf8') }
}

/** The status of each case, by name. */
export const statuses = (cases: ReadonlyMap<string, CaseResult>) =>
  Object.fromEntries([...cases].map(([name, { status }]) => [name, status]))

/** What a CI reads in a JUnit file: the stated counts, and the counts of its elements. */
export function readJunit(xml: string) {
  const { documentElement: root } = new DOMParser().parseFromString(xml, 'text/xml')
  if (!root) throw new Error('There is nothing in it.')
  const stated = (name: string) => Number(root.getAttribute(name))
  const count = (tag: string) => root.getElementsByTagName(tag).length
  return {
    stated: { tests: stated('tests'), failures: stated('failures'), skipped: stated('skipped') },
    counted: { tests: count('testcase'), failures: count('failure'), skipped: count('skipped') },
    failures: [...root.getElementsByTagName('failure')].map((failure) => ({
      type: failure.getAttribute('type'),
      message: failure.getAttribute('message'),
    })),
  }
}
