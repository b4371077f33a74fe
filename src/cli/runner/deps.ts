import { setTimeout as pause } from 'node:timers/promises'
import { readSettings } from './settings.ts'

/** What a command takes from outside, and where it prints. */
export type RunnerDeps = {
  stdout: (text: string) => void
  stderr: (text: string) => void
  /** Whether each of the two is a terminal. */
  isTerminal: { stdout: boolean; stderr: boolean }
  settings: Record<string, string>
  clock: () => Date
  random: () => number
  sleep: (ms: number) => Promise<unknown>
  /** Registers what to call when a signal asks to stop. */
  onSignal: (stop: () => void) => void
  readSecret: (prompt: string) => Promise<string>
}

export function processDeps(): RunnerDeps {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosed)
  return {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    isTerminal: { stdout: process.stdout.isTTY, stderr: process.stderr.isTTY },
    settings: readSettings(),
    clock: () => new Date(),
    random: Math.random,
    sleep: (ms) => pause(ms),
    onSignal: (stop) => {
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
    },
    readSecret: async (prompt) => (await import('../terminal/read-secret.ts')).readSecret(prompt),
  }
}

/** Nobody reads on, as after `| head`. The command still goes on to its end: only what it prints is lost. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
