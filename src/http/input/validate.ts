import type { Context } from 'hono'
import { validator } from 'hono/validator'
import { resolver, uniqueSymbol } from 'hono-openapi'
import type { ZodType, z } from 'zod'
import { Failure } from '../failure.ts'
import { parse } from './field-errors.ts'

const PLACES = { json: 'body', query: 'query', param: 'path' } as const
type Target = keyof typeof PLACES

/** Checks one part of the request by a Zod schema, and shows the same schema in the OpenAPI document. */
export function validate<T extends Target, S extends ZodType>(target: T, schema: S) {
  const middleware = validator(target, (value, c): z.output<S> => {
    if (target === 'json') requireJson(c)
    return parse(schema, value, PLACES[target])
  })
  return Object.assign(middleware, { [uniqueSymbol]: { target, ...resolver(schema) } })
}

/** Reads a JSON body. Throws Failure `unsupported_media_type` or `malformed_json`. */
export async function readJsonBody(c: Context): Promise<unknown> {
  requireJson(c)
  try {
    return await c.req.json()
  } catch {
    // The parser's message quotes the body, which may hold a password.
    throw new Failure('malformed_json', 'The body could not be parsed as JSON.')
  }
}

/** Reads the text of a JSON body, which need not be valid JSON. Throws Failure `unsupported_media_type`. */
export function readJsonText(c: Context): Promise<string> {
  requireJson(c)
  return c.req.text()
}

/** A body without a JSON content type reaches the schema as {}, which would report every field as missing. */
function requireJson(c: Context) {
  const type = c.req.header('Content-Type')
  if (/^application\/([\w.+-]+\+)?json\b/i.test(type ?? '')) return
  const fault = type ? `The Content-Type is ${type.slice(0, 100)}` : 'The Content-Type header is missing'
  throw new Failure('unsupported_media_type', `${fault}; send application/json.`)
}
