import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import type { AuthorHook, NewAuthorHook } from '../../routes/authors/hooks.ts'
import { readForm } from '../admin/parts/read-form.ts'
import { Refused } from '../api.ts'
import { page } from '../layout/page.tsx'
import { Command } from '../parts/copy.tsx'
import { Moment } from '../parts/moment.tsx'
import { showUnseen } from '../parts/plain.ts'
import { RefusedForm } from '../parts/refused-form.tsx'
import { type PageEnv, to, type View } from '../view.ts'
import { Done } from './list.tsx'
import { HOOKS, hookPath, OWN_SKILLS } from './paths.ts'
import { sourceOf } from './session.ts'

export type Hook = z.output<typeof AuthorHook>
type NewHook = z.output<typeof NewAuthorHook>
type Shown = { made?: NewHook; url?: string; refused?: Refused }

export const HOOKS_API = '/v1/authors/hooks'

/** The webhooks of the proven repository. */
export const ownHooks = (c: Context<PageEnv>) => show(c, {})

/** Registers an address, and shows its secret once. An address that is there gets a new one. */
export async function addHook(c: Context<PageEnv>) {
  const url = (await readForm(c)).one('url').trim()
  try {
    return await show(c, { made: await c.var.api.send<NewHook>('POST', HOOKS_API, { url }) })
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.status === 401) throw error
    return show(c, { url, refused: error })
  }
}

/** The webhooks of the proven repository. */
export const readHooks = (c: Context<PageEnv>) => c.var.api.get<{ items: Hook[] }>(HOOKS_API)

async function show(c: Context<PageEnv>, { made, url, refused }: Shown) {
  const { view } = c.var
  const { items } = await readHooks(c)
  // What a form sends is answered at the same address.
  c.set('view', { ...view, path: HOOKS })
  const t = view.t.hooks
  const title = t.titleFor(sourceOf(c))
  const wait = refused?.headers.get('Retry-After')
  if (wait) c.header('Retry-After', wait)
  const body = (
    <>
      <p>
        <a href={to(view, OWN_SKILLS)}>{view.t.authors.skills}</a>
      </p>
      <h1>{title}</h1>
      <p>
        {t.lead} <a href={to(view, '/docs/own#be-told')}>{t.docs}</a>
      </p>
      {c.req.query('done') === 'remove' && <Done>{t.done.remove}</Done>}
      {refused && <RefusedForm problem={refused.problem}>{view.t.authors.notDone}</RefusedForm>}
      {made && <Secret view={view} made={made} />}
      {items.length === 0 && <p>{t.none}</p>}
      <ul class="skills">
        {items.map((hook) => (
          <li>
            <h2>
              <a href={to(view, hookPath(hook.id))}>{showUnseen(hook.url)}</a>
            </h2>
            <StateOf view={view} hook={hook} />
          </li>
        ))}
      </ul>
      <h2>{t.add}</h2>
      <form method="post" action={to(view, HOOKS)}>
        <div class="field">
          <label for="url">{t.url}</label>
          <input id="url" name="url" type="url" required maxlength={500} value={url} autocomplete="off" />
          <p class="quiet">{t.urlMeans}</p>
        </div>
        <button type="submit">{t.add}</button>
      </form>
      <p class="quiet">{t.orFeed}</p>
    </>
  )
  const meta = { title, description: title, noIndex: true, noMarkdown: true }
  return page(c, meta, body, (refused?.problem.status ?? 200) as ContentfulStatusCode)
}

const Secret = ({ view, made }: { view: View; made: NewHook }) => (
  <section class="notice" role="status">
    <h2>
      {view.t.hooks.secret}: {showUnseen(made.url)}
    </h2>
    <p>{view.t.hooks.secretMeans}</p>
    <Command view={view} id="secret" text={made.secret} />
  </section>
)

/** Whether a hook works, and since when it does not. */
export const StateOf = ({ view, hook }: { view: View; hook: Hook }) => (
  <p class={hook.status === 'disabled' ? 'bad' : 'quiet'}>
    {view.t.hooks[hook.status]}, {view.t.hooks.since} <Moment view={view} at={hook.created_at} withTime />
    {hook.failing_since !== null && (
      <>
        {', '}
        {view.t.hooks.failingSince} <Moment view={view} at={hook.failing_since} withTime />
      </>
    )}
  </p>
)
