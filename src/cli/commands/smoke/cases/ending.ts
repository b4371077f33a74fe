import { Problem } from '../../../../http/problem.ts'
import { defineCase, type SmokeCase } from '../case.ts'
import { retryAfter } from '../client.ts'
import { credentials } from './admin.ts'

/** What was made is taken away by the API, and logins are throttled: last, for they stay so for a minute. */
export const ENDING: readonly SmokeCase[] = [
  defineCase({
    name: 'skill.archive',
    method: 'DELETE',
    path: '/v1/admin/skills/{skill_id}',
    as: 'token',
    needs: ['skill.create'],
    ends: true,
    status: 204,
  }),
  defineCase({
    name: 'skill.gone',
    method: 'GET',
    // By its id, by which nobody has asked for it: its page by slug may still be in a cache.
    path: '/v1/skills/{skill_id}',
    needs: ['skill.archive'],
    status: 404,
    schema: Problem,
  }),
  defineCase({
    name: 'site.archive',
    method: 'DELETE',
    path: '/v1/admin/sites/{site_id}',
    as: 'token',
    needs: ['site.create'],
    ends: true,
    status: 204,
  }),
  defineCase({
    name: 'category.delete',
    method: 'DELETE',
    path: '/v1/admin/categories/{category_id}',
    as: 'token',
    needs: ['category.create', 'skill.patch'],
    ends: true,
    status: 204,
  }),
  defineCase({
    name: 'throttling.logins',
    method: 'POST',
    path: '/v1/admin/login',
    needs: ['login.right'],
    // The right password: five wrong ones would shut this address out for a quarter of an hour.
    body: credentials,
    status: 429,
    schema: Problem,
    // The platform counts by location and roughly, and a bare server does not at all.
    optional: true,
    again: { when: ({ status }) => status === 200, times: 19, afterSec: () => 0 },
    check: (_problem, _known, answer) => (retryAfter(answer) === null ? 'It has no Retry-After.' : null),
  }),
]
