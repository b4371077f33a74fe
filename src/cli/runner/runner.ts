import { writeFileSync } from 'node:fs'
import { describeError } from '../../log.ts'
import { postAlert } from '../../runs/post-alert.ts'
import { reasonOf } from '../../runs/run-job.ts'
import { type Output, outputOf } from '../terminal/output.ts'
import { alertText } from './alert-text.ts'
import { Refused } from './command.ts'
import { CommonInput } from './common-input.ts'
import type { RunnerDeps } from './deps.ts'
import type { CommandDescription } from './description.ts'
import { execute } from './execute.ts'
import { EXIT, exitCode } from './exit-code.ts'
import { parseInput } from './parse-input.ts'
import { jobSettings, prepare } from './prepare.ts'
import { summarise } from './summarise.ts'

/** Runs a command with its raw options and returns its exit code. It prints the summary to stdout, without secrets. */
export async function runCommand(
  { name, args = [], load }: CommandDescription,
  raw: Record<string, unknown>,
  deps: RunnerDeps,
): Promise<number> {
  const output = outputOf(deps, { json: raw.json === true })
  const startedAt = deps.clock()
  let alertTo: string | undefined
  try {
    const common = parseInput(CommonInput, raw, args)
    const command = { name, ...(await load()) }
    const input = parseInput(command.input, raw, args)
    if (!common.dryRun && command.alertTo)
      alertTo = command.alertTo(input) ?? jobSettings(deps.settings).ALERT_WEBHOOK_URL
    const { ctx, host, clearProgress } = await prepare(command, { common, startedAt, deps, output })
    await execute(command, input, ctx)
    clearProgress()
    const summary = summarise(command, startedAt, ctx, host)
    const code = (command.exitCode ?? exitCode)(summary)
    if (!output.isForPerson)
      ctx.log(code === EXIT.succeeded ? 'info' : 'error', 'command_ended', {
        target: host ?? name,
        status: STATUS[code],
        elapsed_ms: summary.duration_ms,
      })
    if (alertTo && code !== EXIT.succeeded) {
      const fault = await postAlert(alertTo, output.mask(alertText(summary)))
      if (fault) summary.warnings.push(fault)
    }
    output.summary(summary, { code, columns: command.columns })
    if (common.jsonOutput) writeFileSync(common.jsonOutput, output.mask(`${JSON.stringify(summary, null, 2)}\n`))
    return code
  } catch (error) {
    return reportError(name, error, { alertTo, output })
  }
}

const STATUS: Record<number, string> = {
  [EXIT.succeeded]: 'succeeded',
  [EXIT.failed]: 'failed',
  [EXIT.partial]: 'partial',
}

/** Reports why a command did not run to its end, and returns its exit code. */
async function reportError(
  name: string,
  error: unknown,
  { alertTo, output }: { alertTo: string | undefined; output: Output },
): Promise<number> {
  const alert = alertTo && (await postAlert(alertTo, output.mask(`${name} failed: ${reasonOf(error)}`)))
  const isRefused = error instanceof Refused
  const fields = isRefused ? { message: error.message } : describeError(error)
  output.log({ script: name })('error', isRefused ? 'refused' : 'crashed', { ...fields, ...(alert && { alert }) })
  return isRefused ? EXIT.refused : EXIT.failed
}
