import type { z } from 'zod'
import type { JobSettings } from '../../config.ts'
import type { Db } from '../../db/connect.ts'
import type { Log } from '../../log.ts'
import type { Tick } from '../../runs/tick.ts'
import type { Columns } from '../terminal/words.ts'
import type { Summary } from './summary.ts'
import type { Tally } from './tally.ts'

/** Bad input or a bad environment: the command changes nothing, prints the message and exits with code 3. */
export class Refused extends Error {
  override name = 'Refused'
}

/** The context of every command. */
export type ClientContext = {
  runId: string
  /** Settings of the jobs that the command runs. */
  settings: JobSettings
  /** All settings as they were given, secrets included. */
  environment: Readonly<Record<string, string>>
  log: Log
  clock: () => Date
  random: () => number
  sleep: (ms: number) => Promise<unknown>
  actor: string
  /** Asks the operator for a secret, which must not be an argument. */
  readSecret: (prompt: string) => Promise<string>
  tally: Tally
  dryRun: boolean
  /** The most targets to process. */
  limit: number
  /** The sources to work on. Null means all. */
  orgIds: readonly string[] | null
  /** False if no further target may start: after a signal, at the time limit, or after a failure with --fail-fast. */
  mayGoOn: () => boolean
  /** Makes `mayGoOn` false from now on, and adds the reason to the warnings. Returns false. */
  stopFor: (why: string) => false
  /** Aborts on a signal and at the time limit. Use it to cut pauses short. */
  stopping: AbortSignal
}

/** The context of a command that works on a database. */
export type CommandContext = ClientContext & {
  db: Db
  /** Shared by the runs that the command starts, so that the end of each is recorded. */
  tick?: Tick
  /** Renews the lease for its full time. Throws LeaseLost. */
  renew: () => Promise<void>
}

type Shared<S extends z.ZodType> = {
  /** Schema of the command's own arguments and options, by their names in camelCase. */
  input: S
  /** Returns the webhook that gets an alert if the command fails, if the input names one. */
  alertTo?: (input: z.output<S>) => string | undefined
  /** Returns the exit code, for a command whose targets are not equally important. */
  exitCode?: (summary: Summary) => number
  /** Columns to show on a terminal, for lists in `details` that are too wide. */
  columns?: Columns
}

/** A command that works on a database. */
export type DatabaseCommand<S extends z.ZodType = z.ZodType> = Shared<S> & {
  /** The lease that prevents two runs of the same work at once. Null if the command needs neither it nor a row in the history. */
  lease: ((input: z.output<S>) => { scope: string; seconds: number }) | null
  /** True if it never writes and therefore needs no --yes. */
  readsOnly?: boolean
  /** True if it also works on a database without our tables. */
  onAnyDatabase?: boolean
  /** Runs before the lease is taken. Throws Refused for input that only the database can prove wrong. */
  check?: (db: Db, input: z.output<S>) => Promise<void>
  run: (ctx: CommandContext, input: z.output<S>) => Promise<void>
}

/** A command that uses the public API from outside and no database. */
export type ClientCommand<S extends z.ZodType = z.ZodType> = Shared<S> & {
  runOutside: (ctx: ClientContext, input: z.output<S>) => Promise<void>
}

/** The code of a command. The runner adds what all commands share: common options, lease, summary, exit code. */
export type OpsCommand = DatabaseCommand | ClientCommand

export type Named<C extends OpsCommand = OpsCommand> = C & { name: string }

/** Checks that `run` takes the input that the schema returns. */
export const defineCommand = <S extends z.ZodType>(command: DatabaseCommand<S> | ClientCommand<S>) =>
  command as unknown as OpsCommand
