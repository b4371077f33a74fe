import type { z } from 'zod'
import { Refused } from './command.ts'
import type { Flag } from './description.ts'

/** Returns the parsed input. Throws Refused, which names each wrong argument or option as the operator writes it. */
export function parseInput<S extends z.ZodType>(
  schema: S,
  raw: Record<string, unknown>,
  args: readonly Flag[],
): z.output<S> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const flagOf = (name: string) => {
    if (args.some(([flags]) => flags === `<${name}>`)) return `<${name}>`
    return `--${name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`
  }
  const faults = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0] ?? '')
    return `${flagOf(name)}: ${raw[name] === undefined ? 'is required' : message}`
  })
  throw new Refused(faults.join('; '))
}
