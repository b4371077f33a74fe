/** A skill that an index offers. */
export type OfferedSkill = {
  /** The name under which it is installed. */
  name: string
  description: string
  /** Of the zip, as hexadecimal digits. */
  zipSha256: string
  /** Paths of all its files. Only an index of 0.1.0 needs them. */
  files?: readonly string[]
}

const SCHEMA = 'https://schemas.agentskills.io/discovery/0.2.0/schema.json'
/** The most characters of a description. An entry with a longer one is dropped. */
const MAX_DESCRIPTION = 1024

const described = ({ name, description }: Pick<OfferedSkill, 'name' | 'description'>) => ({
  name,
  description: [...description].slice(0, MAX_DESCRIPTION).join(''),
})

/** An index of Agent Skills discovery 0.2.0: an archive for each skill, with its digest. `urlOf` gives the archive's address. */
export const discoveryIndex = <S extends Omit<OfferedSkill, 'files'>>(
  skills: readonly S[],
  urlOf: (skill: S) => string,
) => ({
  $schema: SCHEMA,
  skills: skills.map((skill) => ({
    ...described(skill),
    type: 'archive' as const,
    url: urlOf(skill),
    digest: `sha256:${skill.zipSha256}`,
  })),
})

/**
 * An index of discovery 0.1.0: the paths of all files. Clients fetch them one by one, below the index. They refuse the whole index if a
 * path has two dots in a row anywhere.
 */
export const earlierIndex = (skills: readonly OfferedSkill[]) => ({
  skills: skills.flatMap((skill) => {
    const { files = [] } = skill
    return files.some((path) => path.includes('..')) ? [] : [{ ...described(skill), files }]
  }),
})
