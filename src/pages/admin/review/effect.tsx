import type { diffLines as DiffLines } from '../../../domain/files/changes/line-diff.ts'
import { showUnseen } from '../../parts/plain.ts'
import { skillPath } from '../../view.ts'
import { type AdminView, labelOf } from '../admin-view.ts'
import type { File } from './queue.ts'

type Shown = { view: AdminView; file: File; diffLines: typeof DiffLines }
type Difference = NonNullable<File['becomes']>['differences'][number]

const LONG = 'description_md'
// Numbers that say nothing to a reader; the text itself is beside them.
const LEFT_OUT = ['content_hash', LONG]

/** What an approval would do: to which skill, whose it is, and each field that changes. */
export function Effect({ view, file, diffLines }: Shown) {
  const { review } = view.t.admin
  const { becomes } = file
  if (becomes === null)
    return (
      <section>
        <h2>{review.effect}</h2>
        <p class="bad">{review.unloadable}</p>
      </section>
    )
  const { action, slug, publisher, skill, differences, kept } = becomes
  const text = differences.find(({ field }) => field === LONG)
  return (
    <section aria-labelledby="effect">
      <h2 id="effect">{review.effect}</h2>
      <p>
        {review.actions[action]} {skill ? <a href={`/admin/skills/${slug}`}>{slug}</a> : <strong>{slug}</strong>}{' '}
        <span class={publisher.is_new ? 'warned' : 'quiet'}>
          {publisher.is_new ? review.newPublisher(publisher.handle) : review.publisher(publisher.handle)}
        </span>{' '}
        {skill?.status === 'active' && <a href={`/${view.lang}${skillPath(slug)}`}>{review.publicPage}</a>}
      </p>
      {kept.length > 0 && <p class="warned">{review.kept(kept.map((name) => labelOf(view, name)).join(', '))}</p>}
      <Differences
        view={view}
        differences={differences.filter(({ field }) => !LEFT_OUT.includes(field))}
        isNew={skill === null}
      />
      {text && skill && <TextDiff view={view} text={text} diffLines={diffLines} />}
    </section>
  )
}

function Differences(p: { view: AdminView; differences: Difference[]; isNew: boolean }) {
  const { view, differences, isNew } = p
  const { review } = view.t.admin
  if (differences.length === 0) return null
  return (
    <table class="dense" tabindex={0}>
      <caption class="unseen">{review.effect}</caption>
      <thead>
        <tr>
          <th>{review.field}</th>
          {!isNew && <th>{review.before}</th>}
          <th>{isNew ? review.value : review.after}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, before, after }) => (
          <tr>
            <th scope="row">{labelOf(view, field)}</th>
            {!isNew && (
              <td>
                <del>{asText(before)}</del>
              </td>
            )}
            <td>{isNew ? asText(after) : <ins>{asText(after)}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A value of a field in one line. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return showUnseen(value.join(', '))
  return showUnseen(typeof value === 'string' ? value : JSON.stringify(value))
}

function TextDiff({ view, text, diffLines }: { view: AdminView; text: Difference; diffLines: typeof DiffLines }) {
  const { review } = view.t.admin
  const diff = diffLines('SKILL.md', String(text.before ?? ''), String(text.after ?? ''))
  if (diff === null) return <p class="warned">{review.tooDifferent}</p>
  return (
    <>
      <h3>{review.textDiff(diff.added, diff.removed)}</h3>
      <DiffText text={diff.diff} />
    </>
  )
}

const SIGNS: Record<string, string> = { '+': 'added', '-': 'removed', '@': 'hunk' }

/** A unified diff. Its signs say what the colours say. */
function DiffText({ text }: { text: string }) {
  const lines = text.split('\n').filter((line) => !/^(---|\+\+\+) [ab/]/.test(line))
  return (
    <pre class="diff" tabindex={0}>
      {lines.map((line) => (
        <span class={SIGNS[line[0] ?? '']}>{`${showUnseen(line)}\n`}</span>
      ))}
    </pre>
  )
}
