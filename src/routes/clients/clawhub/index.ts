import { Hono } from 'hono'
import type { AppEnv } from '../../../http/app-env.ts'
import { Failure } from '../../../http/failure.ts'
import { onErrorInText } from '../../../http/problem.ts'
import { clawhubAccount } from './account.ts'
import { deviceLogin } from './device.ts'
import { clawhubLists } from './lists.ts'
import { clawhubSkill } from './skill.ts'
import { clawhubVersions } from './versions.ts'

const NOT_BY_CLAWHUB =
  'Nothing is published, changed or reported through clawhub here. This registry reads skills from the repositories of their authors: push your change there, and ask an operator to add the repository as a source if it is new.'

/** The protocol of the `clawhub` command line, below /api. It prints errors as they come, so they are plain text. */
export const clawhub = new Hono<AppEnv>()
  .onError(onErrorInText)
  .route('/v1', clawhubLists)
  .route('/v1', clawhubSkill)
  .route('/v1', clawhubVersions)
  .route('/', clawhubAccount)
  .route('/cli', deviceLogin)
  .all('/:kind{v1|cli}/*', (c) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD')
      throw new Failure('not_found', `There is nothing at ${c.req.path.slice(0, 200)}.`)
    throw new Failure('forbidden', NOT_BY_CLAWHUB)
  })
