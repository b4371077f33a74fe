import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import { Failure } from '../../http/failure.ts'
import type { HookDelivery } from '../../routes/authors/hooks.ts'
import { Refused, withQuery } from '../api.ts'
import { page } from '../layout/page.tsx'
import { Moment } from '../parts/moment.tsx'
import { showUnseen } from '../parts/plain.ts'
import { RefusedForm } from '../parts/refused-form.tsx'
import { type PageEnv, to, type View } from '../view.ts'
import { HOOKS_API, type Hook, readHooks, StateOf } from './hooks.tsx'
import { Done } from './list.tsx'
import { HOOKS, hookPath } from './paths.ts'

type Delivery = z.output<typeof HookDelivery>
type Log = { items: Delivery[]; next_cursor: string | null }

const SIZE = 50

const idOf = (c: Context<PageEnv>) => c.req.param('id') ?? ''
const apiOf = (id: string) => `${HOOKS_API}/${encodeURIComponent(id)}`

/** A webhook: what was sent to it and how that went, and what can be done with it. */
export const ownHook = (c: Context<PageEnv>) => show(c, null)

/** Removes a webhook, and leads back to the list. */
export async function removeHook(c: Context<PageEnv>) {
  await c.var.api.send('DELETE', apiOf(idOf(c)))
  return c.redirect(to(c.var.view, withQuery(HOOKS, { done: 'remove' })), 303)
}

/** Sends a test, and leads back to the log. */
export async function testHook(c: Context<PageEnv>) {
  try {
    await c.var.api.send('POST', `${apiOf(idOf(c))}/test`)
    return c.redirect(to(c.var.view, withQuery(hookPath(idOf(c)), { done: 'test' })), 303)
  } catch (error) {
    if (!(error instanceof Refused) || [401, 404].includes(error.problem.status)) throw error
    return show(c, error.problem)
  }
}

async function show(c: Context<PageEnv>, problem: Refused['problem'] | null) {
  const { api, view } = c.var
  const { cursor, done } = c.req.query()
  const [{ items }, log] = await Promise.all([
    readHooks(c),
    api.get<Log>(`${apiOf(idOf(c))}/deliveries`, { size: SIZE, cursor }),
  ])
  const hook = items.find(({ id }) => id === idOf(c))
  if (!hook) throw new Failure('not_found', 'There is nothing at this address.')
  c.set('view', { ...view, path: hookPath(hook.id) })
  const t = view.t.hooks
  const title = showUnseen(hook.url)
  const body = (
    <>
      <p>
        <a href={to(view, HOOKS)}>{t.link}</a>
      </p>
      <h1>{title}</h1>
      {problem && <RefusedForm problem={problem}>{view.t.authors.notDone}</RefusedForm>}
      {done === 'test' && !problem && <Tested view={view} test={log.items.find(({ event }) => event === 'test')} />}
      <StateOf view={view} hook={hook} />
      <Acts view={view} hook={hook} />
      <Deliveries view={view} hook={hook} log={log} />
    </>
  )
  const meta = { title, description: title, noIndex: true, noMarkdown: true, width: 'wide' } as const
  return page(c, meta, body, (problem?.status ?? 200) as ContentfulStatusCode)
}

/** Whether the test arrived that was just sent. */
function Tested({ view, test }: { view: View; test: Delivery | undefined }) {
  const { done } = view.t.hooks
  if (test?.delivered_at) return <Done>{done.test}</Done>
  return (
    <p class="flash bad" role="alert">
      {done.testFailed}
    </p>
  )
}

function Acts({ view, hook }: { view: View; hook: Hook }) {
  const t = view.t.hooks
  return (
    <>
      {hook.status === 'active' && (
        <form method="post" action={to(view, `${hookPath(hook.id)}/test`)}>
          <button type="submit">{t.test}</button>
        </form>
      )}
      <details open={hook.status === 'disabled'}>
        <summary>{t.rotate}</summary>
        <p class="quiet">{t.rotateMeans}</p>
        <form method="post" action={to(view, HOOKS)}>
          <input type="hidden" name="url" value={hook.url} />
          <button type="submit">{t.rotate}</button>
        </form>
      </details>
      <details>
        <summary>{t.remove}</summary>
        <p class="quiet">{t.removeMeans}</p>
        <form method="post" action={to(view, `${hookPath(hook.id)}/remove`)}>
          <button type="submit">{t.remove}</button>
        </form>
      </details>
    </>
  )
}

function Deliveries({ view, hook, log }: { view: View; hook: Hook; log: Log }) {
  const t = view.t.hooks
  const { columns } = t
  return (
    <section>
      <h2>{t.log}</h2>
      {log.items.length === 0 && <p>{t.noDeliveries}</p>}
      {log.items.length > 0 && (
        <table class="dense" tabindex={0}>
          <thead>
            <tr>
              {[columns.at, columns.event, columns.state, columns.id].map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {log.items.map((one) => (
              <tr>
                <td>
                  <Moment view={view} at={one.created_at} withTime />
                </td>
                <td>
                  <code>{one.event}</code>
                </td>
                <td>
                  <HowItWent view={view} delivery={one} />
                </td>
                <td>
                  <code>{one.id}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {log.next_cursor !== null && (
        <p>
          <a rel="next" href={to(view, withQuery(hookPath(hook.id), { cursor: log.next_cursor }))}>
            {t.older}
          </a>
        </p>
      )}
    </section>
  )
}

function HowItWent({ view, delivery }: { view: View; delivery: Delivery }) {
  const t = view.t.hooks
  const { attempts, delivered_at: arrived, next_at: next, last_error: error } = delivery
  if (arrived !== null)
    return (
      <>
        {t.arrived} <Moment view={view} at={arrived} withTime />
        {attempts > 1 && `, ${t.attempts(attempts)}`}
      </>
    )
  if (attempts === 0) return <>{t.waits}</>
  return (
    <span class="bad">
      <span lang="en">{showUnseen(error ?? '')}</span> {t.attempts(attempts)};{' '}
      {next === null ? (
        t.givenUp
      ) : (
        <>
          {t.again} <Moment view={view} at={next} withTime />
        </>
      )}
    </span>
  )
}
