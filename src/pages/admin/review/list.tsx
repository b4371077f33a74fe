import type { Context } from 'hono'
import { SHOWN_VERDICTS } from '../../../domain/trust/decisions.ts'
import { Moment } from '../../parts/moment.tsx'
import { showUnseen } from '../../parts/plain.ts'
import { type AdminEnv, type AdminView, labelOf, wordOf } from '../admin-view.ts'
import { adminPage } from '../layout/admin-page.tsx'
import { Filter } from '../parts/filter.tsx'
import { oneOf } from '../sections/choices.ts'
import { filePath, type Item, type Queue, queueOf, queuePath, readQueue } from './queue.ts'
import { Verdict } from './scan.tsx'

const SIZE = 25
const STATUSES = ['new', 'approved', 'rejected', 'any']
const PARSE_STATUSES = ['ok', 'markdown_only', 'invalid']
const SORTS = ['latest', 'verdict']

type Sources = { items: { id: string; name: string }[] }

/** Which files wait, to work through one by one or to decide on together. */
export async function list(c: Context<AdminEnv>) {
  const { api, view } = c.var
  const queue = queueOf(c)
  const [{ items, next_cursor }, sources] = await Promise.all([
    readQueue(api, queue, SIZE),
    api.get<Sources>('/v1/admin/sources', { size: 100 }),
  ])
  const { review } = view.t.admin
  const first = items[0]
  const body = (
    <>
      <h1>{review.title}</h1>
      <p class="lead">{review.lead}</p>
      <Filter
        view={view}
        values={{ status: 'new', ...queue }}
        fields={[
          { name: 'q', max: 200 },
          { name: 'status', choices: STATUSES.map((value) => ({ value, text: wordOf(view, value) })), required: true },
          { name: 'parse_status', choices: PARSE_STATUSES.map((value) => ({ value, text: wordOf(view, value) })) },
          oneOf('verdict', SHOWN_VERDICTS),
          oneOf('sort', SORTS, { required: true }),
          { name: 'source_id', choices: sources.items.map(({ id, name }) => ({ value: id, text: showUnseen(name) })) },
        ]}
      />
      {first ? (
        <>
          <p>
            <a class="button" href={filePath(first.id, queue)}>
              {review.begin}
            </a>
          </p>
          <Bulk view={view} queue={queue} items={items} />
          {next_cursor !== null && (
            <p>
              <a rel="next" href={queuePath({ ...queue, cursor: next_cursor })}>
                {view.t.admin.further}
              </a>
            </p>
          )}
        </>
      ) : (
        <p>{review.empty}</p>
      )}
      <Keys view={view} names={['j', 'k', 'x', 'o', 'a', 'r', '?']} />
    </>
  )
  return adminPage(c, { title: review.title, scripts: ['review'] }, body)
}

/** The version of a file that somebody has seen, as one value of a form. */
export const versionOf = ({ id, file_hash, folder_digest }: Pick<Item, 'id' | 'file_hash' | 'folder_digest'>) =>
  [id, file_hash ?? '', folder_digest ?? ''].join(':')

function Bulk({ view, queue, items }: { view: AdminView; queue: Queue; items: Item[] }) {
  const { review } = view.t.admin
  const columns = ['name', 'verdict', 'source', 'parse_status', 'status', 'updated_at']
  return (
    <form method="post" action={queuePath(queue)}>
      <table class="dense">
        <caption class="unseen">{review.title}</caption>
        <thead>
          <tr>
            <th>
              <span class="unseen">{review.select}</span>
            </th>
            {columns.map((name) => (
              <th>{labelOf(view, name)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row view={view} queue={queue} item={item} />
          ))}
        </tbody>
      </table>
      <div class="decide">
        <input name="reason" maxlength={1000} placeholder={review.reason} aria-label={review.reason} data-key="r" />
        <button type="submit" class="second" name="decision" value="reject">
          {review.rejectSelected} <kbd>r</kbd>
        </button>
        <button type="submit" name="decision" value="approve" data-key="a">
          {review.approveSelected} <kbd>a</kbd>
        </button>
      </div>
    </form>
  )
}

function Row({ view, queue, item }: { view: AdminView; queue: Queue; item: Item }) {
  const name = showUnseen(item.name ?? item.path ?? item.id)
  return (
    <tr data-row>
      <td>
        <input
          type="checkbox"
          name="file"
          value={versionOf(item)}
          aria-label={`${view.t.admin.review.select}: ${name}`}
        />
      </td>
      <th scope="row">
        <a href={filePath(item.id, queue)}>{name}</a>
        <span class="quiet">{showUnseen(item.description ?? item.path ?? '')}</span>
      </th>
      <td>
        <Verdict view={view} verdict={item.verdict} />
      </td>
      <td>
        <a href={`/admin/sources/${item.source.id}`}>{showUnseen(item.source.name ?? '')}</a>
      </td>
      <td class={item.parse_status === 'ok' ? 'good' : 'warned'}>
        {wordOf(view, item.parse_status)}
        {item.errors > 0 && <span class="quiet"> {view.t.admin.review.faults(item.errors)}</span>}
      </td>
      <td>
        {item.skill && item.status === 'new' ? view.t.admin.review.changed : wordOf(view, item.status)}
        {item.vanished_at !== null && <span class="warned"> {view.t.admin.review.vanished}</span>}
      </td>
      <td>
        <Moment view={view} at={item.updated_at} />
      </td>
    </tr>
  )
}

/** Which keys do what. `?` opens it. */
export function Keys({ view, names }: { view: AdminView; names: string[] }) {
  const { keys } = view.t.admin.review
  return (
    <details class="keys" data-key="?">
      <summary>{keys.title}</summary>
      <dl>
        {names.map((name) => (
          <div>
            <dt>
              <kbd>{name}</kbd>
            </dt>
            <dd>{keys[name as keyof typeof keys]}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
