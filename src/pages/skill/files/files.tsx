import type { Context } from 'hono'
import { withQuery } from '../../api.ts'
import { page } from '../../layout/page.tsx'
import { Bytes } from '../../parts/bytes.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { type PageEnv, to, type View } from '../../view.ts'
import { SkillHead } from '../head.tsx'
import { filePath, readSkill, type Skill, slugOf, versionPath } from '../skill.ts'
import { type Version, versionApi } from '../version.ts'
import { type Tree, treeOf } from './tree.ts'

/** The files of the newest version, or of `?version=`. A skill that an admin wrote by hand has no version. */
export async function files(c: Context<PageEnv>) {
  const { api, view } = c.var
  const asked = c.req.query('version') || undefined
  const json = versionApi(slugOf(c), asked ?? 'latest')
  const readVersion = asked === undefined ? api.find<Version>(json) : api.get<Version>(json)
  const [skill, version] = await Promise.all([readSkill(c), readVersion])
  const { t } = view
  const name = showUnseen(skill.name)
  const title = version ? t.skill.filesOf(name, version.version) : `${name}: ${t.skill.tabs.files}`
  const meta = { title, description: title, json, ...(asked !== undefined && { noIndex: true }) }
  const body = (
    <>
      <SkillHead view={view} skill={skill} tab="files" />
      {version ? <Files view={view} skill={skill} version={version} asked={asked} /> : <p>{t.common.none}</p>}
    </>
  )
  return page(c, meta, body)
}

type Shown = { view: View; skill: Skill; version: Version; asked: string | undefined }

function Files({ view, skill, version, asked }: Shown) {
  const { t } = view
  const { archives } = version
  const address = (path: string) => to(view, withQuery(filePath(skill.slug, path), { version: asked }))
  return (
    <>
      <h2>
        <a href={to(view, versionPath(skill.slug, version.version))}>{t.skill.version(version.version)}</a>
      </h2>
      <p class="quiet">
        {t.skill.filesCount(version.files)}, <Bytes view={view} of={version.bytes} />
        {archives && (
          <>
            {' · '}
            <a href={archives.zip.url}>zip</a> · <a href={archives.tar_gz.url}>tar.gz</a>
          </>
        )}
      </p>
      {version.withheld !== null && <p class="notice">{t.skill.withheld[version.withheld]}</p>}
      <Folder view={view} tree={treeOf(version.manifest)} address={address} />
    </>
  )
}

function Folder({ view, tree, address }: { view: View; tree: Tree; address: (path: string) => string }) {
  const { t } = view
  return (
    <ul class="tree">
      {tree.folders.map(({ name, tree: below }) => (
        <li>
          <details open>
            <summary>{showUnseen(name)}/</summary>
            <Folder view={view} tree={below} address={address} />
          </details>
        </li>
      ))}
      {tree.files.map(({ name, path, size, mode }) => (
        <li>
          <a href={address(path)}>{showUnseen(name)}</a>{' '}
          <span class="quiet">
            <Bytes view={view} of={size} />
            {mode === '0755' && `, ${t.skill.executable}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
