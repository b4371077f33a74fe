import { z } from 'zod'
import { ACCOUNT_STATUSES, ROLES } from '../../../domain/accounts/account-enums.ts'
import { MAX_PASSWORD, MIN_PASSWORD } from '../../../http/auth/password.ts'
import { Time } from '../../catalogue/schemas.ts'
import { changesOf } from '../../params.ts'

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(100)
  .regex(/^[a-z0-9]([a-z0-9._@+-]*[a-z0-9])?$/, 'must be letters and digits, with any of . _ @ + - between them')
  .meta({ description: 'It is kept in lower case, and stays for ever.' })

export const Password = z
  .string()
  .min(MIN_PASSWORD, `must have at least ${MIN_PASSWORD} characters`)
  .max(MAX_PASSWORD, `must have at most ${MAX_PASSWORD} characters`)

const Role = z.enum(ROLES).meta({ description: 'Reviewers review and edit skills; admins may do everything.' })

export const NewAccount = z
  .strictObject({ username: Username, password: Password, role: Role })
  .meta({ ref: 'NewAccount' })

export const AccountChanges = changesOf({
  password: Password,
  role: Role,
  status: z.enum(ACCOUNT_STATUSES).meta({ description: 'A disabled account cannot log in.' }),
}).meta({ ref: 'AccountChanges' })

export const Account = z
  .strictObject({
    id: z.uuid(),
    username: z.string(),
    role: Role,
    status: z.enum(ACCOUNT_STATUSES),
    last_login_at: Time.nullable(),
    created_at: Time,
    updated_at: Time,
  })
  .meta({ ref: 'Account' })

export const NewPassword = z
  .strictObject({ current_password: z.string().min(1).max(MAX_PASSWORD), new_password: Password })
  .meta({ ref: 'NewPassword' })
