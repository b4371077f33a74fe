import type { Validated } from './validate-skill.ts'

type Place = { file: string; line: number | null; title: string }

const ofMessage = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const ofProperty = (text: string) => ofMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** A workflow command of GitHub Actions that shows a message beside a line of a file. A line break in it would begin another command. */
function command(level: 'error' | 'warning' | 'notice', { file, line, title }: Place, message: string): string {
  const place = [`file=${ofProperty(file)}`, ...(line === null ? [] : [`line=${line}`]), `title=${ofProperty(title)}`]
  return `::${level} ${place.join(',')}::${ofMessage(message)}`
}

const LEVELS = { error: 'error', warning: 'warning', info: 'notice' } as const
/** Of what waits for a person whatever the publisher is, and of what a verified one waits for. */
const SCANNED = { warn: 'error', review: 'warning', pass: 'notice' } as const

/** All findings of skills as workflow commands of GitHub Actions, one a line. `prefixOf` leads from the root of the repository. */
export function annotations(skills: readonly Validated[], prefixOf: (folder: string) => string): string {
  const lines = skills.flatMap((skill) => {
    const at = (file: string) => [prefixOf(skill.folder), file].filter((part) => part !== '').join('/')
    return [
      ...skill.findings.map(({ rule, severity, message, file, line }) =>
        command(LEVELS[severity], { file: at(file ?? skill.file), line, title: rule }, message),
      ),
      ...skill.scan_findings.map(({ rule, file, line, why, fix, severity }) => {
        const level = severity === 'low' ? 'notice' : SCANNED[skill.verdict]
        return command(level, { file: at(file), line, title: rule }, `${why} ${fix}`)
      }),
    ]
  })
  const wrong = skills.filter(({ valid, verdict }) => !valid || verdict === 'warn').length
  return [
    ...lines,
    `${skills.length} ${skills.length === 1 ? 'skill' : 'skills'} checked, ${wrong} with errors.`,
    '',
  ].join('\n')
}
