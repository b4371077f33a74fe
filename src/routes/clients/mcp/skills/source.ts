import { SKILL_LIMITS, type Skill, type SkillReadResult } from '@modelcontextprotocol/server/ext/skills'
import type { Context } from 'hono'
import * as z from 'zod'
import { findMcpSkill, listMcpSkills, type McpSkill } from '../../../../db/clients/mcp-skills.ts'
import { contentTypeOf } from '../../../../domain/files/content-type.ts'
import { encodeCursor } from '../../../../domain/text/cursor.ts'
import { readFile, readFiles } from '../../../../files/read-files.ts'
import type { AppEnv } from '../../../../http/app-env.ts'
import { Failure, found } from '../../../../http/failure.ts'
import { decodeCursor } from '../../../../http/input/cursor.ts'
import { placeOf } from '../../../catalogue/versions/answer-file.ts'
import { refuseUnlessWhole, refuseWithdrawn, refuseWithSource } from '../refusal.ts'
import { pathIn, readAddress } from './address.ts'
import { entryOf, skillMdOf } from './entry.ts'

const PAGE = 20
const Position = z.tuple([z.literal('mcp'), z.number(), z.uuid()])

/** A page of the skills that hosts are sure to take, the most used first. */
export async function listEntries(c: Context<AppEnv>, cursor: string | undefined) {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, Position)
  const page = await listMcpSkills(c.var.db, { size: PAGE, after: after && [after[1], after[2]], most: SKILL_LIMITS })
  const skills = await entriesOf(
    c,
    page.flatMap(({ skill }) => skill ?? []),
  )
  const last = page.length === PAGE ? page.at(-1) : undefined
  return { skills, ...(last && { nextCursor: encodeCursor(['mcp', last.score, last.id]) }) }
}

/** The entries of those skills that clients would not refuse. All their SKILL.md are read at once. */
async function entriesOf(c: Context<AppEnv>, skills: readonly McpSkill[]): Promise<Skill[]> {
  const withText = (await Promise.all(skills.map((skill) => ifTaken(() => ({ skill, ...skillMdOf(skill) }))))).flat()
  const texts = await readFiles(
    placeOf(c),
    withText.map(({ sha256 }) => sha256),
  )
  const entries = withText.map(({ skill, sha256 }) =>
    ifTaken(() => entryOf(skill, texts.get(sha256) ?? new Uint8Array())),
  )
  return (await Promise.all(entries)).flat()
}

/** What `make` makes, or nothing if it is refused. */
async function ifTaken<T>(make: () => T | Promise<T>): Promise<T[]> {
  try {
    return [await make()]
  } catch (error) {
    if (error instanceof Failure) return []
    throw error
  }
}

/** The skill whose SKILL.md has this address. Undefined if there is none. Throws Failure if hosts would not take it, or it is withheld. */
export async function getEntry(c: Context<AppEnv>, uri: string): Promise<Skill | undefined> {
  const meant = await skillAt(c, uri)
  if (meant?.path !== 'SKILL.md') return undefined
  refuseUnlessWhole(meant.skill)
  return entryOf(meant.skill, await bytesOf(c, skillMdOf(meant.skill)))
}

/** The file at this address. Undefined if there is none. Throws Failure if it is withheld. */
export async function readResource(c: Context<AppEnv>, uri: string): Promise<SkillReadResult | undefined> {
  const meant = await skillAt(c, uri)
  const file = meant?.skill.files.find(({ path }) => path === meant.path)
  if (!file) return undefined
  if (file.size > SKILL_LIMITS.bytes)
    throw new Failure('withheld', `${file.path} has ${file.size} bytes; at most ${SKILL_LIMITS.bytes} are sent.`)
  const bytes = await bytesOf(c, file)
  const mimeType = contentTypeOf(file.path, bytes).replace(/;.*/, '')
  const text = losslessText(bytes)
  return text === null ? { bytes, mimeType } : { text, mimeType }
}

async function skillAt(c: Context<AppEnv>, uri: string): Promise<{ skill: McpSkill; path: string | null } | null> {
  const address = readAddress(uri)
  if (!address) return null
  const skill = await findMcpSkill(c.var.db, address.slug)
  if (!skill) {
    await refuseWithdrawn(c, address.slug)
    return null
  }
  refuseWithSource(skill)
  return { skill, path: pathIn(skill, address.rest) }
}

const bytesOf = async (c: Context<AppEnv>, { sha256 }: { sha256: string }) =>
  found(await readFile(placeOf(c), sha256), 'file', sha256)

/** The text whose UTF-8 these bytes are, a byte order mark included. Null if there is none. */
function losslessText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
