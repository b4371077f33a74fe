import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { answerFinding } from '../../db/authors/answer-finding.ts'
import { findAuthorSkill, listAuthorSkills } from '../../db/authors/author-skill.ts'
import { hideSkill, showSkill } from '../../db/authors/hide-skill.ts'
import { detailsOf, noteAct } from '../../db/authors/note-act.ts'
import { findMeantSkill, type MeantSkill } from '../../db/authors/owned.ts'
import { FORMER_SLUGS_A_SKILL, renameSkill } from '../../db/authors/rename-skill.ts'
import { deprecateSkill, editSkill, undeprecateSkill } from '../../db/authors/set-settings.ts'
import { isYankedByReviewer, unyankVersion, yankVersion } from '../../db/files/yank-version.ts'
import { jsonText, listOf } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { describe } from '../../http/describe.ts'
import { Failure, found, notFound } from '../../http/failure.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { timeCursor } from '../../http/input/cursor.ts'
import { invalid } from '../../http/input/field-errors.ts'
import { sizeAndCursor } from '../../http/input/paging.ts'
import { idInBody } from '../../http/input/refs.ts'
import { validate } from '../../http/input/validate.ts'
import {
  AnswerBody,
  AnswerParam,
  AuthorSkill,
  DeprecateBody,
  EditBody,
  HideBody,
  ReasonQuery,
  RenameBody,
  SlugParam,
  YankBody,
  YankParam,
} from './author-skill-schema.ts'

const MAX_BYTES = 16 * 1024
const COMMON = { tag: 'authors' as const, security: [{ author: [] }] }
const READ = { ...COMMON, problems: [400, 401, 403, 404, 429, 503] as const }
const WRITE = {
  ...COMMON,
  ok: { schema: AuthorSkill },
  problems: [400, 401, 403, 404, 409, 413, 415, 429, 503] as const,
}
const UNDO = { ...WRITE, problems: [400, 401, 403, 404, 409, 429, 503] as const }

export const ownSkills = new Hono<AppEnv>()
  .get(
    '/',
    describe({
      ...READ,
      id: 'listAuthorSkills',
      summary: 'List your skills, hidden ones too',
      ok: { schema: listOf(AuthorSkill) },
      problems: [400, 401, 403, 429, 503],
    }),
    validate('query', z.strictObject(sizeAndCursor(20))),
    async (c) => {
      const { size, cursor } = c.req.valid('query')
      return jsonText(
        c,
        await listAuthorSkills(c.var.db, c.var.author, { size, after: timeCursor(cursor, 'author-skills') }),
      )
    },
  )
  .get(
    '/:slug',
    describe({ ...READ, id: 'getAuthorSkill', summary: 'Get a skill of yours', ok: { schema: AuthorSkill } }),
    validate('param', SlugParam),
    async (c) => answer(c, await own(c, c.req.valid('param').slug)),
  )
  .patch(
    '/:slug',
    describe({
      ...WRITE,
      id: 'editOwnSkill',
      summary: 'Set the category or homepage of a skill',
      details: 'No crawl changes it. An admin who has set the fields of the skill overrules it.',
    }),
    limitBody(MAX_BYTES),
    validate('param', SlugParam),
    validate('json', EditBody),
    async (c) => {
      const { skill, by } = await act(c, c.req.valid('param').slug)
      const { category: key, homepage } = c.req.valid('json')
      if (key !== undefined && skill.curated)
        throw new Failure('conflict', 'An admin has set the fields of this skill, so authors cannot change them.')
      const category = key
        ? { id: await idInBody(c.var.db, 'category', key, '/category'), key }
        : key === null
          ? null
          : undefined
      await editSkill(c.var.db, {
        ...by,
        ...(category !== undefined && { category }),
        ...(homepage !== undefined && { homepage }),
      })
      return answer(c, skill)
    },
  )
  .put(
    '/:slug/hidden',
    describe({
      ...WRITE,
      id: 'hideOwnSkill',
      summary: 'Hide a skill',
      details: 'Nobody finds it any more, and no crawl brings it back. Its versions stay.',
    }),
    limitBody(MAX_BYTES),
    validate('param', SlugParam),
    validate('json', HideBody),
    async (c) => {
      const { skill, by } = await act(c, c.req.valid('param').slug)
      if (skill.status === 'archived' && !skill.isHidden && !skill.isVanished) throw archivedByAdmin()
      await hideSkill(c.var.db, { ...by, reason: c.req.valid('json').reason ?? null })
      return answer(c, skill)
    },
  )
  .delete(
    '/:slug/hidden',
    describe({ ...UNDO, id: 'showOwnSkill', summary: 'Show a hidden skill again' }),
    validate('param', SlugParam),
    async (c) => {
      const { skill, by } = await act(c, c.req.valid('param').slug)
      if (skill.status === 'archived' && !skill.isHidden) throw archivedByAdmin()
      await showSkill(c.var.db, { ...by, reason: null })
      return answer(c, skill)
    },
  )
  .put(
    '/:slug/versions/:version/yank',
    describe({
      ...WRITE,
      id: 'yankOwnVersion',
      summary: 'Yank a version of a skill',
      details: 'Its files are no longer given out, and clients that have it are told. Nothing is deleted.',
    }),
    limitBody(MAX_BYTES),
    validate('param', YankParam),
    validate('json', YankBody),
    async (c) => {
      const { slug, version } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      const { skill, by } = await act(c, slug)
      if (await isYankedByReviewer(c.var.db, { skillId: skill.id, version })) throw yankedByReviewer()
      const also = (changed: Parameters<typeof noteAct>[2]) =>
        noteAct(by.author, 'yank', changed, detailsOf({ version, reason }))
      if (!(await yankVersion(c.var.db, by.editor, { skillId: skill.id, version, reason, also })))
        throw notFound('version', version)
      return answer(c, skill)
    },
  )
  .delete(
    '/:slug/versions/:version/yank',
    describe({
      ...UNDO,
      id: 'unyankOwnVersion',
      summary: 'Give a yanked version out again',
      details: 'What a reviewer has yanked stays yanked.',
    }),
    validate('param', YankParam),
    validate('query', ReasonQuery),
    async (c) => {
      const { slug, version } = c.req.valid('param')
      const { reason } = c.req.valid('query')
      const { skill, by } = await act(c, slug)
      if (await isYankedByReviewer(c.var.db, { skillId: skill.id, version })) throw yankedByReviewer()
      const also = (changed: Parameters<typeof noteAct>[2]) =>
        noteAct(by.author, 'unyank', changed, detailsOf({ version, reason }))
      if (!(await unyankVersion(c.var.db, by.editor, { skillId: skill.id, version, reason, also })))
        throw notFound('version', version)
      return answer(c, skill)
    },
  )
  .put(
    '/:slug/deprecation',
    describe({
      ...WRITE,
      id: 'deprecateOwnSkill',
      summary: 'Say that a skill should no longer be used',
      details: 'It stays installable. Whoever looks at it is told why, and which one to use instead.',
    }),
    limitBody(MAX_BYTES),
    validate('param', SlugParam),
    validate('json', DeprecateBody),
    async (c) => {
      const { skill, by } = await act(c, c.req.valid('param').slug)
      const { reason, successor } = c.req.valid('json')
      const next = successor
        ? { id: await idInBody(c.var.db, 'skill', successor, '/successor'), slug: successor }
        : null
      if (next?.id === skill.id)
        throw invalid([{ in: 'body', pointer: '/successor', message: 'must be another skill' }])
      await deprecateSkill(c.var.db, { ...by, reason, successor: next })
      return answer(c, skill)
    },
  )
  .delete(
    '/:slug/deprecation',
    describe({ ...UNDO, id: 'undeprecateOwnSkill', summary: 'Take a deprecation back' }),
    validate('param', SlugParam),
    async (c) => {
      const { skill, by } = await act(c, c.req.valid('param').slug)
      await undeprecateSkill(c.var.db, by)
      return answer(c, skill)
    },
  )
  .put(
    '/:slug/answers/:rule',
    describe({
      ...WRITE,
      id: 'answerFinding',
      summary: 'Answer what a rule of the scan has found',
      details: 'The answer stands beside the finding. It changes no verdict.',
    }),
    limitBody(MAX_BYTES),
    validate('param', AnswerParam),
    validate('json', AnswerBody),
    async (c) => {
      const { slug, rule } = c.req.valid('param')
      const { skill, by } = await act(c, slug)
      await answerFinding(c.var.db, { ...by, rule, answer: c.req.valid('json').answer })
      return answer(c, skill)
    },
  )
  .delete(
    '/:slug/answers/:rule',
    describe({ ...UNDO, id: 'takeAnswerBack', summary: 'Take an answer to a finding back' }),
    validate('param', AnswerParam),
    async (c) => {
      const { slug, rule } = c.req.valid('param')
      const { skill, by } = await act(c, slug)
      await answerFinding(c.var.db, { ...by, rule, answer: null })
      return answer(c, skill)
    },
  )
  .put(
    '/:slug/name',
    describe({
      ...WRITE,
      id: 'renameOwnSkill',
      summary: 'Rename a skill',
      details: `Its slug changes. The old one leads to it for ever, and its counts stay. A skill has at most ${FORMER_SLUGS_A_SKILL} former slugs. Rename it here first, then in the repository.`,
    }),
    limitBody(MAX_BYTES),
    validate('param', SlugParam),
    validate('json', RenameBody),
    async (c) => {
      const { skill, by } = await actForAccount(c, c.req.valid('param').slug)
      const { name } = c.req.valid('json')
      const outcome = await renameSkill(c.var.db, { ...by, name })
      if (outcome === 'taken')
        throw new Failure('conflict', `Another skill of this publisher is, or was, called ${name}.`)
      if (outcome === 'too_often')
        throw new Failure(
          'conflict',
          `A skill has at most ${FORMER_SLUGS_A_SKILL} former slugs, which are kept for ever. It can have one of them again, and no new one.`,
        )
      return answer(c, skill)
    },
  )

const archivedByAdmin = () => new Failure('conflict', 'An admin has archived this skill.')
const yankedByReviewer = () => new Failure('conflict', 'A reviewer has yanked this version.')

/** The skill, if it is the author's. Throws Failure `not_found` or `forbidden`. */
export async function own(c: Context<AppEnv>, slug: string): Promise<MeantSkill> {
  const skill = await findMeantSkill(c.var.db, c.var.author, slug)
  if (!skill || !(skill.isOwned || skill.isPublic)) throw notFound('skill', slug)
  if (!skill.isOwned)
    throw new Failure(
      'forbidden',
      `The skill ${skill.slug} does not come from ${c.var.author.source.name}, which you have proven.`,
    )
  return skill
}

/** The skill, and in whose name something is done about it. */
export async function act(c: Context<AppEnv>, slug: string) {
  const skill = await own(c, slug)
  return { skill, by: { author: c.var.author, editor: c.var.editor, skillId: skill.id } }
}

/** The same for what only the account may do under whose name the skill stands. */
export async function actForAccount(c: Context<AppEnv>, slug: string) {
  const meant = await act(c, slug)
  if (meant.skill.isOfAccount) return meant
  throw new Failure('forbidden', `An admin has given ${meant.skill.slug} to another publisher.`)
}

export async function answer(c: Context<AppEnv>, { id, slug }: Pick<MeantSkill, 'id' | 'slug'>) {
  return jsonText(c, found(await findAuthorSkill(c.var.db, id), 'skill', slug))
}
