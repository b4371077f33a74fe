import { Problem } from '../../../../http/problem.ts'
import { defineCase, type SmokeCase } from '../case.ts'
import { retryAfter } from '../client.ts'
import { credentials } from './admin.ts'

/** Removes the test data through the API, then checks that logins are throttled. Last, because the throttle lasts a minute. */
export const ENDING: readonly SmokeCase[] = [
  defineCase({
    name: 'skill.archive',
    method: 'DELETE',
    path: '/v1/admin/skills/{skill_id}',
    as: 'token',
    needs: ['skill.create'],
    removes: true,
    status: 204,
  }),
  defineCase({
    name: 'skill.gone',
    method: 'GET',
    // By id, because the page of the slug may still be in a cache.
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
    removes: true,
    status: 204,
  }),
  defineCase({
    name: 'category.delete',
    method: 'DELETE',
    path: '/v1/admin/categories/{category_id}',
    as: 'token',
    needs: ['category.create', 'skill.patch'],
    removes: true,
    status: 204,
  }),
  defineCase({
    name: 'throttling.logins',
    method: 'POST',
    path: '/v1/admin/login',
    needs: ['login.right'],
    // The right password, because after five wrong ones this address would have to wait before each login.
    body: credentials,
    status: 429,
    schema: Problem,
    // The platform counts roughly and per location, and a bare server does not count.
    optional: true,
    again: { when: ({ status }) => status === 200, times: 19, afterSec: () => 0 },
    check: (_problem, _known, answer) => (retryAfter(answer) === null ? 'The answer has no Retry-After header.' : null),
  }),
]
