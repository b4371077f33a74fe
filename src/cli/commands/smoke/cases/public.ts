import * as z from 'zod'
import { listOf } from '../../../../http/answers.ts'
import { Problem } from '../../../../http/problem.ts'
import { SearchAnswer } from '../../../../routes/catalogue/search/search-schema.ts'
import { Suggestions } from '../../../../routes/catalogue/search/suggest.ts'
import { FoundSkillList, SkillItem } from '../../../../routes/catalogue/skill-schema.ts'
import { Taxonomy } from '../../../../routes/catalogue/taxonomy.ts'
import { UpdatesPage } from '../../../../routes/catalogue/updates.ts'
import { FeedPage, FeedState } from '../../../../routes/feed/feed-schema.ts'
import { Alive, Ready } from '../../../../routes/operations/health.ts'
import { Service } from '../../../../routes/operations/service.ts'
import { RankingPage } from '../../../../routes/ranking/board-schema.ts'
import { parsePage } from '../../mirror/page.ts'
import { BEGINNING } from '../../mirror/place.ts'
import { defineCase, type SmokeCase } from '../case.ts'

const Skills = listOf(SkillItem).meta({ ref: 'SkillItem list' })
const OpenApi = z.looseObject({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.unknown()) })

/** Public reads, which work with any catalogue. */
export const PUBLIC: readonly SmokeCase[] = [
  defineCase({ name: 'health.alive', method: 'GET', path: '/health', status: 200, schema: Alive }),
  defineCase({ name: 'health.ready', method: 'GET', path: '/health/ready', status: 200, schema: Ready }),
  defineCase({ name: 'reads.service', method: 'GET', path: '/', status: 200, schema: Service }),
  defineCase({
    name: 'reads.openapi',
    method: 'GET',
    path: '/openapi.json',
    status: 200,
    schema: OpenApi,
    check: ({ paths }) => ('/v1/skills' in paths ? null : 'The document does not describe /v1/skills.'),
  }),
  defineCase({ name: 'reads.skills', method: 'GET', path: '/v1/skills?size=5', status: 200, schema: Skills }),
  defineCase({ name: 'reads.taxonomy', method: 'GET', path: '/v1/taxonomy', status: 200, schema: Taxonomy }),
  defineCase({ name: 'reads.updates', method: 'GET', path: '/v1/updates?limit=5', status: 200, schema: UpdatesPage }),
  defineCase({ name: 'reads.unknown', method: 'GET', path: '/v1/skills/{prefix}', status: 404, schema: Problem }),
  defineCase({
    name: 'search.get',
    method: 'GET',
    path: '/v1/skills?q=csv&size=5',
    status: 200,
    schema: FoundSkillList,
  }),
  defineCase({ name: 'search.suggest', method: 'GET', path: '/v1/suggest?q=c', status: 200, schema: Suggestions }),
  defineCase({
    name: 'search.post',
    method: 'POST',
    path: '/v1/search',
    body: () => ({ q: 'csv' }),
    status: 200,
    schema: SearchAnswer,
    check: ({ status, items }) =>
      (status === 'found') === items.length > 0
        ? null
        : `The status is ${status}, but the answer has ${items.length} items.`,
  }),
  defineCase({
    name: 'ranking.board',
    method: 'GET',
    path: '/v1/rankings?page_size=20',
    status: 200,
    schema: RankingPage,
    check: ({ items }) =>
      items.every(({ rank }, i) => rank >= (items[i - 1]?.rank ?? 1)) ? null : 'The items are not sorted by rank.',
  }),
  defineCase({
    name: 'ranking.top',
    method: 'GET',
    path: '/v1/rankings/top?limit=5',
    status: 200,
    schema: RankingPage,
  }),
  defineCase({
    name: 'feed.latest',
    method: 'GET',
    path: '/v1/feed/latest',
    status: 200,
    schema: FeedState,
    keep: ({ latest_seq }) => ({ seq: String(latest_seq) }),
  }),
  defineCase({
    name: 'feed.bootstrap',
    method: 'GET',
    path: '/v1/feed?limit=50',
    status: 200,
    schema: FeedPage,
    // Checks the hashes of the page and of each payload, as a mirror does.
    check: async (_page, _known, { bytes }) => parsePage(bytes, BEGINNING).then(() => null),
  }),
]
