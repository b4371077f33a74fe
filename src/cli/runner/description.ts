import type { OpsCommand } from './command.ts'

/** A positional argument or an option: its flags as Commander reads them, and its help. */
export type Flag = readonly [flags: string, help: string]

/** What help says about a command. `load` brings its code, which takes seconds, and is called only when the command runs. */
export type CommandDescription = {
  name: string
  summary: string
  /** Sentences that `<command> --help` adds below the options. */
  notes?: readonly string[]
  args?: readonly Flag[]
  /** Its own options. One of the same flags as a common option replaces it. */
  options?: readonly Flag[]
  /** True if it works on the sources that --org-id and --org-ids name. */
  byOrg?: true
  load: () => Promise<OpsCommand>
}

const COMMON_OPTIONS: readonly Flag[] = [
  ['--dry-run', 'say what would happen, and change nothing'],
  ['--yes', 'confirm that this may write to a database on another machine'],
  ['--limit <n>', 'process at most this many targets'],
  ['--fail-fast', 'stop at the first target that fails'],
  ['--json', 'print JSON on a terminal too'],
  ['--json-output <file>', 'also write the summary to this file, as JSON'],
  ['--verbose', 'also log debug lines'],
  ['--timeout-sec <n>', 'start no new target after this many seconds'],
]

const ORG_OPTIONS: readonly Flag[] = [
  ['--org-id <uuid>', 'process only this skill source'],
  ['--org-ids <uuids>', 'process only these skill sources (separate them with commas)'],
]

/** All options of a command, its own first. */
export function optionsOf({ options = [], byOrg }: CommandDescription): Flag[] {
  const shared = [...(byOrg ? ORG_OPTIONS : []), ...COMMON_OPTIONS]
  return [...options, ...shared.filter(([flags]) => !options.some(([own]) => own === flags))]
}
