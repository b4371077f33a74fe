import type { Context } from 'hono'
import { withQuery } from '../../api.ts'
import { page } from '../../layout/page.tsx'
import { Bytes } from '../../parts/bytes.tsx'
import { Fact, Facts } from '../../parts/facts.tsx'
import { Moment } from '../../parts/moment.tsx'
import { OutLink } from '../../parts/out-link.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { Verdict } from '../../parts/verdict.tsx'
import { type PageEnv, to, type View } from '../../view.ts'
import { SkillHead } from '../head.tsx'
import { diffPath, filesPath, findingsPath, readSkill, type Skill, slugOf } from '../skill.ts'
import { type Version, versionApi } from '../version.ts'
import { Capabilities } from './capabilities.tsx'
import { Withheld } from './withheld.tsx'

/** One version: what it is, byte for byte, what it can do and what it changed. */
export async function version(c: Context<PageEnv>) {
  const { api, view } = c.var
  const json = versionApi(slugOf(c), c.req.param('version') ?? '')
  const [skill, read] = await Promise.all([readSkill(c), api.get<Version>(json)])
  const title = view.t.skill.titleOfVersion(showUnseen(skill.name), read.version)
  return page(c, { title, description: title, json }, <Shown view={view} skill={skill} version={read} />)
}

type About = { view: View; skill: Skill; version: Version }

function Shown({ view, skill, version }: About) {
  const { t } = view
  const { changes } = version
  return (
    <>
      <SkillHead view={view} skill={skill} tab="versions" />
      <h2>{t.skill.version(version.version)}</h2>
      <Withheld view={view} version={version} />
      <Facts>
        <Fact name={t.skill.published}>
          <Moment view={view} at={version.created_at} withTime />
        </Fact>
        <Fact name={t.skill.provenance}>
          {version.provenance ? (
            <OutLink href={version.provenance.run_url}>{t.skill.ofRun(showUnseen(version.provenance.event))}</OutLink>
          ) : (
            t.skill.noRun
          )}
        </Fact>
        <Fact name={t.skill.vouches}>
          <Vouchers view={view} version={version} />
        </Fact>
        <Fact name={t.search.verdict}>
          <Verdict view={view} verdict={version.verdict} />
        </Fact>
        {version.declared_version !== null && (
          <Fact name={t.skill.declared}>{showUnseen(version.declared_version)}</Fact>
        )}
        <Fact name={t.search.licence}>{version.license ?? t.item.noLicence}</Fact>
        <Fact name={t.skill.tabs.files}>
          <a href={to(view, withQuery(filesPath(skill.slug), { version: version.version }))}>
            {t.skill.filesCount(version.files)}
          </a>
          , <Bytes view={view} of={version.bytes} />
        </Fact>
        <Fact name={t.skill.tabs.findings}>
          <a href={to(view, withQuery(findingsPath(skill.slug), { version: version.version }))}>
            {t.skill.findingsOf(version.version)}
          </a>
        </Fact>
        {version.source_url && (
          <Fact name={t.skill.source}>
            <OutLink href={version.source_url}>{version.repo}</OutLink>{' '}
            {version.commit && <code title={version.commit}>{version.commit.slice(0, 12)}</code>}
          </Fact>
        )}
        <Fact name={t.skill.digest}>
          <code>{version.digest}</code>
        </Fact>
      </Facts>
      <Archives view={view} version={version} />
      {changes && (
        <section>
          <h3>{t.skill.changedSince(changes.since)}</h3>
          <p>
            {t.skill.filesChanged(changes.files.total)}{' '}
            <a href={to(view, withQuery(diffPath(skill.slug), { from: changes.since, to: version.version }))}>
              {t.skill.showDiff}
            </a>
          </p>
          <ChangedFiles view={view} files={changes.files} />
          <Capabilities view={view} change={changes.capabilities} />
        </section>
      )}
      <Powers view={view} version={version} />
      {version.yank_history.length > 0 && (
        <section>
          <h3>{t.skill.decisions}</h3>
          <ul>
            {version.yank_history.map(({ action, at, reason }) => (
              <li>
                <Moment view={view} at={at} />: {t.skill.acts[action]} {showUnseen(reason)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Each with what it stands for: the one says where the files come from, the other that a person has read them. */
function Vouchers({ view, version: { vouchers } }: { view: View; version: Version }) {
  const { t } = view
  if (vouchers.length === 0) return t.skill.vouchesNobody
  return (
    <ul>
      {vouchers.map(({ by, name, at, reason }) => (
        <li>
          {t.skill.voucher[by](showUnseen(name ?? ''))}, <Moment view={view} at={at} />
          {reason && `: ${showUnseen(reason)}`}
        </li>
      ))}
    </ul>
  )
}

function Archives({ view, version: { archives } }: { view: View; version: Version }) {
  if (archives === null) return null
  const kinds = [
    ['zip', archives.zip],
    ['tar.gz', archives.tar_gz],
  ] as const
  return (
    <section>
      <h3>{view.t.skill.archives}</h3>
      <ul class="powers">
        {kinds.map(([name, { url, digest, size }]) => (
          <li>
            <a href={url}>{name}</a> <Bytes view={view} of={size} /> <code>{digest}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ChangedFiles({ view, files }: { view: View; files: NonNullable<Version['changes']>['files'] }) {
  const { t } = view
  return (
    <ul class="powers">
      {(['added', 'removed', 'changed'] as const).flatMap((sense) =>
        files[sense].map(({ path, lines }) => (
          <li class={sense}>
            {t.skill[sense]} <code>{showUnseen(path)}</code>{' '}
            {lines && (
              <span class="quiet">
                +{lines.added} −{lines.removed}
              </span>
            )}
          </li>
        )),
      )}
    </ul>
  )
}

const KINDS = ['scripts', 'languages', 'hosts', 'allowed_tools', 'env', 'bins'] as const

/** What it asks for at all, as far as its texts say. */
function Powers({ view, version: { capabilities } }: { view: View; version: Version }) {
  const { t } = view
  if (capabilities === null) return null
  const all = { ...capabilities, scripts: capabilities.scripts.map(({ path }) => path) }
  const kinds = KINDS.filter((kind) => all[kind].length > 0)
  return (
    <section>
      <h3>{t.skill.can}</h3>
      {kinds.length === 0 && <p>{t.skill.textOnly}</p>}
      <Facts>
        {kinds.map((kind) => (
          <Fact name={t.skill.powers[kind]}>
            {all[kind].map((name, i) => (
              <>
                {i > 0 && ', '}
                <code>{showUnseen(name)}</code>
              </>
            ))}
          </Fact>
        ))}
      </Facts>
    </section>
  )
}
