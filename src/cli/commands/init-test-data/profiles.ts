import type { RawEvent } from '../../../db/events/raw-events.ts'
import { sha256Hex } from '../../../domain/text/hash.ts'

export const PROFILES = {
  /** Enough to browse and to log in. */
  minimal: { skills: 3, events: 12, jobs: [] },
  /** All events counted, to verify counts. */
  'proof-ready': { skills: 12, events: 300, jobs: ['normalize-events', 'refresh-popularity'] },
  /** Boards, and categories large enough for a strict ranking. */
  'ranking-ready': { skills: 36, events: 1500, jobs: ['batch'] },
} as const
export type Profile = keyof typeof PROFILES

const CATEGORIES = ['Development', 'Data analysis', 'Writing and translation']
const TYPES = ['view', 'view', 'view', 'use', 'use'] as const
const DAYS = 20
const VISITORS = 60

/** Returns the UUID of these parts: always the same one. */
export async function idOf(...parts: string[]): Promise<string> {
  const hex = (await sha256Hex(parts.join('\n'))).slice(0, 32)
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20)}`
}

/** Returns the skill files of a set, spread evenly over the categories. */
export function skillFiles(prefix: string, count: number): { path: string; folder: string; text: string }[] {
  return Array.from({ length: count }, (_, i) => {
    const folder = `${prefix}-skill-${String(i + 1).padStart(2, '0')}`
    const category = CATEGORIES[i % CATEGORIES.length]
    const text = `---
name: ${folder}
description: Test data number ${i + 1} of ${prefix}.
license: MIT
metadata:
  category: ${category}
  tags: ${tagOf(prefix)}
---

# ${folder}

Made by init-test-data; \`--cleanup\` removes it.
`
    return { path: `${folder}/SKILL.md`, folder, text }
  })
}

export const tagOf = (prefix: string) => `${prefix}-test-data`

/** Returns views and uses of the last days, more of the first skills than of the last. Ids depend on the prefix alone. */
export async function testEvents(
  prefix: string,
  p: { skillIds: readonly string[]; count: number; now: Date },
): Promise<RawEvent[]> {
  const events = Array.from({ length: p.count }, async (_, i): Promise<RawEvent> => {
    const id = `${prefix}-event-${String(i + 1).padStart(5, '0')}`
    const draw = Number.parseInt((await sha256Hex(id)).slice(0, 12), 16)
    const share = (draw % 1000) / 1000
    const minutes = (draw >> 4) % (DAYS * 24 * 60)
    return {
      event_id: id,
      event_type: TYPES[i % TYPES.length] ?? 'view',
      skill_id: p.skillIds[Math.floor(share * share * p.skillIds.length)],
      session_hash: await sha256Hex(`${prefix}-visitor-${draw % VISITORS}`),
      occurred_at: new Date(p.now.getTime() - Math.abs(minutes) * 60_000).toISOString(),
    }
  })
  return Promise.all(events)
}
