import junit, { type Builder } from 'junit-report-builder'
import type { CaseResult } from './case.ts'

// Its types promise a `default` that its CommonJS module does not have: the module itself is the builder.
const builder = junit as unknown as Builder

/** The results as JUnit XML, which every CI shows: one suite, a test case a case, grouped by the first part of its name. */
export function junitOf(results: readonly CaseResult[], startedAt: Date): string {
  const report = builder.newBuilder()
  const suite = report.testSuite().name('smoke').timestamp(startedAt.toISOString())
  suite.time(results.reduce((sum, { elapsed_ms }) => sum + elapsed_ms, 0) / 1000)
  for (const { case: name, required, status, method, path, got, elapsed_ms, message } of results) {
    const test = suite
      .testCase()
      .className(`smoke.${name.split('.')[0]}`)
      .name(name)
      .time(elapsed_ms / 1000)
    const told = `${method} ${path}: ${message ?? got}`
    if (status === 'failed') test.failure(told, required ? 'required' : 'optional')
    if (status === 'skipped') test.skipped()
    test.standardOutput(told)
  }
  return report.build()
}
