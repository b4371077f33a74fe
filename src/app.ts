import { type Context, Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import type { AppEnv } from './http/app-env.ts'
import { noStoreByDefault, privateNoStore } from './http/cache-for.ts'
import { connectDatabase } from './http/connect-database.ts'
import { redirectRenamed } from './http/former-slug.ts'
import { methodNotAllowed } from './http/method-not-allowed.ts'
import { onError } from './http/problem.ts'
import { type AppDeps, provide } from './http/provide.ts'
import { conditionalReads, openCors, withoutEtag } from './http/public-reads.ts'
import { requestLog } from './http/request-log.ts'
import { pages } from './pages/index.ts'
import { admin } from './routes/admin/index.ts'
import { authors } from './routes/authors/index.ts'
import { publish } from './routes/authors/publish/publish.ts'
import { addresses } from './routes/catalogue/addresses.ts'
import { authorEvents } from './routes/catalogue/author-events.ts'
import { copies } from './routes/catalogue/copies.ts'
import { publisherLogs, publishers } from './routes/catalogue/publishers.ts'
import { facets } from './routes/catalogue/search/facets.ts'
import { search } from './routes/catalogue/search/search.ts'
import { searchQuality } from './routes/catalogue/search/search-quality.ts'
import { similar } from './routes/catalogue/search/similar.ts'
import { suggestions } from './routes/catalogue/search/suggest.ts'
import { skills } from './routes/catalogue/skills.ts'
import { taxonomy } from './routes/catalogue/taxonomy.ts'
import { updates } from './routes/catalogue/updates.ts'
import { attestations } from './routes/catalogue/versions/attestation.ts'
import { archives, filesByHash } from './routes/catalogue/versions/by-digest.ts'
import { diff } from './routes/catalogue/versions/diff.ts'
import { versions } from './routes/catalogue/versions/versions.ts'
import { audit } from './routes/clients/audit/audit.ts'
import { clawhubDiscovery } from './routes/clients/clawhub/discovery.ts'
import { clawhub } from './routes/clients/clawhub/index.ts'
import { mcp } from './routes/clients/mcp/index.ts'
import { skillLists } from './routes/clients/skill-lists.ts'
import { skillsSearch } from './routes/clients/skills-search.ts'
import { wellKnownScopes } from './routes/clients/well-known/index.ts'
import { wellKnownRoot } from './routes/clients/well-known/root.ts'
import { events } from './routes/events/events.ts'
import { siteTokens } from './routes/events/site-tokens.ts'
import { feed } from './routes/feed/feed.ts'
import { githubHook } from './routes/intake/github-hook.ts'
import { repositories } from './routes/intake/repositories.ts'
import { submissions } from './routes/intake/submissions.ts'
import { validation } from './routes/intake/validate.ts'
import { health } from './routes/operations/health.ts'
import { openapi } from './routes/operations/openapi.ts'
import { runs } from './routes/operations/runs.ts'
import { service } from './routes/operations/service.ts'
import { signingKeys } from './routes/operations/signing-keys.ts'
import { distribution } from './routes/ranking/distribution.ts'
import { rankings } from './routes/ranking/rankings.ts'
import { decisions } from './routes/trust/decisions.ts'
import { disputes } from './routes/trust/disputes.ts'
import { reports } from './routes/trust/reports.ts'

/** Builds the whole API. Middleware applies to everything that is mounted after it. */
export function createApp(deps: AppDeps) {
  const app = new Hono<AppEnv>()
  app.onError(onError)
  app.notFound(methodNotAllowed(app))

  app.use(requestId(), requestLog(deps), noStoreByDefault, provide(deps))
  // Pages read the API as everybody does, but within the process. They have security headers of their own.
  app.route(
    '/',
    pages(async (c, request) => app.fetch(withoutEtag(request), c.env, contextOf(c))),
  )

  app.use(secureHeaders({ crossOriginResourcePolicy: 'cross-origin' }))
  app.use('/v1/admin/*', privateNoStore)
  app.use('/v1/authors/*', privateNoStore)
  app.use('/v1/*', connectDatabase)
  app.use('/health/ready', connectDatabase)
  for (const path of ['/api/*', '/.well-known/*', '/:kind{[spctl]}/*', '/mcp']) app.use(path, connectDatabase)

  // Other origins may not call the admin routes and MCP. The sites have CORS rules of their own.
  app.route('/v1/admin', admin)
  app.route('/v1/sites', siteTokens)
  app.route('/mcp', mcp)

  app.use(openCors, conditionalReads)
  for (const path of ['/v1/skills/*', '/s/*']) app.use(path, redirectRenamed)
  app.route('/', service)
  app.route('/health', health)
  app.route('/v1/skills', facets)
  app.route('/v1/skills', skills)
  app.route('/v1/skills', versions)
  app.route('/v1/skills', attestations)
  app.route('/v1/skills', reports)
  app.route('/v1/skills', diff)
  app.route('/v1/skills', similar)
  app.route('/v1/skills', copies)
  app.route('/v1/archives', archives)
  app.route('/v1/files', filesByHash)
  app.route('/v1/publishers', publishers)
  app.route('/v1/publishers', publisherLogs)
  app.route('/v1', authorEvents)
  app.route('/v1/taxonomy', taxonomy)
  app.route('/v1/addresses', addresses)
  app.route('/v1/lists', skillLists)
  app.route('/v1/audit', audit)
  app.route('/v1/decisions', decisions)
  app.route('/v1/reports', disputes)
  app.route('/api', skillsSearch)
  app.route('/api', clawhub)
  app.route('/.well-known', wellKnownRoot)
  app.route('/.well-known', clawhubDiscovery)
  app.route('/.well-known', signingKeys)
  app.route('/', wellKnownScopes)
  app.route('/v1/rankings', rankings)
  app.route('/v1/rankings', distribution)
  app.route('/v1/updates', updates)
  app.route('/v1/feed', feed)
  app.route('/v1/search', search)
  app.route('/v1/search', searchQuality)
  app.route('/v1/suggest', suggestions)
  app.route('/v1/events', events)
  app.route('/v1/repositories', repositories)
  app.route('/v1/validate', validation)
  app.route('/v1/authors', authors)
  app.route('/v1/submissions', submissions)
  app.route('/v1/publish', publish)
  app.route('/v1/hooks', githubHook)
  app.route('/v1/runs', runs)
  app.route('/openapi.json', openapi(app))
  return app
}

/** Outside a Worker, requests have no context of their own. */
function contextOf(c: Context): ExecutionContext | undefined {
  try {
    return c.executionCtx as ExecutionContext
  } catch {
    return undefined
  }
}
