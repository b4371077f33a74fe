import type { Context } from 'hono'
import { answerAtom } from '../../feeds/atom.ts'
import type { PageEnv, View } from '../../view.ts'
import { readSkill, skillApi, slugOf, versionPath, versionsPath } from '../skill.ts'
import type { VersionItem, VersionList } from '../version.ts'

/** The newest versions of a skill, as a feed. */
export async function versionsFeed(c: Context<PageEnv>) {
  const { api, view } = c.var
  const [skill, { items }] = await Promise.all([
    readSkill(c),
    api.get<VersionList>(`${skillApi(slugOf(c))}/versions`, { size: 20 }),
  ])
  return answerAtom(c, {
    path: versionsPath(skill.slug),
    title: view.t.skill.feedTitle(skill.name),
    ...(skill.summary && { subtitle: skill.summary }),
    entries: items.map((version) => ({
      path: versionPath(skill.slug, version.version),
      title: `${skill.name} ${version.version}`,
      author: skill.owner,
      published: version.created_at,
      updated: version.yanked?.at ?? version.created_at,
      summary: toldOf(view, version),
    })),
  })
}

function toldOf({ t }: View, { withheld, yanked, change }: VersionItem): string {
  return [
    withheld && t.skill.withheld[withheld],
    yanked?.reason,
    change && `${t.skill.changedSince(change.since)} ${t.skill.filesChanged(change.files)}`,
  ]
    .filter(Boolean)
    .join(' ')
}
