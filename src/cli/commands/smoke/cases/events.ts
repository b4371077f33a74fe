import type { z } from 'zod'
import { BearerToken } from '../../../../http/auth/bearer-answer.ts'
import { Problem } from '../../../../http/problem.ts'
import { EventStats } from '../../../../routes/admin/events/event-stats.ts'
import { JobList, RunPlan, RunReport } from '../../../../routes/admin/operations/job-schema.ts'
import { SkillCounts } from '../../../../routes/catalogue/skill-counts-schema.ts'
import { Verdicts } from '../../../../routes/events/event-verdicts.ts'
import { FeedPage } from '../../../../routes/feed/feed-schema.ts'
import { SkillHistory, SkillScore } from '../../../../routes/ranking/score-schema.ts'
import { parsePage } from '../../mirror/page.ts'
import { defineCase, type SmokeCase } from '../case.ts'
import { type Answer, statusOf } from '../client.ts'

const RUN = '/v1/admin/jobs/batch/runs'

const areStored = (stats: z.output<typeof EventStats> | undefined) => stats !== undefined && stats.totals.received >= 3

/** Returns why the run proves nothing, or null: another run holds the lease of a step, and its result cannot be awaited. */
function skippedStep({ body }: Answer): string | null {
  const step = RunReport.safeParse(body).data?.steps.find(({ status }) => status === 'skipped')
  return step ? `Another run holds the lease of ${step.job}.` : null
}

/** Events of the run's own site about its own skill, the batch that counts them, and the results. */
export const EVENTS: readonly SmokeCase[] = [
  defineCase({
    name: 'events.token',
    method: 'POST',
    path: '/v1/sites/{prefix}/token',
    as: 'secret',
    needs: ['site.create'],
    status: 200,
    schema: BearerToken,
    keep: ({ access_token }) => ({ site_token: access_token }),
  }),
  defineCase({
    name: 'permission.token_of_a_site',
    method: 'GET',
    path: '/v1/admin/me',
    as: 'site_token',
    needs: ['events.token'],
    status: 401,
    schema: Problem,
  }),
  defineCase({
    name: 'events.of_a_site',
    method: 'POST',
    path: '/v1/events',
    as: 'site_token',
    needs: ['events.token', 'skill.create'],
    body: ({ prefix, slug }) => ({
      events: ['view', 'use', 'favorite', 'nonsense'].map((event_type) => ({
        event_id: `${prefix}-${event_type}`,
        slug,
        event_type,
        session_id: prefix,
      })),
    }),
    status: 202,
    schema: Verdicts,
    check: ({ accepted, rejected }) =>
      accepted === 3 && rejected === 1
        ? null
        : `Sent 3 valid events and 1 invalid one; ${accepted} accepted, ${rejected} rejected.`,
  }),
  defineCase({
    name: 'events.anonymous',
    method: 'POST',
    path: '/v1/events',
    needs: ['skill.create'],
    body: ({ prefix, slug }) => ({ event_id: `${prefix}-anonymous`, slug, event_type: 'view', session_id: prefix }),
    status: 202,
    schema: Verdicts,
    check: ({ accepted }) => (accepted === 1 ? null : 'The event was not accepted.'),
  }),
  defineCase({
    name: 'events.stored',
    method: 'GET',
    path: '/v1/admin/events/stats?site_id={site_id}&days=2',
    as: 'token',
    needs: ['events.of_a_site'],
    status: 200,
    schema: EventStats,
    // With a queue, events are stored a little later.
    again: { when: ({ body }) => !areStored(EventStats.safeParse(body).data), times: 10, afterSec: () => 2 },
    check: (stats) => (areStored(stats) ? null : `${stats.totals.received} of 3 events are stored.`),
  }),
  defineCase({
    name: 'job.list',
    method: 'GET',
    path: '/v1/admin/jobs',
    as: 'token',
    needs: ['login.right'],
    status: 200,
    schema: JobList,
    check: ({ items }) => (items.some(({ name }) => name === 'batch') ? null : 'The list has no job named batch.'),
  }),
  defineCase({
    name: 'job.plan',
    method: 'POST',
    path: RUN,
    as: 'token',
    needs: ['login.right'],
    body: () => ({ dry_run: true }),
    status: 200,
    schema: RunPlan,
  }),
  defineCase({
    name: 'job.run',
    method: 'POST',
    path: RUN,
    as: 'token',
    needs: ['login.right'],
    status: 201,
    schema: RunReport,
    timeoutSec: 120,
    // 409: a tick holds the lease, which is no fault of the service.
    again: { when: ({ status }) => status === 409, times: 6, afterSec: () => 5 },
    skip: (answer) => (answer.status === 409 ? statusOf(answer) : skippedStep(answer)),
    check: ({ status, errors }) =>
      status === 'succeeded'
        ? null
        : `The run ended as ${status}: ${errors.map((e) => `${e.target}: ${e.reason}`).join('; ')}`,
  }),
  defineCase({
    name: 'events.counted',
    method: 'GET',
    // Two days, because midnight may have passed.
    path: '/v1/skills/{slug}/counts?days=2',
    needs: ['events.stored', 'job.run'],
    status: 200,
    schema: SkillCounts,
    check: ({ totals }) => {
      const missing = ['view', 'use', 'favorite'].filter(
        (type) => !totals.some(({ event_type, counted }) => event_type === type && counted > 0),
      )
      return missing.length === 0 ? null : `Not counted: ${missing.join(', ')}.`
    },
  }),
  defineCase({
    name: 'ranking.score',
    method: 'GET',
    path: '/v1/skills/{slug}/score',
    needs: ['skill.create', 'job.run'],
    status: 200,
    schema: SkillScore,
    check: ({ power_score }) => (power_score === null ? 'The skill has no power score.' : null),
  }),
  defineCase({
    name: 'ranking.history',
    method: 'GET',
    path: '/v1/skills/{slug}/history?days=2',
    needs: ['skill.create', 'job.run'],
    status: 200,
    schema: SkillHistory,
    check: ({ items }) => (items.some(({ global }) => global !== null) ? null : 'The skill is on no board.'),
  }),
  defineCase({
    name: 'feed.change',
    method: 'GET',
    path: '/v1/feed?after={seq}&kind=skill&limit=1000',
    needs: ['feed.latest', 'skill.patch', 'job.run'],
    status: 200,
    schema: FeedPage,
    async check(_page, { seq, skill_id }, { bytes }) {
      const { items } = await parsePage(bytes, { round: 1, after: Number(seq), cursor: null })
      return items.some(({ id, deleted }) => id === skill_id && !deleted)
        ? null
        : `The feed has no change of skill ${skill_id}.`
    },
  }),
]
