import type { Context } from 'hono'
import { Failure } from '../../../http/failure.ts'

/** What a form has sent. Browsers end lines by two characters; ours end by one. */
export type Form = { one(name: string): string; all(name: string): string[] }

/** Reads a form. Throws Failure `invalid` if the body is none. */
export async function readForm(c: Context): Promise<Form> {
  const sent = await c.req.parseBody({ all: true }).catch(() => {
    throw new Failure('invalid', 'The body could not be parsed as a form.')
  })
  const all = (name: string) =>
    (Object.hasOwn(sent, name) ? [sent[name]].flat() : [])
      .filter((value) => typeof value === 'string')
      .map((value) => value.replaceAll('\r\n', '\n'))
  return { all, one: (name) => all(name)[0] ?? '' }
}
