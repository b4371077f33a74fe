import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import type { AuthorToken, Challenge as ChallengeSchema } from '../../routes/authors/author-schema.ts'
import { type Form, readForm } from '../admin/parts/read-form.ts'
import { Refused } from '../api.ts'
import { page } from '../layout/page.tsx'
import { Command } from '../parts/copy.tsx'
import { showUnseen } from '../parts/plain.ts'
import { RefusedForm } from '../parts/refused-form.tsx'
import { type PageEnv, to, type View } from '../view.ts'
import { AUTHORS, OWN_SKILLS } from './paths.ts'
import { authorTokenOf, beginAuthor, endAuthor } from './session.ts'

/** What the form that has it checked keeps of a challenge, so that it can be shown again. */
const FIELDS = ['id', 'repository', 'catalog', 'path', 'challenge'] as const
type Challenge = Pick<z.output<typeof ChallengeSchema>, (typeof FIELDS)[number]>
/** `source`: the repository or catalogue, as somebody has written it. */
type Shown = { source?: string; challenge?: Challenge; refused?: Refused }

/** Asks which repository or catalogue somebody has. */
export const proveForm = (c: Context<PageEnv>) => show(c, {})

/** Shows what has to be in the repository or at the catalogue. Whoever knows the id of a challenge may have it checked, so no address has it. */
export async function askChallenge(c: Context<PageEnv>) {
  const source = (await readForm(c)).one('source').trim()
  const isCatalog = /^https?:\/\/(?!(www\.)?github\.com\/)/i.test(source)
  try {
    const asked = isCatalog ? { catalog: source } : { repo: source }
    return show(c, { challenge: await c.var.api.send<Challenge>('POST', '/v1/authors/challenges', asked) })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return show(c, { source, refused: error })
  }
}

/** Has the challenge checked, and begins the session of the author. */
export async function checkChallenge(c: Context<PageEnv>) {
  const challenge = challengeIn(await readForm(c))
  try {
    const path = `/v1/authors/challenges/${encodeURIComponent(challenge.id)}/check`
    beginAuthor(c, await c.var.api.send<z.output<typeof AuthorToken>>('POST', path))
    return c.redirect(to(c.var.view, OWN_SKILLS), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    // One that has expired cannot be met any more.
    const isOver = error.problem.status === 404
    return show(c, { ...(isOver ? { source: nameOf(challenge) } : { challenge }), refused: error })
  }
}

export function signOut(c: Context<PageEnv>) {
  endAuthor(c)
  return c.redirect(to(c.var.view, AUTHORS), 303)
}

const nameOf = ({ repository, catalog }: Challenge): string => repository || catalog || ''

const challengeIn = (form: Form): Challenge => ({
  ...{ id: form.one('id'), repository: form.one('repository'), catalog: form.one('catalog') },
  ...{ path: form.one('path'), challenge: form.one('challenge') },
})

function show(c: Context<PageEnv>, shown: Shown) {
  const { view } = c.var
  const { title, lead } = view.t.authors
  const wait = shown.refused?.headers.get('Retry-After')
  if (wait) c.header('Retry-After', wait)
  const status = (shown.refused?.problem.status ?? 200) as ContentfulStatusCode
  // The forms have addresses of their own, at which nothing can be read.
  c.set('view', { ...view, path: AUTHORS })
  const meta = { title, description: lead, noIndex: true, noMarkdown: true }
  return page(c, meta, <Prove view={view} isKnown={authorTokenOf(c) !== undefined} {...shown} />, status)
}

function Prove({ view, isKnown, source, challenge, refused }: Shown & { view: View; isKnown: boolean }) {
  const t = view.t.authors
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      {isKnown && (
        <p class="notice">
          <a href={to(view, OWN_SKILLS)}>{t.toSkills}</a>
        </p>
      )}
      {refused && <RefusedForm problem={refused.problem}>{t.notProven}</RefusedForm>}
      {challenge ? <Steps view={view} challenge={challenge} /> : <Ask view={view} source={source} />}
      <p class="quiet">
        {t.lasts} <a href={to(view, '/docs/own')}>{t.docs}</a>
      </p>
    </>
  )
}

const Ask = ({ view, source }: { view: View; source: string | undefined }) => (
  <form class="line" method="post" action={to(view, `${AUTHORS}/challenge`)}>
    <label>
      {view.t.authors.repository}{' '}
      <input name="source" required maxlength={300} placeholder="OWNER/REPO" value={source} autocomplete="off" />
    </label>
    <button type="submit">{view.t.authors.ask}</button>
  </form>
)

function Steps({ view, challenge }: { view: View; challenge: Challenge }) {
  const t = view.t.authors
  return (
    <>
      <p>{(challenge.repository ? t.commit : t.serve)(showUnseen(nameOf(challenge)))}</p>
      <h2>{t.file}</h2>
      <Command view={view} id="challenge-path" text={challenge.path} />
      <h2>{t.text}</h2>
      <Command view={view} id="challenge-text" text={challenge.challenge} />
      <form method="post" action={to(view, `${AUTHORS}/check`)}>
        {FIELDS.map((name) => (
          <input type="hidden" name={name} value={challenge[name] ?? ''} />
        ))}
        <button type="submit">{t.check}</button>
      </form>
      <p>
        <a href={to(view, AUTHORS)}>{t.other}</a>
      </p>
    </>
  )
}
