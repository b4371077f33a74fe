import * as z from 'zod'
import { ACCOUNT_STATUSES, ROLES } from '../../../domain/accounts/account-enums.ts'
import { Time } from '../../../http/answers.ts'
import { MAX_PASSWORD, MIN_PASSWORD } from '../../../http/auth/password.ts'
import { changesOf } from '../../../http/input/fields.ts'

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(100)
  .regex(/^[a-z0-9]([a-z0-9._@+-]*[a-z0-9])?$/, 'must be letters and digits, with only . _ @ + - between them')
  .meta({ description: 'Stored in lower case. Cannot be changed.' })

export const Password = z
  .string()
  .min(MIN_PASSWORD, `must have at least ${MIN_PASSWORD} characters`)
  .max(MAX_PASSWORD, `must have at most ${MAX_PASSWORD} characters`)

const Role = z.enum(ROLES).meta({ description: 'A reviewer may review and edit skills. An admin may do everything.' })

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
