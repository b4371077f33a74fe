import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'
import { type SkillSource, SkillsExtension } from '@modelcontextprotocol/server/ext/skills'
import type { Context } from 'hono'
import type { AppEnv } from '../../../../http/app-env.ts'
import { refusalOf } from '../refusal.ts'
import { getEntry, listEntries, readResource } from './source.ts'

const CACHE = { ttlMs: 60_000, cacheScope: 'public' } as const

/** Skills over MCP (SEP-2640): all skills as resources, with the digests that clients check. */
export const skillsExtension = (c: Context<AppEnv>): SkillsExtension =>
  new SkillsExtension({
    source: sourceFor(c),
    cacheHint: CACHE,
    onWarning: (warning) => c.var.log('warn', 'mcp_skill_dropped', { ...warning }),
  })

function sourceFor(c: Context<AppEnv>): SkillSource {
  const refused = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run()
    } catch (error) {
      const { message, isOurs } = refusalOf(c, error)
      throw new ProtocolError(isOurs ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams, message)
    }
  }
  return {
    list: ({ cursor }) => refused(() => listEntries(c, cursor)),
    get: (uri) => refused(() => getEntry(c, uri)),
    read: (uri) => refused(() => readResource(c, uri)),
  }
}
