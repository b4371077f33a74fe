import type * as z from 'zod'
import {
  type LockEntry,
  type LockFormat,
  lockFormatOf,
  readClawhubEntry,
  readListEntry,
  readSkillsEntry,
} from '../../../domain/audit/lockfile.ts'
import { Failure, type FieldError } from '../../../http/failure.ts'
import { check, invalid } from '../../../http/input/field-errors.ts'
import { ClawhubEntry, EntryName, GlobalEntry, ListEntry, MAX_ENTRIES, ProjectEntry } from './lockfile-schema.ts'

const UNKNOWN =
  'must be a lockfile: skills-lock.json or .skill-lock.json of the "skills" command line, .clawhub/lock.json of "clawhub", or {"skills": [{"name": …}]}'
/** More faults would only repeat what the first ones say. */
const MAX_FAULTS = 20

/**
 * Reads a lockfile of any known format. `host` is that of this registry, `at` where the lockfile is in the body. Throws Failure
 * `malformed_json` or `invalid`.
 */
export function readLockfile(
  text: string,
  { host, at }: { host: string; at: string },
): { format: LockFormat; entries: LockEntry[] } {
  const lockfile = parsed(text)
  const format = lockFormatOf(lockfile)
  if (format === null) throw invalid([{ in: 'body', pointer: at, message: UNKNOWN }])
  const { skills } = lockfile as { skills: object }
  const entries = Object.entries(skills)
  if (entries.length > MAX_ENTRIES)
    throw invalid([{ in: 'body', pointer: `${at}/skills`, message: tooMany(entries.length) }])
  const errors: FieldError[] = []
  const read = entries.flatMap(([name, entry]) => {
    const checked = readEntry(format, name, entry, host)
    if (!('errors' in checked)) return [checked]
    const place = `${at}/skills/${name.slice(0, 300).replaceAll('~', '~0').replaceAll('/', '~1')}`
    errors.push(...checked.errors.map((error) => ({ ...error, pointer: `${place}${error.pointer}` })))
    return []
  })
  if (errors.length > 0) throw invalid(errors.slice(0, MAX_FAULTS))
  return { format, entries: read }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure('malformed_json', 'The lockfile could not be parsed as JSON.')
  }
}

const tooMany = (count: number) =>
  `has ${count} entries; at most ${MAX_ENTRIES} are audited at once, so send it in parts`

type Faulty = { errors: FieldError[] }

function readEntry(format: LockFormat, name: string, entry: unknown, host: string): LockEntry | Faulty {
  const as = <S extends z.ZodType>(schema: S, read: (entry: z.output<S>) => LockEntry): LockEntry | Faulty => {
    const { data, errors } = check(schema, entry, 'body')
    return errors ? { errors } : read(data)
  }
  if (format === 'list') return as(ListEntry, (listed) => readListEntry(listed, host))
  const { errors } = check(EntryName, name, 'body')
  if (errors) return { errors }
  if (format === 'clawhub_lock') return as(ClawhubEntry, (locked) => readClawhubEntry(name, locked, host))
  if (format === 'skills_lock')
    return as(ProjectEntry, (locked) => readSkillsEntry(name, { ...locked, hash: locked.computedHash }, host))
  return as(GlobalEntry, (locked) => readSkillsEntry(name, { ...locked, hash: locked.skillFolderHash }, host))
}
