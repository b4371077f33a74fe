import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { z } from 'zod'
import type { AppEnv } from '../../http/app-env.ts'
import { keepFor } from '../../http/cache-for.ts'
import { conditionalReads, openCors } from '../../http/public-reads.ts'
import type { SkillScore } from '../../routes/ranking/score-schema.ts'
import { type Api, type Ask, addressNow, apiFor, Moved, Refused } from '../api.ts'
import { type Skill, skillApi } from '../skill/skill.ts'
import { drawBadge } from './draw.ts'

type Badge = Parameters<typeof drawBadge>[0]

const COLORS = { good: '#1d6b34', plain: '#0b625d', doubtful: '#8f4410', none: '#5f5a52' }

const VERDICTS = {
  pass: { value: 'pass', color: COLORS.good },
  review: { value: 'review', color: COLORS.doubtful },
  warn: { value: 'warning', color: COLORS.doubtful },
  malicious: { value: 'malicious', color: '#a3242b' },
}

/** What a badge can show of a skill, each by one read of the API. */
const SHOWN: Record<string, (api: Api, slug: string) => Promise<Badge>> = {
  async version(api, slug) {
    const { latest_version: latest } = await api.get<Skill>(skillApi(slug))
    return latest
      ? { label: 'skill', value: `v${latest.version}`, color: COLORS.plain }
      : { label: 'skill', value: 'not installable', color: COLORS.doubtful }
  },
  async tier(api, slug) {
    const { power_rank: tier } = await api.get<z.output<typeof SkillScore>>(`${skillApi(slug)}/score`)
    return { label: 'tier', value: tier ?? 'not ranked', color: tier === null ? COLORS.none : COLORS.plain }
  },
  async verdict(api, slug) {
    const { verdict } = await api.get<Skill>(skillApi(slug))
    return { label: 'scan', ...(verdict === null ? { value: 'not scanned', color: COLORS.none } : VERDICTS[verdict]) }
  },
  async installs(api, slug) {
    const { popularity } = await api.get<Skill>(skillApi(slug))
    return { label: 'installs', value: `${popularity.uses_30d.toLocaleString('en')}/month`, color: COLORS.plain }
  },
}

/** An image in other people's pages: it runs nothing, and anybody may load it. */
const asImage = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"] },
  crossOriginResourcePolicy: 'cross-origin',
  xFrameOptions: false,
}) as unknown as MiddlewareHandler<AppEnv>

/** `/badge/SLUG.svg?show=version`: kept as long, and purged by the same tags, as what it shows. */
export const badge = (ask: Ask) =>
  new Hono<AppEnv>().get('/:name{.+\\.svg}', openCors, asImage, conditionalReads, async (c) => {
    const slug = c.req.param('name').slice(0, -'.svg'.length)
    const api = apiFor(c, ask)
    const asked = c.req.query('show') ?? 'version'
    const show = Object.hasOwn(SHOWN, asked) ? SHOWN[asked] : undefined
    if (!show) return drawn(c, { label: 'show', value: Object.keys(SHOWN).join(', '), color: COLORS.doubtful }, 400)
    try {
      const badge = await show(api, slug)
      const { seconds, tags } = api.kept()
      keepFor(c, { seconds, tags: [...tags] })
      return drawn(c, badge, 200)
    } catch (error) {
      const moved = error instanceof Moved ? addressNow(c.req.url, error) : null
      if (moved !== null) return c.redirect(moved, 301)
      // Whoever looks at the page of somebody else reads the reason in the image.
      if (!(error instanceof Refused) || error.problem.status !== 404) throw error
      return drawn(c, { label: 'skill', value: 'not found', color: COLORS.none }, 404)
    }
  })

const drawn = (c: Context<AppEnv>, badge: Badge, status: 200 | 400 | 404) =>
  c.body(drawBadge(badge), status, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
