import type { Example } from '../../../../src/domain/trust/rule.ts'

/** What a careful reader says of a folder. */
export type Label = 'malicious' | 'suspicious' | 'benign'

/** A folder that was written for the test. `technique` names the kind of attack, or what makes a benign one look like it. */
export type Labelled = { name: string; label: Label; technique: string; files: Example }

/** A SKILL.md with a usual head. */
export const skill = (name: string, description: string, body: string) =>
  `---\nname: ${name}\ndescription: ${description}\n---\n\n# ${name}\n\n${body}\n`

export const malicious = (technique: string, name: string, files: Example): Labelled => ({
  ...{ name, label: 'malicious', technique, files },
})
export const suspicious = (technique: string, name: string, files: Example): Labelled => ({
  ...{ name, label: 'suspicious', technique, files },
})
export const benign = (technique: string, name: string, files: Example): Labelled => ({
  ...{ name, label: 'benign', technique, files },
})
