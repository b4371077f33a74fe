import type { View } from '../reading/view.ts'
import { assignments } from './taint.ts'

/** `$NAME`, `${NAME}`, and `{name}` of formats. */
const NAME = /\$\{?([A-Za-z_]\w{0,40})\}?|\{([A-Za-z_]\w{0,40})\}/g
/** A name may stand for another one; deeper than this, nobody writes them for readers. */
const ROUNDS = 3
const LONGEST = 2000
const HOLDS = /[${]/

/** A command with the texts in place of the variables that the script gives them to. Others stay. */
export function filledIn(command: string, view: View): string {
  if (!HOLDS.test(command)) return command
  const values = new Map<string, string>()
  for (const { left, right } of assignments(view)) {
    const value = /^["']?([^"'\s;|&()`]{1,300})/.exec(right)?.[1]
    if (value && !values.has(left)) values.set(left, value)
  }
  let text = command
  for (let round = 0; round < ROUNDS && HOLDS.test(text) && text.length < LONGEST; round++)
    text = text.replace(
      NAME,
      (whole, shell: string | undefined, format: string) => values.get(shell ?? format) ?? whole,
    )
  return text
}
