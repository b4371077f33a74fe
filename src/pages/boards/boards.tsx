import type { Context } from 'hono'
import type { z } from 'zod'
import { nearestOf } from '../../domain/text/nearest.ts'
import { Failure } from '../../http/failure.ts'
import type { Distribution as DistributionSchema } from '../../routes/ranking/distribution.ts'
import { withQuery } from '../api.ts'
import type { Taxonomy } from '../categories/categories.tsx'
import { page } from '../layout/page.tsx'
import { Moment } from '../parts/moment.tsx'
import { Pager } from '../parts/pager.tsx'
import { type PageEnv, to, type View } from '../view.ts'
import { type Asked, askedOf, type Board, boardPath } from './asked.ts'
import { Choose } from './choose.tsx'
import { Distribution } from './distribution.tsx'
import { Places } from './places.tsx'

const SIZE = 50

/** A board: all skills or a category, by popularity or power, as it is or as it was on a day. */
export async function boards(c: Context<PageEnv>) {
  const { api, view } = c.var
  const { t } = view
  const asked = askedOf(c.req.query())
  const { page: at, ...of } = asked
  const query = { ...of, page_size: SIZE }
  const [board, taxonomy, spread] = await Promise.all([
    api.find<Board>('/v1/rankings', { ...query, page: at }),
    api.get<Taxonomy>('/v1/taxonomy'),
    asked.date
      ? null
      : api.find<z.output<typeof DistributionSchema>>('/v1/rankings/distribution', { category: of.category }),
  ])
  const category = taxonomy.categories.find(({ key }) => key === asked.category?.toLowerCase())
  if (board === null && asked.category !== undefined && !category) throw unknownCategory(asked.category, taxonomy)
  const title = titleOf(view, asked, category?.name ?? asked.category)
  const body = (
    <>
      <h1>{title}</h1>
      <p class="quiet">{asked.by === 'power' ? t.boards.powerMeans : t.boards.popularityMeans}</p>
      <Choose view={view} asked={asked} categories={taxonomy.categories} isThere={board !== null} />
      {board === null ? (
        <p>{t.boards.none}</p>
      ) : (
        <>
          <Made
            view={view}
            board={board}
            json={withQuery('/v1/rankings', { ...query, snapshot: board.snapshot ?? undefined })}
          />
          <Places view={view} board={board} />
          <Pager view={view} page={at} pages={board.total_pages} address={(page) => boardPath({ ...asked, page })} />
        </>
      )}
      {spread && spread.members > 0 && <Distribution view={view} of={spread} />}
    </>
  )
  const meta = {
    title,
    description: t.boards.describes,
    json: withQuery('/v1/rankings', query),
  }
  return page(c, meta, body, board === null ? 404 : 200)
}

const MAX_SUGGESTED = 3

function unknownCategory(key: string, { categories }: Taxonomy): Failure {
  const keys = categories.map((category) => category.key)
  const message = `There is no category "${key}".`
  const errors = [{ in: 'query' as const, pointer: '/category', message }]
  return new Failure('not_found', message, { errors, suggestions: nearestOf(key, keys, MAX_SUGGESTED) })
}

function titleOf({ t }: View, { by, date }: Asked, category: string | undefined): string {
  const title = t.boards.title(category ?? null, by === 'power')
  return date === undefined ? title : `${title}, ${date}`
}

/** When and how the board was made, and how to check it. */
function Made({ view, board, json }: { view: View; board: Board; json: string }) {
  const { t } = view
  return (
    <ul class="facts">
      <li>{t.common.skills(board.total)}</li>
      <li>
        {board.is_snapshot ? t.boards.built : t.boards.live} <Moment view={view} at={board.generated_at} withTime />
      </li>
      {board.snapshot !== null && (
        <li>
          {t.boards.build} <code>{board.snapshot}</code>
        </li>
      )}
      <li>
        <a href={json}>{t.boards.data}</a>
      </li>
      <li>
        <a href={to(view, '/docs/ranking#prove-a-board')}>{t.boards.prove}</a>
      </li>
      <li>
        <a href={to(view, '/docs/ranking#two-questions-two-scores')}>{t.boards.how}</a>
      </li>
    </ul>
  )
}
