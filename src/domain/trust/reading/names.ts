import { WELL_KNOWN_PUBLISHERS, WELL_KNOWN_SKILLS } from '../data/well-known-names.ts'
import { indexNames, type NameIndex } from '../imposture.ts'

/** A skill that is much used: its name, and its publisher's handle. */
export type MuchUsed = { name: string; owner: string }

/** Names that are protected in a catalogue. `publishers`: the handles of those that have proven who they are. */
export type Protected = { skills: readonly MuchUsed[]; publishers: readonly string[] }

/** The much used names that a folder is held against. */
export type KnownNames = { skills: NameIndex; publishers: NameIndex; owners: ReadonlyMap<string, ReadonlySet<string>> }

/** Under which names a folder is published, as far as that is known. */
export type PublishedAs = { names: readonly string[]; owners: readonly string[] }

/** Puts together what is well known anywhere and what is protected in this catalogue. */
export function knownNames({ skills: muchUsed, publishers }: Protected): KnownNames {
  const owners = new Map<string, Set<string>>()
  for (const { name, owner } of muchUsed)
    owners.set(name.toLowerCase(), (owners.get(name.toLowerCase()) ?? new Set<string>()).add(owner.toLowerCase()))
  return {
    skills: indexNames([...muchUsed.map(({ name }) => name), ...WELL_KNOWN_SKILLS]),
    publishers: indexNames([...muchUsed.map(({ owner }) => owner), ...publishers, ...WELL_KNOWN_PUBLISHERS]),
    owners,
  }
}

const NONE: Protected = { skills: [], publishers: [] }
export const WELL_KNOWN = knownNames(NONE)
export const NOT_PUBLISHED: PublishedAs = { names: [], owners: [] }
