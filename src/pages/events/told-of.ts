import { reportPath } from '../reports/one.tsx'
import { versionPath } from '../skill/skill.ts'
import type { Texts } from '../texts/index.ts'
import { skillPath, type View } from '../view.ts'

type Told = { event: string; skill: string | null; data: Record<string, unknown> }

/** The page on which what has happened can be seen; `otherwise` if it has none of its own. */
export function pathOf({ skill, data }: Told, otherwise: string): string {
  const { report, repository, version, path } = data
  if (typeof report === 'string') return reportPath(report)
  // a file of a repository; one of a catalogue has no report
  if (typeof repository === 'string' && /^[\w.-]+\/[\w.-]+$/.test(repository) && typeof path === 'string')
    return `/repositories/${repository.split('/').map(encodeURIComponent).join('/')}`
  if (skill === null) return otherwise
  return typeof version === 'string' ? versionPath(skill, version) : skillPath(skill)
}

/** What has happened, in the words of the log if an author has decided it. */
export function titleOf(
  { t }: Pick<View, 't'>,
  { event, data }: { event: keyof Texts['events']['kinds']; data: Told['data'] },
): string {
  const acts: Record<string, string> = t.publisher.acts
  return (event === 'act' && acts[String(data.act)]) || t.events.kinds[event]
}

/** What an event says, in a line. What its title says is left out. */
export const toldOf = (data: Record<string, unknown>): string =>
  Object.entries(data)
    .flatMap(([name, value]) => {
      if (value === null || value === '' || value === false || name === 'act') return []
      return typeof value === 'object' ? [toldOf(value as Record<string, unknown>)] : [`${name}: ${value}`]
    })
    .filter(Boolean)
    .join(', ')
