import type { Context } from 'hono'
import { withQuery } from '../../api.ts'
import { AUTHORS } from '../../authors/paths.ts'
import { page } from '../../layout/page.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { formPath } from '../../reports/report-form.tsx'
import { type PageEnv, to, type View } from '../../view.ts'
import { SkillHead } from '../head.tsx'
import { filePath, readSkill, type Skill, slugOf } from '../skill.ts'
import { type Version, versionApi } from '../version.ts'
import { type Report, ScanReport } from './report.tsx'

/** What was found in a version: what the scan says and reviewers decided, how its file complies with the specification, and what its folder lacks. */
export async function findings(c: Context<PageEnv>) {
  const { api, view } = c.var
  const asked = c.req.query('version') || undefined
  const slug = slugOf(c)
  const json = versionApi(slug, asked ?? 'latest')
  const [skill, version, report] = await Promise.all([
    readSkill(c),
    api.find<Version>(json),
    api.find<Report>(`${json}/report`),
  ])
  const title = view.t.skill.findingsTitle(showUnseen(skill.name))
  const body = (
    <>
      <SkillHead view={view} skill={skill} tab="findings" />
      {report && <ScanReport view={view} report={report} />}
      <Validation view={view} skill={skill} version={version} />
      {version && <OfFolder view={view} skill={skill} version={version} />}
      <p>
        <a href={to(view, formPath(skill.slug))}>{view.t.reports.reportThis}</a>
      </p>
      <p>
        <a href={to(view, AUTHORS)}>{view.t.authors.isThisYours}</a>
      </p>
    </>
  )
  return page(c, { title, description: title, json, ...(asked && { noIndex: true }) }, body)
}

function Validation({ view, skill, version }: { view: View; skill: Skill; version: Version | null }) {
  const { t } = view
  const { validation } = skill
  const file = to(view, withQuery(filePath(skill.slug, 'SKILL.md'), { version: version?.version, plain: '1' }))
  return (
    <section>
      <h2>{t.skill.validation}</h2>
      <p>{t.skill.validationMeans}</p>
      {validation === null && <p>{t.skill.notValidated}</p>}
      {validation?.findings.length === 0 && <p class="good">{t.skill.valid}</p>}
      {validation && validation.findings.length > 0 && (
        <ul class="findings">
          {validation.findings.map(({ rule, severity, message, line }) => (
            <li>
              <span class={severity === 'error' ? 'bad' : 'warned'}>{t.skill.severities[severity]}</span>{' '}
              <code>{rule}</code> <a href={`${file}#L${line}`}>SKILL.md:{line}</a>
              <p>{showUnseen(message)}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function OfFolder({ view, skill, version }: { view: View; skill: Skill; version: Version }) {
  const { t } = view
  if (version.findings.length === 0) return null
  return (
    <section>
      <h2>{t.skill.folderFindings(version.version)}</h2>
      <ul class="findings">
        {version.findings.map(({ rule, severity, message, path }) => (
          <li>
            <span class={severity === 'error' ? 'bad' : 'warned'}>{t.skill.severities[severity]}</span>{' '}
            <code>{rule}</code>{' '}
            {path !== null && version.manifest.some((file) => file.path === path) ? (
              <a href={to(view, withQuery(filePath(skill.slug, path), { version: version.version }))}>
                {showUnseen(path)}
              </a>
            ) : (
              showUnseen(path ?? '')
            )}
            <p>{showUnseen(message)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
