import { Ago } from '../parts/moment.tsx'
import { showUnseen } from '../parts/plain.ts'
import { publisherPath, skillPath, to, type View } from '../view.ts'
import { filesPath, findingsPath, type Skill, standingPath, versionsPath } from './skill.ts'

const TABS = [
  ['overview', skillPath],
  ['files', filesPath],
  ['versions', versionsPath],
  ['standing', standingPath],
  ['findings', findingsPath],
] as const

export type Tab = (typeof TABS)[number][0]

/** What every page about a skill begins with: its name, whose it is, what is wrong with it, and where to read on. */
export function SkillHead({ view, skill, tab }: { view: View; skill: Skill; tab: Tab }) {
  const { t } = view
  const name = showUnseen(skill.name)
  const version = skill.latest_version
  return (
    <header class="skill-head">
      <h1>
        {tab === 'overview' ? name : <a href={to(view, skillPath(skill.slug))}>{name}</a>}
        {tab !== 'overview' && <span class="unseen">: {t.skill.tabs[tab]}</span>}
      </h1>
      <ul class="facts">
        <li>
          {t.common.by} <a href={to(view, publisherPath(skill.owner))}>{skill.owner}</a>
        </li>
        <li>{version ? t.skill.version(version.version) : t.skill.noVersion}</li>
        <li class={skill.license === null ? 'warned' : undefined}>{skill.license ?? t.item.noLicence}</li>
        {skill.last_changed_at && (
          <li>
            {t.item.updated} <Ago view={view} at={skill.last_changed_at} />
          </li>
        )}
      </ul>
      <Notices view={view} skill={skill} />
      <nav class="tabs" aria-label={t.skill.tabs.label}>
        {TABS.map(([key, path]) => (
          <a href={to(view, path(skill.slug))} aria-current={key === tab ? 'page' : undefined}>
            {t.skill.tabs[key]}
          </a>
        ))}
      </nav>
    </header>
  )
}

/** What somebody should know before anything else. */
function Notices({ view, skill }: { view: View; skill: Skill }) {
  const { t } = view
  return (
    <>
      {skill.verdict === 'malicious' && <p class="notice bad">{t.skill.withheld.malicious}</p>}
      {skill.verdict === 'warn' && <p class="notice">{t.scan.warned}</p>}
      {skill.deprecated && (
        <p class="notice">
          {t.skill.deprecated} {showUnseen(skill.deprecated.reason)}{' '}
          {skill.deprecated.successor && (
            <>
              {t.skill.useInstead}{' '}
              <a href={to(view, skillPath(skill.deprecated.successor))}>{skill.deprecated.successor}</a>
            </>
          )}
        </p>
      )}
      {skill.vanished_at && <p class="notice bad">{t.item.vanished}</p>}
      {skill.duplicate_of && (
        <p class="notice">
          {t.skill.copyOf} <a href={to(view, skillPath(skill.duplicate_of))}>{skill.duplicate_of}</a>
        </p>
      )}
    </>
  )
}
