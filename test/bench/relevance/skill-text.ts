/** A skill of the judged catalogue. `copyOf` names the skill whose file another publisher copied. */
export type BenchSkill = {
  publisher: string
  name: string
  tags: readonly string[]
  description: string
  body: string
  copyOf?: string
}

/**
 * Reads skills separated by blank lines. The first line of each is `publisher/name: tag, tag`, the next are its description,
 * and the indented ones its text. `publisher/name = publisher/name` is a copy.
 */
export const skills = (text: string): BenchSkill[] => text.trim().split(/\n\n+/).map(skillOf)

const HEADER = /^([a-z0-9-]+)\/([^\s:=/]+)(?:: (.+)| = (.+))?$/

function skillOf(text: string): BenchSkill {
  const [header = '', ...lines] = text.split('\n')
  const [, publisher, name, tags, copyOf] = HEADER.exec(header) ?? []
  if (publisher === undefined || name === undefined) throw new Error(`This is not the first line of a skill: ${header}`)
  const joined = (of: readonly string[]) => of.map((line) => line.trim()).join(' ')
  return {
    publisher,
    name,
    tags: tags?.split(', ') ?? [],
    description: joined(lines.filter((line) => !line.startsWith(' '))),
    body: joined(lines.filter((line) => line.startsWith(' '))),
    ...(copyOf !== undefined && { copyOf }),
  }
}
