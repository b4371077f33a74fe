import { readSettings } from './settings.ts'

/** Where a command's words go, and what it takes from outside. */
export type RunnerDeps = {
  stdout: (text: string) => void
  stderr: (text: string) => void
  settings: Record<string, string>
  clock: () => Date
  random: () => number
  /** Calls back when the operator asks to stop. */
  onSignal: (stop: () => void) => void
  readSecret: (prompt: string) => Promise<string>
}

export const processDeps = (): RunnerDeps => ({
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  settings: readSettings(),
  clock: () => new Date(),
  random: Math.random,
  onSignal: (stop) => {
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  },
  readSecret: async (prompt) => (await import('./read-secret.ts')).readSecret(prompt),
})
