import { jsonLog, type Log, type LogFields } from '../../log.ts'
import type { RunnerDeps } from '../runner/deps.ts'
import type { Summary } from '../runner/summary.ts'
import { maskSecrets } from './mask.ts'
import { type Columns, logLineInWords, summaryInWords } from './words.ts'

/** Prints what a command says: words on a terminal, JSON elsewhere. Masks secrets in all of it. */
export type Output = {
  mask: (text: string) => string
  /** Shows unfinished text, such as a progress line, on stderr. */
  show: (text: string) => void
  /** Returns a log to stderr; `base` is in each JSON line. */
  log: (base: LogFields) => Log
  /** Prints a summary to stdout. */
  summary: (summary: Summary, p: { code: number; columns: Columns | undefined }) => void
  /** True if a person reads both stdout and stderr. Then no log line needs to repeat the summary. */
  isForPerson: boolean
}

export function outputOf(deps: RunnerDeps, p: { json: boolean }): Output {
  const mask = maskSecrets(deps.settings)
  const inWords = { stdout: deps.isTerminal.stdout && !p.json, stderr: deps.isTerminal.stderr && !p.json }
  const show = (text: string) => deps.stderr(mask(text))
  const write = (line: string) => show(`${line}\n`)
  const wordLog: Log = (level, event, fields = {}) => write(logLineInWords(deps.clock(), level, event, fields))
  return {
    mask,
    show,
    log: (base) => (inWords.stderr ? wordLog : jsonLog({ write, now: deps.clock, base })),
    summary: (summary, p) => {
      const text = inWords.stdout ? summaryInWords(summary, p) : JSON.stringify(summary)
      deps.stdout(mask(`${text}\n`))
    },
    isForPerson: inWords.stdout && inWords.stderr,
  }
}
