import type { Context } from 'hono'
import type { z } from 'zod'
import type { Dispute as DisputeSchema } from '../../routes/trust/dispute-schema.ts'
import { page } from '../layout/page.tsx'
import { Fact, Facts } from '../parts/facts.tsx'
import { Moment } from '../parts/moment.tsx'
import { showUnseen } from '../parts/plain.ts'
import { type PageEnv, skillPath, to, type View } from '../view.ts'

export type Dispute = z.output<typeof DisputeSchema>

export const reportPath = (id: string) => `/reports/${encodeURIComponent(id)}`

/** How a report or an appeal stands. */
export async function report(c: Context<PageEnv>) {
  const { api, view } = c.var
  const t = view.t.reports
  const json = `/v1/reports/${encodeURIComponent(c.req.param('id') ?? '')}`
  const found = await api.get<Dispute>(json)
  const title = found.appeal ? t.appealTitle(found.skill) : t.oneTitle(found.skill)
  const body = (
    <>
      <h1>{title}</h1>
      <About view={view} report={found} />
      {found.state === 'open' && <p>{t.keepAddress}</p>}
    </>
  )
  return page(c, { title, description: title, json, noIndex: true }, body)
}

/** What everybody may know of a report. */
export function About({ view, report }: { view: View; report: Dispute }) {
  const t = view.t.reports
  const { appeal, reason, decided_at } = report
  return (
    <Facts>
      <Fact name={t.skill}>
        <a href={to(view, skillPath(report.skill))}>{report.skill}</a> {report.version}
      </Fact>
      <Fact name={t.kind}>{t.kinds[report.kind]}</Fact>
      <Fact name={t.state}>{t.states[report.state]}</Fact>
      <Fact name={t.sent}>
        <Moment view={view} at={report.created_at} />
      </Fact>
      {decided_at === null ? (
        <Fact name={t.due}>
          <Moment view={view} at={report.due_at} />
        </Fact>
      ) : (
        <Fact name={t.decided}>
          <Moment view={view} at={decided_at} />
        </Fact>
      )}
      {reason !== null && <Fact name={t.reason}>{showUnseen(reason)}</Fact>}
      {appeal && <Fact name={t.by}>{appeal.by.replace(/^github:/, '')}</Fact>}
      {appeal?.rules && (
        <Fact name={t.rules}>
          <code>{appeal.rules.join(', ')}</code>
        </Fact>
      )}
      {appeal && <Fact name={t.says}>{showUnseen(appeal.text)}</Fact>}
    </Facts>
  )
}
