import type { Context } from 'hono'
import { withQuery } from '../../api.ts'
import { page } from '../../layout/page.tsx'
import { Bytes } from '../../parts/bytes.tsx'
import { Moment } from '../../parts/moment.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { type PageEnv, to, type View } from '../../view.ts'
import { SkillHead } from '../head.tsx'
import { diffPath, readSkill, type Skill, skillApi, slugOf, versionPath, versionsPath } from '../skill.ts'
import type { VersionItem, VersionList } from '../version.ts'
import { Capabilities } from './capabilities.tsx'
import { Withheld } from './withheld.tsx'

const SIZE = 20

/** All versions, the newest first: what each changed, what it can do that the one before could not, and what was withdrawn. */
export async function versions(c: Context<PageEnv>) {
  const { api, view } = c.var
  const { t } = view
  const cursor = c.req.query('cursor') || undefined
  const json = `${skillApi(slugOf(c))}/versions`
  const [skill, list] = await Promise.all([readSkill(c), api.get<VersionList>(json, { size: SIZE, cursor })])
  const title = t.skill.feedTitle(showUnseen(skill.name))
  const feed = to(view, `${versionsPath(skill.slug)}.atom`)
  const meta = { title, description: title, json, feeds: [{ title, href: feed }], ...(cursor && { noIndex: true }) }
  const body = (
    <>
      <SkillHead view={view} skill={skill} tab="versions" />
      {list.items.length === 0 && <p>{t.common.none}</p>}
      <ol class="versions">
        {list.items.map((version) => (
          <li>
            <Entry view={view} skill={skill} version={version} />
          </li>
        ))}
      </ol>
      <p class="facts">
        {list.next_cursor !== null && (
          <a rel="next" href={to(view, withQuery(versionsPath(skill.slug), { cursor: list.next_cursor }))}>
            {t.skill.olderVersions}
          </a>
        )}
        <a href={feed}>{t.skill.feed}</a>
      </p>
    </>
  )
  return page(c, meta, body)
}

function Entry({ view, skill, version }: { view: View; skill: Skill; version: VersionItem }) {
  const { t } = view
  const { change } = version
  return (
    <article>
      <h2 id={`v${version.version}`}>
        <a href={to(view, versionPath(skill.slug, version.version))}>{version.version}</a>
      </h2>
      <ul class="facts">
        <li>
          <Moment view={view} at={version.created_at} />
        </li>
        <li>{t.skill.filesCount(version.files)}</li>
        <li>
          <Bytes view={view} of={version.bytes} />
        </li>
        <li>{version.license ?? t.item.noLicence}</li>
        {version.commit && (
          <li>
            <code title={version.commit}>{version.commit.slice(0, 12)}</code>
          </li>
        )}
        <li>
          <code title={version.digest}>{version.digest.slice(0, 19)}</code>
        </li>
      </ul>
      <Withheld view={view} version={version} />
      {change && (
        <>
          <p>
            {t.skill.changedSince(change.since)} {t.skill.filesChanged(change.files)}
            {change.frontmatter.length > 0 &&
              ` ${t.skill.frontmatter} ${change.frontmatter.map(showUnseen).join(', ')}.`}{' '}
            <a href={to(view, withQuery(diffPath(skill.slug), { from: change.since, to: version.version }))}>
              {t.skill.showDiff}
            </a>
          </p>
          <Capabilities view={view} change={change.capabilities} />
        </>
      )}
    </article>
  )
}
