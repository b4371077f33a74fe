export type SampleEvent = {
  eventId: string
  skillId: string
  eventType: 'view' | 'use' | 'favorite' | 'unfavorite'
  session: string
  occurredAt: Date
}

type Skill = { id: string; slug: string }
type Draft = Omit<SampleEvent, 'eventId' | 'occurredAt'> & { at: number }
type Random = () => number

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const WEEK_HOURS = 7 * 24
const MONTH_HOURS = 30 * 24

const VISITS = 2_400
const VISITORS = 600
const FAVORITES = 50
const REPEAT_RATE = 0.25

/**
 * Returns about 4,000 events of a believable month up to `now`, oldest first. Few skills get most of them, nights and weekends are
 * quiet, and some skills rise in the last week. The same input gives the same events with the same ids.
 */
export function sampleEvents(p: { skills: readonly Skill[]; now: Date; seed?: number }): SampleEvent[] {
  if (p.skills.length === 0) return []
  const seed = p.seed ?? 1
  const random = mulberry32(seed)
  const now = p.now.getTime()
  const visits = drawVisits(random, audienceOf(random, p.skills), now)
  return [...visits, ...drawFavorites(random, visits, now)]
    .filter((event) => event.at <= now)
    .sort((a, b) => a.at - b.at)
    .map(({ at, ...event }, index) => ({
      eventId: `sample-${seed}-${String(index + 1).padStart(5, '0')}`,
      ...event,
      occurredAt: new Date(at),
    }))
}

/** Returns GitHub stars for a sample skill: mostly a handful, sometimes thousands. */
export function sampleStars(slug: string): number {
  return Math.min(20_000, Math.floor(8 * (obscurityOf(slug) ** -1.3 - 1)))
}

type Audience = { id: string; weight: number; rising: boolean; useRate: number }

/** Returns a Zipf distribution over the skills. Its order loosely follows the stars, as in reality. */
function audienceOf(random: Random, skills: readonly Skill[]): Audience[] {
  return [...skills]
    .sort((a, b) => (a.slug < b.slug ? -1 : 1))
    .map(({ id, slug }) => ({ id, place: obscurityOf(slug) * (0.5 + random()) }))
    .sort((a, b) => a.place - b.place)
    .map(({ id }, rank) => ({ id, weight: 1 / (rank + 1), rising: rank % 6 === 4, useRate: 0.2 + 0.4 * random() }))
}

/** Draws visits. Each is a view, perhaps a repeated view (which counts once) and perhaps a use. */
function drawVisits(random: Random, audience: readonly Audience[], now: number): Draft[] {
  const hours = Array.from({ length: MONTH_HOURS }, (_, ago) => ago)
  const hourWeights = hours.map((ago) => rhythmOf(new Date(now - ago * HOUR)))
  const weightsAgo = hours.map((ago) => audience.map((skill) => skill.weight * (skill.rising ? boostOf(ago) : 1)))
  return Array.from({ length: VISITS }).flatMap(() => {
    const ago = drawIndex(random, hourWeights)
    const skill = audience[drawIndex(random, weightsAgo[ago] ?? [])]
    if (!skill) return []
    const at = Math.ceil(now - (ago + random()) * HOUR)
    // Squared, so that few visitors return often.
    const session = `sample-visitor-${Math.floor(VISITORS * random() ** 2)}`
    const visit = { skillId: skill.id, session }
    const events: Draft[] = [{ ...visit, eventType: 'view', at }]
    if (random() < REPEAT_RATE) events.push({ ...visit, eventType: 'view', at: at + minutes(random, 1, 40) })
    if (random() < skill.useRate) events.push({ ...visit, eventType: 'use', at: at + minutes(random, 1, 10) })
    return events
  })
}

/** Draws favourites of visitors who used the skill. Every eighth is removed again before `now`. */
function drawFavorites(random: Random, visits: readonly Draft[], now: number): Draft[] {
  const uses = visits.filter((event) => event.eventType === 'use' && event.at < now - HOUR)
  const fans = new Map(uses.map((use) => [`${use.session} ${use.skillId}`, { use, draw: random() }]))
  const chosen = [...fans.values()].sort((a, b) => a.draw - b.draw).slice(0, FAVORITES)
  return chosen.flatMap(({ use }, index): Draft[] => {
    const favorite: Draft = { ...use, eventType: 'favorite', at: use.at + minutes(random, 1, 30) }
    if (index % 8 !== 7) return [favorite]
    const regret = Math.floor((now - favorite.at) * (0.2 + 0.6 * random()))
    return [favorite, { ...favorite, eventType: 'unfavorite', at: favorite.at + regret }]
  })
}

/** Returns how busy an hour is: a peak at 14:00 UTC, quiet nights, quieter weekends. */
function rhythmOf(time: Date) {
  const day = time.getUTCDay()
  return (1 + 0.8 * Math.cos(((time.getUTCHours() - 14) / 12) * Math.PI)) * (day === 0 || day === 6 ? 0.35 : 1)
}

/** Returns the factor of a rising skill: 1 a week ago, 9 now. */
const boostOf = (hoursAgo: number) => 1 + 8 * Math.max(0, 1 - hoursAgo / WEEK_HOURS)

const minutes = (random: Random, least: number, most: number) =>
  Math.floor((least + (most - least) * random()) * MINUTE)

/** Draws an index of `weights`, each with the probability of its share of the sum. */
function drawIndex(random: Random, weights: readonly number[]) {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  const index = weights.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  return index < 0 ? weights.length - 1 : index
}

/** Returns a fixed number in (0, 1] for each slug. The smaller it is, the better known is the skill. */
function obscurityOf(slug: string) {
  let hash = 0x811c9dc5 // FNV-1a
  for (const char of slug) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return 1 - mulberry32(hash)()
}

/** Returns the Mulberry32 generator of numbers in [0, 1): the same numbers for the same seed. */
function mulberry32(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
