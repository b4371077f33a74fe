import type { z } from 'zod'
import type { Me as MeSchema } from '../../routes/admin/accounts/session.ts'
import type { PageEnv, View } from '../view.ts'

export type Me = z.output<typeof MeSchema>

/** What is said once, on the page after a form was sent. */
export type Flash = { good: boolean; text: string }

/** `me` is null before somebody has signed in. */
export type AdminView = View & { me: Me | null; flash: Flash | null }

export type AdminEnv = PageEnv & { Variables: { view: AdminView } }

export const isAdmin = ({ me }: AdminView): boolean => me?.role === 'admin'

/** How a field is called. */
export const labelOf = ({ t }: AdminView, name: string): string =>
  (t.admin.fields as Record<string, string>)[name] ?? name

/** What a value of the API means in words. */
export const wordOf = ({ t }: AdminView, value: string): string =>
  (t.admin.values as Record<string, string>)[value] ?? value
