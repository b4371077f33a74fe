import { sql } from 'drizzle-orm'
import type { Author } from '../../domain/authors/author.ts'
import { HANDED_OVER } from '../../domain/intake/handed-over.ts'
import type { Editor } from '../accounts/record-audit.ts'
import { publisherWithHandle } from '../catalogue/publishers.ts'
import { change, idOf } from '../changes.ts'
import type { Db } from '../connect.ts'
import { touchedSkills } from '../feed/outbox.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { lockCatalogue } from '../locks.ts'
import { detailsOf, noteAct } from './note-act.ts'
import { OWNER_KEY, ownedSkill, publishersOf } from './owned.ts'

type By = { author: Author; editor: Editor }

/** For how long an offer can be accepted. */
const LIFETIME = sql.raw(`interval '14 days'`)

const OPEN = sql.raw(`t.state = 'offered' and t.expires_at > now()`)

/** `unverified`: nothing of that publisher was published by its owner. `other`: it is offered to somebody else. */
export type OfferOutcome = 'offered' | 'missing' | 'unverified' | 'same' | 'other'

/** Offers a skill to another verified publisher. Safe to repeat: an open offer to the same one stays. */
export async function offerSkill(db: Db, p: By & { skillId: string; to: string; id: string }): Promise<OfferOutcome> {
  const { author, editor, skillId } = p
  const to = sql`select * from (${publisherWithHandle(p.to)}) w`
  const { found } = await change(db, {
    lock: lockCatalogue,
    write: {
      expired: sql`update skill_transfers t set state = 'withdrawn', decided_at = t.expires_at where t.skill_id = ${skillId}::uuid and t.state = 'offered' and t.expires_at <= now()`,
      offered: sql`
        insert into skill_transfers (id, skill_id, from_publisher_id, to_publisher_id, state, offered_at, expires_at)
        select ${p.id}::uuid, s.id, s.publisher_id, w.id, 'offered', now(), now() + ${LIFETIME}
        from skills s join (${to}) w on w.id <> s.publisher_id and w.verified_at is not null where s.id in (${ownedSkill(author, skillId)}) on conflict do nothing`,
      noted: noteAct(
        author,
        'offer',
        sql`select skill_id from skill_transfers where id = ${p.id}::uuid`,
        detailsOf({ to: p.to }),
      ),
    },
    announce: { why: 'The feed says nothing of offers.' },
    record: { by: editor, of: [{ action: 'skill.offer', type: 'skill_transfer', were: null, are: idOf(p.id) }] },
    answer: {
      found: sql<{ outcome: OfferOutcome }>`
        select case when w.id is null then 'missing' when w.id = s.publisher_id then 'same' when w.verified_at is null then 'unverified'
          when exists (select from skill_transfers t where t.skill_id = s.id and ${OPEN} and t.to_publisher_id = w.id) then 'offered' else 'other' end as outcome
        from skills s left join (${to}) w on true where s.id = ${skillId}::uuid`,
    },
  })
  return found[0]?.outcome ?? 'missing'
}

/** Takes an open offer of a skill back. Safe to repeat. */
export async function withdrawOffer(db: Db, { author, editor, skillId }: By & { skillId: string }): Promise<void> {
  const open = sql`select t.id from skill_transfers t where t.skill_id in (${ownedSkill(author, skillId)}) and t.state = 'offered'`
  const done = sql`select t.skill_id from skill_transfers t where t.skill_id = ${skillId}::uuid and t.state = 'withdrawn' and t.decided_at = now()`
  await change(db, {
    lock: lockCatalogue,
    write: {
      withdrawn: sql`update skill_transfers set state = 'withdrawn', decided_at = now() where id in (${open})`,
      noted: noteAct(author, 'withdraw', done),
    },
    announce: { why: 'The feed says nothing of offers.' },
    record: {
      by: editor,
      of: [
        {
          action: 'skill.withdraw',
          type: 'skill_transfer',
          were: open,
          are: sql`select t.id from skill_transfers t where t.skill_id = ${skillId}::uuid and t.decided_at = now()`,
        },
      ],
    },
  })
}

export type Decision = 'accept' | 'decline'

/**
 * Accepts or declines an offer to the owner of what was proven. An accepted skill is that publisher's: its address stays, and what it
 * was made of no longer makes versions of it. The next file of its name in a repository of the new publisher does. Returns the state of
 * the offer, or null if there is none to this publisher. Safe to repeat.
 */
export async function decideOffer(
  db: Db,
  { author, editor, id, decision }: By & { id: string; decision: Decision },
): Promise<{ state: string; isExpired: boolean; skillId: string } | null> {
  const mine = sql`select t.* from skill_transfers t where t.id = ${id}::uuid and t.to_publisher_id in (${publishersOf(author)})`
  const decided = sql`select t.skill_id as id from (${mine}) t where t.decided_at = now()`
  const taken = sql`${decided} and t.state = 'accepted'`
  const left = sql`select r.id from raw_skills r join skill_source_links l on l.raw_skill_id = r.id where l.skill_id in (${taken})`
  const { found } = await change(db, {
    lock: lockCatalogue,
    write: {
      decided: sql`
        update skill_transfers w set state = ${decision === 'accept' ? 'accepted' : 'declined'}, decided_at = now()
        from (${mine}) t where w.id = t.id and ${OPEN} and exists (select from skills s where s.id = t.skill_id and s.publisher_id = t.from_publisher_id)`,
      // Told to both: before the skill changes hands, and after.
      given: noteAct(
        author,
        decision,
        decided,
        sql`jsonb_build_object('to', (select p.handle from (${mine}) t join publishers p on p.id = t.to_publisher_id))`,
      ),
      files: sql`update raw_skills set status = 'rejected', review_reason = ${HANDED_OVER}, reviewed_at = now(), updated_at = now() where id in (${left})`,
      moved: sql`
        update skills s set publisher_id = p.id, owner = p.handle, canonical_repo = null, updated_at = now()
        from (${mine}) t join publishers p on p.id = t.to_publisher_id where s.id = t.skill_id and s.id in (${taken})`,
      // What an earlier transfer has parted from the skill, which is back now, may make versions of it again.
      rejoined: sql`
        update raw_skills r set status = 'new', review_reason = null, reviewed_at = null, updated_at = now()
        from skill_sources src, skills s join publishers p on p.id = s.publisher_id
        where s.id in (${taken}) and src.id = r.source_id and ${OWNER_KEY} = p.owner_key and r.name_raw = s.name and r.review_reason = ${HANDED_OVER}`,
      parted: sql`delete from skill_source_links where skill_id in (${taken})`,
      got: noteAct(
        author,
        decision,
        taken,
        sql`jsonb_build_object('from', (select p.handle from (${mine}) t join publishers p on p.id = t.from_publisher_id))`,
      ),
    },
    announce: [
      ...touchedSkills(taken),
      { kind: 'version', ids: sql`select id from skill_versions where skill_id in (${taken})` },
    ],
    record: {
      by: editor,
      of: [{ action: `skill.${decision}`, type: 'skill_transfer', were: idOf(id), are: idOf(id) }],
    },
    answer: {
      found: sql<{ state: string; isExpired: boolean; skillId: string }>`
        select t.state, t.state = 'offered' as "isExpired", t.skill_id as "skillId" from (${mine}) t`,
    },
  })
  return found[0] ?? null
}

/** The open offers to the owner of what was proven, the oldest first. */
export const listOffers = (db: Db, author: Author): Promise<JsonText | null> =>
  readJson(
    db,
    sql`
    select json_build_object('items', coalesce(json_agg(json_build_object('id', o.id, 'skill', o.slug, 'from', o.handle,
      'offered_at', ${rfc3339('o.offered_at')}, 'expires_at', ${rfc3339('o.expires_at')}) order by o.offered_at, o.id), '[]'))::text as body
    from (
      select t.id, s.slug, p.handle, t.offered_at, t.expires_at from skill_transfers t join skills s on s.id = t.skill_id join publishers p on p.id = t.from_publisher_id
      where ${OPEN} and t.to_publisher_id in (${publishersOf(author)}) order by t.offered_at, t.id limit 100) o`,
  )
