import { zValidator } from '@hono/zod-validator'
import type { Context } from 'hono'
import { resolver, uniqueSymbol } from 'hono-openapi'
import type { ZodType, z } from 'zod'
import { Failure, type FieldError } from './failure.ts'

const PLACES = { json: 'body', form: 'body', query: 'query', param: 'path', header: 'header' } as const
type Target = keyof typeof PLACES

const pointerTo = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** Zod's issues as field errors; an unknown key is named itself, not its parent. */
export const fieldErrors = (issues: readonly z.core.$ZodIssue[], place: FieldError['in']): FieldError[] =>
  issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ in: place, pointer: pointerTo([...issue.path, key]), message: 'is not known here' }))
      : [{ in: place, pointer: pointerTo(issue.path), message: issue.message }],
  )

export const invalid = (errors: FieldError[]) =>
  new Failure('invalid', errors.map((e) => `${e.in} ${e.pointer || '/'}: ${e.message}`).join('; '), { errors })

/** Refuses a body that does not say it is JSON: parsing it anyway would report every field as missing. */
function requireJson(c: Context) {
  const type = c.req.header('Content-Type') ?? ''
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type))
    throw new Failure('unsupported_media_type', `Send application/json, not '${type.slice(0, 100) || 'nothing'}'.`)
}

/** The body of a request that says it is JSON, and is. */
export async function readJsonBody(c: Context): Promise<unknown> {
  requireJson(c)
  try {
    return await c.req.json()
  } catch {
    // What the parser says quotes the body, which may hold a password.
    throw new Failure('malformed_json', 'The body could not be read as JSON.')
  }
}

/** Checks one part of the request by a Zod schema, and shows the same schema to the OpenAPI document. */
export function validate<T extends Target, S extends ZodType>(target: T, schema: S) {
  const check = zValidator(target, schema, (result, c) => {
    if (target === 'json') requireJson(c)
    if (!result.success) throw invalid(fieldErrors(result.error.issues, PLACES[target]))
  })
  return Object.assign(check, { [uniqueSymbol]: { target, ...resolver(schema) } })
}
