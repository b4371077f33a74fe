import type { Context } from 'hono'
import type { z } from 'zod'
import type { DecisionResults } from '../../../routes/admin/intake/raw-skill-schema.ts'
import { type Api, Refused } from '../../api.ts'
import { type AdminEnv, type AdminView, labelOf, wordOf } from '../admin-view.ts'
import { adminPage } from '../layout/admin-page.tsx'
import { readForm } from '../parts/read-form.ts'
import { type Problem, Refusal } from '../parts/refusal.tsx'
import { leaveFlash } from '../session.ts'
import { filePath, type Queue, queueOf, queuePath } from './queue.ts'

type Results = z.output<typeof DecisionResults>
type Decision = { id: string; file_hash: string | null; folder_digest: string | null }
type Outcome = { results: Results | null; problem?: Problem }

/**
 * Decides on the files that were ticked. An approval first shows what would come of it. What was refused is listed with its
 * reason; if nothing was, the queue comes back.
 */
export async function decideOnMany(c: Context<AdminEnv>) {
  const { api, view } = c.var
  const { review } = view.t.admin
  const form = await readForm(c)
  const queue = queueOf(c)
  const files = form.all('file')
  const decision = form.one('decision')
  if (files.length === 0) {
    leaveFlash(c, { good: false, text: review.noneSelected })
    return c.redirect(queuePath(queue), 303)
  }
  const items = files.map(readVersion)
  const isPreview = decision === 'approve'
  const { results, problem } = await ask(api, decision, items, form.one('reason'))
  if (!isPreview && results?.failed === 0) {
    leaveFlash(c, { good: true, text: review.decided(results.succeeded) })
    return c.redirect(queuePath(queue), 303)
  }
  const body = (
    <>
      <h1>{isPreview ? review.preview : review.outcome}</h1>
      {problem && <Refusal view={view} problem={problem} />}
      {results && <Outcomes view={view} queue={queue} results={results} isPreview={isPreview} />}
      {isPreview && results && results.succeeded > 0 && (
        <form method="post" action={queuePath(queue)} class="decide">
          {files.map((file) => (
            <input type="hidden" name="file" value={file} />
          ))}
          <button type="submit" name="decision" value="approve-now" autofocus data-key="a">
            {review.approveThese(results.succeeded)} <kbd>a</kbd>
          </button>
        </form>
      )}
      <p>
        <a href={queuePath(queue)} data-key="q">
          {review.toQueue}
        </a>
      </p>
    </>
  )
  const title = isPreview ? review.preview : review.outcome
  return adminPage(c, { title, scripts: ['review'] }, body, problem ? 400 : 200)
}

async function ask(api: Api, decision: string, items: Decision[], reason: string): Promise<Outcome> {
  const [act, body] =
    decision === 'reject' ? ['reject', { items, reason }] : ['approve', { items, dry_run: decision !== 'approve-now' }]
  try {
    return { results: await api.send<Results>('POST', `/v1/admin/raw-skills/${act}`, body) }
  } catch (error) {
    if (error instanceof Refused && error.problem.status === 400) return { results: null, problem: error.problem }
    throw error
  }
}

function readVersion(value: string): Decision {
  const [id = '', hash, digest] = value.split(':')
  return { id, file_hash: hash || null, folder_digest: digest || null }
}

function Outcomes(p: { view: AdminView; queue: Queue; results: Results; isPreview: boolean }) {
  const { view, queue, results, isPreview } = p
  return (
    <table class="dense">
      <caption>{view.t.admin.review.counted(results.succeeded, results.failed)}</caption>
      <thead>
        <tr>
          <th>{labelOf(view, 'file')}</th>
          <th>{labelOf(view, 'outcome')}</th>
          <th>{labelOf(view, 'skill')}</th>
        </tr>
      </thead>
      <tbody>
        {results.items.map(({ id, outcome, skill, message }) => (
          <tr>
            <th scope="row">
              <a href={filePath(id, queue)}>{id.slice(0, 8)}</a>
            </th>
            <td class={message === null ? 'good' : 'bad'}>
              {message ?? wordOf(view, isPreview ? `would_be_${outcome}` : outcome)}
            </td>
            <td>
              {skill ? skill.slug : '–'} {skill && <span class="quiet">{skill.owner}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
