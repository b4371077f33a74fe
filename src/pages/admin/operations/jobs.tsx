import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import type { JobList, RunPlan, RunReport } from '../../../routes/admin/operations/job-schema.ts'
import { Refused } from '../../api.ts'
import { type AdminEnv, type AdminView, labelOf, wordOf } from '../admin-view.ts'
import { adminPage } from '../layout/admin-page.tsx'
import { readForm } from '../parts/read-form.ts'
import { type Problem, Refusal } from '../parts/refusal.tsx'
import { Value } from '../parts/value.tsx'
import { below } from '../section/spec.ts'
import { leaveFlash } from '../session.ts'
import { RunHistory, type RunStats } from './run-history.tsx'

type Jobs = z.output<typeof JobList>
type Job = Jobs['items'][number]
type Plan = z.output<typeof RunPlan>

const COLUMNS = ['name', 'cron', 'status', 'last_run', 'last_success_at', 'lease']

/** All jobs with their schedules, and how their last runs ended. */
export async function jobs(c: Context<AdminEnv>) {
  const { api, view } = c.var
  const { jobs: texts } = view.t.admin
  const { items } = await api.get<Jobs>('/v1/admin/jobs')
  const body = (
    <>
      <h1>{texts.title}</h1>
      <p class="lead">{texts.lead}</p>
      <table class="dense">
        <caption class="unseen">{texts.title}</caption>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th>{labelOf(view, name)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((job) => (
            <Row view={view} job={job} />
          ))}
        </tbody>
      </table>
    </>
  )
  return adminPage(c, { title: texts.title }, body)
}

const toneOf = (status: string | undefined) =>
  status === 'succeeded' ? 'good' : status === 'failed' ? 'bad' : 'warned'

function Row({ view, job }: { view: AdminView; job: Job }) {
  const { name, cron, part_of: whole, last_run: run, last_success_at: success, lease } = job
  return (
    <tr>
      <th scope="row">
        <a href={below('/admin/jobs', name)}>{name}</a>
      </th>
      <td>
        {cron ? (
          <code>{cron}</code>
        ) : (
          <span class="quiet">{whole === null ? '–' : view.t.admin.jobs.partOf(whole)}</span>
        )}
      </td>
      <td class={run ? toneOf(run.status) : undefined}>{run ? wordOf(view, run.status) : '–'}</td>
      <td>
        {run ? <a href={below('/admin/runs', run.run_id)}>{<Value view={view} value={run.started_at} />}</a> : '–'}
      </td>
      <td>
        <Value view={view} value={success} />
      </td>
      <td>
        <Value view={view} value={lease?.expires_at} />
      </td>
    </tr>
  )
}

export const job = (c: Context<AdminEnv>) => showJob(c)

/** One job: how its runs ended and how long they took, and forms to run it or to see how much there is to do. */
async function showJob(c: Context<AdminEnv>, came: { problem?: Problem; plan?: Plan } = {}) {
  const { api, view } = c.var
  const name = c.req.param('name') ?? ''
  const { jobs: texts } = view.t.admin
  const stats = await api.get<RunStats>('/v1/admin/stats/runs', { days: 30 })
  const body = (
    <>
      <p>
        <a href="/admin/jobs">{texts.title}</a>
      </p>
      <h1>{name}</h1>
      {came.problem && <Refusal view={view} problem={came.problem} />}
      <form method="post" action={below('/admin/jobs', name)} class="row">
        <button type="submit" name="dry_run" value="false">
          {texts.run}
        </button>
        <button type="submit" class="second" name="dry_run" value="true">
          {texts.plan}
        </button>
        <span class="quiet">{texts.runLead}</span>
      </form>
      {came.plan && <PlanOf view={view} plan={came.plan} />}
      <RunHistory view={view} days={stats.items.filter((day) => day.job === name)} />
      <p>
        <a href={`/admin/runs?${new URLSearchParams({ job: name })}`}>{texts.allRuns}</a>
      </p>
    </>
  )
  return adminPage(
    c,
    { title: `${name} · ${texts.title}` },
    body,
    (came.problem?.status ?? 200) as ContentfulStatusCode,
  )
}

function PlanOf({ view, plan }: { view: AdminView; plan: Plan }) {
  const { jobs: texts } = view.t.admin
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{texts.planned}</h2>
      {plan.lease_held && <p class="warned">{texts.leaseHeld}</p>}
      <dl class="properties">
        {Object.entries(plan.would).map(([what, count]) => (
          <div>
            <dt>{what}</dt>
            <dd>{count.toLocaleString(view.lang)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Runs a job and waits for its end, or says how much it would do. */
export async function runJob(c: Context<AdminEnv>) {
  const name = c.req.param('name') ?? ''
  const dryRun = (await readForm(c)).one('dry_run') === 'true'
  const { api, view } = c.var
  const path = `${below('/v1/admin/jobs', name)}/runs`
  try {
    if (dryRun) return await showJob(c, { plan: await api.send<Plan>('POST', path, { dry_run: true }) })
    const { run_id, status } = await api.send<z.output<typeof RunReport>>('POST', path)
    leaveFlash(c, { good: status === 'succeeded', text: view.t.admin.ran(wordOf(view, status), run_id) })
    return c.redirect(below('/admin/runs', run_id), 303)
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.status !== 409) throw error
    return showJob(c, { problem: error.problem })
  }
}
