import * as z from 'zod'
import { changeAccount, createAccount, findCredentials } from '../../db/accounts/admin-users.ts'
import { forgiveAccounts } from '../../db/accounts/logins.ts'
import { ROLES } from '../../domain/accounts/account-enums.ts'
import { hashPassword } from '../../http/auth/password.ts'
import { Password, Username } from '../../routes/admin/accounts/user-schema.ts'
import { type CommandContext, defineCommand, Refused } from '../runner/command.ts'

const Input = z
  .object({
    username: Username,
    role: z.enum(ROLES, `must be one of: ${ROLES.join(', ')}`).optional(),
    resetPassword: z.boolean().default(false),
  })
  .refine((o) => !(o.resetPassword && o.role), { path: ['role'], message: 'cannot be combined with --reset-password' })

/** Creates an account, or sets a new password for one. Needs no login, so it also helps those who have lost theirs. */
export const createAdminCommand = defineCommand({
  input: Input,
  lease: ({ username }) => ({ scope: username, seconds: 600 }),
  run: createAdmin,
})

async function createAdmin(ctx: CommandContext, { username, role = 'admin', resetPassword }: z.output<typeof Input>) {
  const { db, tally } = ctx
  tally.total = 1
  const known = await findCredentials(db, username)
  if (known && !resetPassword)
    throw new Refused(`The account '${username}' already exists. Use --reset-password to set a new password.`)
  if (!known && resetPassword) throw new Refused(`There is no account '${username}'.`)
  tally.details = known ? { reset: username } : { created: username, role }
  if (ctx.dryRun) return

  const passwordHash = await hashPassword(await askPassword(ctx), crypto.randomUUID())
  const editor = { name: ctx.actor, requestId: ctx.runId }
  const done = known
    ? await changeAccount(db, editor, known.id, { passwordHash, status: 'active' })
    : await createAccount(db, editor, { id: crypto.randomUUID(), username, role, passwordHash })
  if (done === 'unmanned') throw new Refused('There must always be an active admin. Create one first.')
  if (done === 'taken' || done === 'missing' || done === 'changed')
    throw new Refused('Somebody else has just changed this account. Try again.')
  // Failed attempts with the lost password must not throttle the owner now.
  if (known) await forgiveAccounts(db)
  tally.success()
}

async function askPassword({ readSecret }: CommandContext): Promise<string> {
  const parsed = Password.safeParse(await readSecret('Password: '))
  if (!parsed.success)
    throw new Refused(`The password ${parsed.error.issues.map(({ message }) => message).join('; ')}.`)
  return parsed.data
}
