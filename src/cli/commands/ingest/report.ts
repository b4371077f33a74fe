import type { Approval } from '../../../db/catalogue/approve-skills.ts'
import type { RawState } from '../../../db/intake/raw-skills.ts'
import type { Finding as FolderFinding } from '../../../domain/files/manifest.ts'
import { reasonOf } from '../../../runs/run-job.ts'
import type { CommandContext } from '../../runner/command.ts'
import type { ReadSkill } from './read-skill.ts'

/** Counts files by outcome, parse status and rule, and logs every finding. */
export class IngestReport {
  readonly #ctx: CommandContext
  readonly #files: Record<RawState, number> = { created: 0, changed: 0, unchanged: 0 }
  readonly #skills: Record<Approval['outcome'], number> = { created: 0, updated: 0 }
  readonly #byStatus: Record<string, number> = {}
  readonly #byRule: Record<string, number> = {}
  readonly #warned: { target: string; verdict: string | null; approved: boolean }[] = []

  constructor(ctx: CommandContext) {
    this.#ctx = ctx
    ctx.tally.details = {
      files: this.#files,
      skills: this.#skills,
      by_parse_status: this.#byStatus,
      by_rule: this.#byRule,
      warned: this.#warned,
    }
  }

  /** `isDone` is false if the file still waits for approval. `ofFolder` is what was found in the rest of its folder. */
  stored(
    { path, raw, findings }: ReadSkill,
    state: RawState,
    p: { isDone: boolean; ofFolder: readonly FolderFinding[] },
  ) {
    this.#files[state]++
    count(this.#byStatus, raw.parseStatus)
    for (const { rule, severity, message, line } of findings) {
      count(this.#byRule, rule)
      this.#ctx.log('warn', 'finding', { target: path, rule, severity, line, message })
    }
    for (const { rule, severity, message, path: file } of p.ofFolder) {
      count(this.#byRule, rule)
      this.#ctx.log('warn', 'finding', { target: path, rule, severity, file, message })
    }
    this.#ctx.log('debug', 'file', { target: path, status: raw.parseStatus, state })
    if (p.isDone) this.#ctx.tally.success()
  }

  approved(approvals: readonly Pick<Approval, 'outcome'>[], done: number) {
    for (const { outcome } of approvals) this.#skills[outcome]++
    this.#ctx.tally.success(done)
  }

  /** A file whose scan gives a warning, or that a reviewer calls malicious. Each is named in the summary. */
  warned(target: string, verdict: string | null, approved: boolean) {
    this.#warned.push({ target, verdict, approved })
    this.#ctx.log('warn', 'warned', { target, verdict, approved })
    if (!approved) this.#ctx.tally.warnings.push(`${target} was not approved: its verdict is ${verdict}.`)
  }

  failed(path: string, error: unknown) {
    const reason = reasonOf(error)
    this.#ctx.log('error', 'file', { target: path, reason })
    this.#ctx.tally.failure(path, reason)
  }
}

function count(totals: Record<string, number>, key: string) {
  totals[key] = (totals[key] ?? 0) + 1
}
