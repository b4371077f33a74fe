import type { Context } from 'hono'
import { validator } from 'hono/validator'
import { resolver, uniqueSymbol } from 'hono-openapi'
import * as z from 'zod'
import type { Db } from '../../db/connect.ts'
import { findId, type NamedKind, nameOf } from '../../db/names.ts'
import type { AppEnv } from '../app-env.ts'
import { found } from '../failure.ts'
import { invalid, parse } from './field-errors.ts'
import { text } from './fields.ts'

/** The id of a thing, or its name, such as the slug of a skill. In any case, because PostgreSQL writes both in lower case. */
export const refTo = (kind: NamedKind) =>
  text(400)
    .min(1)
    .toLowerCase()
    .meta({ description: `The id or ${nameOf(kind)} of the ${kind}.` })

/** Checks the reference in a path. Handlers get the id that it means. Throws Failure `not_found` for a name that nobody has. */
export function refParam(kind: NamedKind) {
  const schema = z.object({ id: refTo(kind) })
  const middleware = validator('param', async (value, c: Context<AppEnv>): Promise<{ id: string }> => {
    const { id } = parse(schema, value, 'path')
    return { id: await idMeantBy(c.var.db, kind, id) }
  })
  return Object.assign(middleware, { [uniqueSymbol]: { target: 'param' as const, ...resolver(schema) } })
}

/** Returns the id that a reference means; an id is not looked up. Throws Failure `not_found` for a name that nobody has. */
export async function idMeantBy(db: Db, kind: NamedKind, ref: string): Promise<string> {
  return isId(ref) ? ref : found(await findId(db, kind, { name: ref }), kind, ref)
}

/** Returns the id that a reference in a body means. Throws Failure `invalid` if there is no such thing. */
export async function idInBody(db: Db, kind: NamedKind, ref: string, pointer: string): Promise<string> {
  const id = await findId(db, kind, isId(ref) ? { id: ref } : { name: ref })
  if (id === null) throw noSuchRef(kind, pointer)
  return id
}

/** Returns the refusal of a body whose reference at `pointer` means nothing. */
export const noSuchRef = (kind: NamedKind, pointer: string) =>
  invalid([{ in: 'body', pointer, message: `is not the id or ${nameOf(kind)} of a ${kind}` }])

const isId = (ref: string) => z.uuid().safeParse(ref).success
