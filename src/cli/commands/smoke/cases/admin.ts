import { BearerToken } from '../../../../http/auth/bearer-answer.ts'
import { Problem } from '../../../../http/problem.ts'
import { Me } from '../../../../routes/admin/accounts/session.ts'
import { AdminCategory } from '../../../../routes/admin/catalogue/category-schema.ts'
import { AdminSkill } from '../../../../routes/admin/catalogue/skill-schema.ts'
import { SiteWithSecret } from '../../../../routes/admin/events/site-schema.ts'
import { FoundSkillList, SkillDetail } from '../../../../routes/catalogue/skill-schema.ts'
import { defineCase, type SmokeCase } from '../case.ts'
import { retryAfter } from '../client.ts'

/** Seconds of the rate limit of logins. */
const A_MINUTE = 60

export const credentials = ({ username, password }: Readonly<Record<string, string>>) => ({ username, password })

const AS_ADMIN = { as: 'token', needs: ['login.right'] } as const

/** Permissions, and the run's own skill, category and site. */
export const ADMIN: readonly SmokeCase[] = [
  defineCase({
    name: 'permission.no_token',
    method: 'POST',
    path: '/v1/admin/skills',
    body: ({ prefix }) => ({ name: prefix, owner: prefix }),
    status: 401,
    schema: Problem,
  }),
  defineCase({
    name: 'login.right',
    method: 'POST',
    path: '/v1/admin/login',
    body: credentials,
    status: 200,
    schema: BearerToken,
    again: {
      when: (answer) => answer.status === 429 && (retryAfter(answer) ?? Number.POSITIVE_INFINITY) <= A_MINUTE,
      times: 2,
      afterSec: (answer) => retryAfter(answer) ?? A_MINUTE,
    },
    keep: ({ access_token }) => ({ token: access_token }),
  }),
  defineCase({
    ...AS_ADMIN,
    name: 'login.me',
    method: 'GET',
    path: '/v1/admin/me',
    status: 200,
    schema: Me,
    check: ({ role }) => (role === 'admin' ? null : `The account is ${role}, but the smoke test needs an admin.`),
  }),
  defineCase({
    ...AS_ADMIN,
    name: 'category.create',
    method: 'POST',
    path: '/v1/admin/categories',
    // Last and inactive, so that no visitor sees it.
    body: ({ prefix }) => ({ key: prefix, name: 'Smoke test', sort_order: 1_000_000, is_active: false }),
    status: 201,
    schema: AdminCategory,
    keep: ({ id }) => ({ category_id: id }),
  }),
  defineCase({
    name: 'category.patch',
    method: 'PATCH',
    path: '/v1/admin/categories/{category_id}',
    as: 'token',
    needs: ['category.create'],
    body: () => ({ description: 'Created by a smoke test.' }),
    status: 200,
    schema: AdminCategory,
    check: ({ description }) =>
      description === 'Created by a smoke test.' ? null : `The description is '${description}'.`,
  }),
  defineCase({
    name: 'skill.create',
    method: 'POST',
    path: '/v1/admin/skills',
    as: 'token',
    needs: ['category.create'],
    body: ({ prefix, category_id }) => ({
      name: prefix,
      owner: prefix,
      status: 'active',
      category_id,
      description_md: `# ${prefix}\n\nCreated by a smoke test.\n`,
    }),
    status: 201,
    schema: AdminSkill,
    keep: ({ id, slug }) => ({ skill_id: id, slug }),
  }),
  defineCase({
    name: 'skill.patch',
    method: 'PATCH',
    path: '/v1/admin/skills/{skill_id}',
    as: 'token',
    needs: ['skill.create'],
    // Leaves the category again, because a category that has been on a board cannot be deleted.
    body: () => ({ summary: 'Created by a smoke test.', category_id: null }),
    status: 200,
    schema: AdminSkill,
    check: ({ summary }) => (summary === 'Created by a smoke test.' ? null : `The summary is '${summary}'.`),
  }),
  defineCase({
    name: 'skill.read',
    method: 'GET',
    path: '/v1/skills/{slug}',
    needs: ['skill.patch'],
    status: 200,
    schema: SkillDetail,
    check: ({ summary }) => (summary === 'Created by a smoke test.' ? null : `The summary is '${summary}'.`),
  }),
  defineCase({
    name: 'search.found',
    method: 'GET',
    path: '/v1/skills?q={prefix}',
    needs: ['skill.create'],
    status: 200,
    schema: FoundSkillList,
    check: ({ items }, { slug }) =>
      items.some((item) => item.slug === slug) ? null : `The search does not find ${slug}.`,
  }),
  defineCase({
    ...AS_ADMIN,
    name: 'site.create',
    method: 'POST',
    path: '/v1/admin/sites',
    body: ({ prefix }) => ({ key: prefix, name: 'Smoke test', daily_quota: 100 }),
    status: 201,
    schema: SiteWithSecret,
    keep: ({ id, secret }) => ({ site_id: id, secret }),
  }),
  defineCase({
    name: 'permission.wrong_secret',
    method: 'POST',
    path: '/v1/sites/{prefix}/token',
    as: 'wrong_secret',
    needs: ['site.create'],
    status: 401,
    schema: Problem,
  }),
  defineCase({
    name: 'permission.foreign_origin',
    method: 'POST',
    path: '/v1/sites/{prefix}/token',
    headers: () => ({ Origin: 'https://elsewhere.example' }),
    needs: ['site.create'],
    status: 403,
    schema: Problem,
  }),
]
