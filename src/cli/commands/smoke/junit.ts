import junit, { type Builder } from 'junit-report-builder'
import type { CaseResult } from './case.ts'

// The package's types are wrong: its CommonJS module is the builder itself, and has no `default`.
const builder = junit as unknown as Builder

/** Formats the results as JUnit XML: one suite with one test case per case, grouped by the first part of its name. */
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
    const text = `${method} ${path}: ${message ?? got}`
    if (status === 'failed') test.failure(text, required ? 'required' : 'optional')
    if (status === 'skipped') test.skipped()
    test.standardOutput(text)
  }
  return report.build()
}
