import type { Context } from 'hono'
import type { z } from 'zod'
import type { Diff } from '../../../routes/catalogue/versions/diff.ts'
import { withQuery } from '../../api.ts'
import { page } from '../../layout/page.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { type PageEnv, to, type View } from '../../view.ts'
import { SkillHead } from '../head.tsx'
import { filePath, readSkill, type Skill, skillApi, slugOf } from '../skill.ts'

type Compared = z.output<typeof Diff>
type FileDiff = Compared['files'][number]

/** So much of the diffs is shown, in UTF-16 units. The rest is in the answer of the API. */
const MAX_SHOWN = 200_000

/** What differs between two versions, line by line: `?from=&to=`. */
export async function diff(c: Context<PageEnv>) {
  const { api, view } = c.var
  const { from, to: until } = c.req.query()
  const json = withQuery(`${skillApi(slugOf(c))}/diff`, { from, to: until })
  const [skill, compared] = await Promise.all([readSkill(c), api.get<Compared>(json)])
  const title = view.t.skill.diffOf(showUnseen(skill.name), compared.from, compared.to)
  return page(c, { title, description: title, noIndex: true, json }, <Shown {...{ view, skill, compared, json }} />)
}

function Shown(p: { view: View; skill: Skill; compared: Compared; json: string }) {
  const { view, skill, compared, json } = p
  const { t } = view
  let left = MAX_SHOWN
  const files = compared.files.map((file) => {
    const shown = file.diff !== null && file.diff.length <= left
    if (shown) left -= file.diff?.length ?? 0
    return { file, shown }
  })
  return (
    <>
      <SkillHead view={view} skill={skill} tab="versions" />
      <h2>{t.skill.fromTo(compared.from, compared.to)}</h2>
      <p class="quiet">{t.skill.filesChanged(compared.files.length)}</p>
      {files.map(({ file, shown }) => (
        <section>
          <h3>
            {file.after ? (
              <a href={to(view, withQuery(filePath(skill.slug, file.path), { version: compared.to }))}>
                {showUnseen(file.path)}
              </a>
            ) : (
              showUnseen(file.path)
            )}{' '}
            <span class="quiet">{told(view, file)}</span>
          </h3>
          {shown && <Lines diff={file.diff ?? ''} />}
          {file.diff !== null && !shown && (
            <p>
              {t.skill.diffTooLong} <a href={json}>JSON</a>
            </p>
          )}
          {file.why && <p class="quiet">{t.skill.noDiff[file.why]}</p>}
        </section>
      ))}
    </>
  )
}

function told({ t }: View, { before, after, added, removed }: FileDiff): string {
  const sense = before === null ? t.skill.added : after === null ? t.skill.removed : t.skill.changed
  const mode = before && after && before.mode !== after.mode ? ` ${before.mode} → ${after.mode}` : ''
  return `${sense}${mode}${added === null ? '' : ` +${added} −${removed}`}`
}

const CLASSES: Record<string, string> = { '+': 'plus', '-': 'minus', '@': 'where' }

/** A unified diff without its head, which names the file once more. */
function Lines({ diff }: { diff: string }) {
  const lines = showUnseen(diff).split('\n')
  const first = lines.findIndex((line) => line.startsWith('@@'))
  return (
    <pre class="unified" tabindex={0}>
      <code>
        {lines.slice(Math.max(0, first)).map((line) => (
          <>
            <span class={CLASSES[line[0] ?? '']}>{line}</span>
            {'\n'}
          </>
        ))}
      </code>
    </pre>
  )
}
