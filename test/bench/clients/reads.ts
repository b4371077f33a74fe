import { findClawhubSkills, matching } from '../../../src/db/clients/clawhub-skill.ts'
import { readSkillIndex } from '../../../src/db/clients/index-entries.ts'
import type { Db } from '../../../src/db/connect.ts'
import { listActiveSkills } from '../../../src/db/intake/crawling/stars.ts'
import { searchSkills } from '../../../src/db/search/search-skills.ts'
import { sha256Hex } from '../../../src/domain/text/hash.ts'
import type { Target } from '../load.ts'

/** One kind of request of a client: how it is sent, and the statements behind it. */
type ClientRead = { name: string; through: Target; statements: (() => Promise<unknown>)[] }

const SKILLS = 200
const WORDS = ['protein model', 'deploy test report', 'bacodi', 'forms']
const PAGE = 10

const MCP_HEADERS = {
  'Content-Type': 'application/json',
  Accept: 'application/json, text/event-stream',
  'MCP-Protocol-Version': '2025-11-25',
}

export async function clientReads(db: Db, url: string): Promise<ClientRead[]> {
  const slugs = (await listActiveSkills(db)).slice(0, SKILLS).map(({ slug }) => slug)
  const copies = await Promise.all(
    slugs.map(async (slug) => {
      const [owner = '', name = ''] = slug.split('--')
      return { owner, name, hash: await sha256Hex(`clawhub ${slug}1`) }
    }),
  )
  return [
    {
      name: 'index of a skill',
      through: { url, paths: slugs.map((slug) => `/s/${slug}/.well-known/agent-skills/index.json`) },
      statements: slugs.map((slug) => () => readSkillIndex(db, { skill: { slug } })),
    },
    {
      name: 'resolve of clawhub',
      through: {
        url,
        paths: copies.map(
          ({ owner, name, hash }) => `/api/v1/resolve?${new URLSearchParams({ slug: name, ownerHandle: owner, hash })}`,
        ),
      },
      statements: copies.map(
        ({ hash, ...ref }) =>
          () =>
            findClawhubSkills(db, ref, matching(hash)),
      ),
    },
    {
      name: 'search_skills over MCP',
      through: {
        url: `${url}/mcp`,
        method: 'POST',
        headers: MCP_HEADERS,
        bodies: WORDS.map((query, id) => {
          const params = { name: 'search_skills', arguments: { query, limit: PAGE } }
          return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params })
        }),
      },
      statements: WORDS.map((q) => () => searchSkills(db, { q }, 'relevance', { size: PAGE })),
    },
  ]
}
