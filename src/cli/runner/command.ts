import type { z } from 'zod'
import type { JobSettings } from '../../config.ts'
import type { Db } from '../../db/connect.ts'
import type { Log } from '../../log.ts'
import type { Summary } from './summary.ts'
import type { Tally } from './tally.ts'

/** Bad input or environment: the command ends with exit code 3, its message and nothing changed. */
export class Refused extends Error {
  override name = 'Refused'
}

/** What every command has. */
export type ClientContext = {
  runId: string
  /** For the jobs that it runs. */
  settings: JobSettings
  /** The settings as they were given, secrets among them. */
  environment: Readonly<Record<string, string>>
  log: Log
  clock: () => Date
  random: () => number
  actor: string
  /** Asks the operator for what must not be an argument. */
  readSecret: (prompt: string) => Promise<string>
  tally: Tally
  dryRun: boolean
  failFast: boolean
  /** At most so many targets. */
  limit: number
  /** The sources to work on; null: all of them. */
  orgIds: readonly string[] | null
  /** Whether to begin another target: false when time is up, a signal came, or a failure ends a --fail-fast run. */
  mayGoOn: () => boolean
  /** Begins no new target, and tells the operator why; false. */
  stopFor: (why: string) => false
  /** Aborted when a signal came or time is up: a pause need not be waited for. */
  stopping: AbortSignal
}

/** What a command on a database has. */
export type CommandContext = ClientContext & {
  db: Db
  /** Holds the lease for its full time again; throws when it was lost. */
  renew: () => Promise<void>
}

type Shared<S extends z.ZodType> = {
  /** Arguments and options of its own, by their names in camelCase. */
  input: S
  /** Address of a webhook that is told when the command fails. */
  alertTo?: (input: z.output<S>) => string | undefined
  /** Its exit code, where targets do not weigh the same. */
  exitCode?: (summary: Summary) => number
}

/** A command on a database. */
export type DatabaseCommand<S extends z.ZodType = z.ZodType> = Shared<S> & {
  /** What two runs must not do at once; null where there is nothing to be kept apart, nor to be remembered. */
  lease: ((input: z.output<S>) => { scope: string; seconds: number }) | null
  /** It never writes, so it needs no --yes. */
  readsOnly?: boolean
  /** It works on a database that may not have our tables yet. */
  onAnyDatabase?: boolean
  /** Throws Refused for input that only the database can tell to be wrong; asked before anything begins. */
  check?: (db: Db, input: z.output<S>) => Promise<void>
  run: (ctx: CommandContext, input: z.output<S>) => Promise<void>
}

/** A command that uses the API from outside, as anybody can: it knows of no database. */
export type ClientCommand<S extends z.ZodType = z.ZodType> = Shared<S> & {
  runOutside: (ctx: ClientContext, input: z.output<S>) => Promise<void>
}

/** The code of a command. The runner adds what all commands share: common options, lease, summary, exit code. */
export type OpsCommand = DatabaseCommand | ClientCommand

export type Named<C extends OpsCommand = OpsCommand> = C & { name: string }

/** Keeps the type of the input between a command's schema and its run. */
export const defineCommand = <S extends z.ZodType>(command: DatabaseCommand<S> | ClientCommand<S>) =>
  command as unknown as OpsCommand
