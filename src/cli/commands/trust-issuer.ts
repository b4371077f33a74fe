import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { trustIssuer } from '../../db/authors/issuers.ts'
import { NewIssuer } from '../../http/auth/oidc/issuer-rules.ts'
import { type CommandContext, defineCommand, Refused } from '../runner/command.ts'

const MAX_BYTES = 64 * 1024
const Input = z.object({ file: z.string() })

/** Trusts an issuer of workflows' tokens, or changes how its tokens are read. */
export const trustIssuerCommand = defineCommand({
  input: Input,
  lease: () => ({ scope: 'issuers', seconds: 600 }),
  run: trust,
})

async function trust(ctx: CommandContext, { file }: z.output<typeof Input>) {
  const { jwks_uri: jwksUri, ...row } = readIssuer(file)
  ctx.tally.total = 1
  ctx.tally.details = { issuer: row.issuer, kind: row.kind, host: row.rules.host }
  if (ctx.dryRun) return
  await trustIssuer(ctx.db, { name: ctx.actor, requestId: ctx.runId }, { ...row, jwksUri })
  ctx.tally.success()
}

function readIssuer(file: string): z.output<typeof NewIssuer> {
  const text = textOf(file)
  if (text.length > MAX_BYTES) throw new Refused(`<file>: it has more than ${MAX_BYTES} bytes`)
  const parsed = NewIssuer.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`)
  throw new Refused(`<file>: ${faults.slice(0, 10).join('; ')}`)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Refused(`<file>: there is no file ${file}`)
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused('<file>: it is not JSON')
  }
}
