import type { Context } from 'hono'
import type { EdgeCache } from '../runs/job.ts'
import type { AppEnv } from './app-env.ts'

/** The cache before the Worker. There is none on a developer's machine, or if it is not enabled. */
export const edgeOf = (c: Context<AppEnv>): EdgeCache | undefined => (c.executionCtx as ExecutionContext).cache
